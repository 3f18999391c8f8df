/// A part of a query that was passed over, so that the answer is that of the rest.
package struct QueryNote: Hashable, Sendable {
    /// Where it stands: characters from the start of the query, from 1.
    package let column: Int
    /// What was passed over, and why, in one sentence.
    package let message: String

    init(_ column: Int, message: String) {
        self.column = column
        self.message = message
    }

    static func noWord(_ chunk: String, at column: Int) -> QueryNote {
        QueryNote(
            column,
            message:
                "'\(chunk.prefix(20))' at column \(column) has no letter or digit and was passed over"
        )
    }

    static func sign(_ sign: Character, at column: Int) -> QueryNote {
        QueryNote(column, message: "the sign '\(sign)' at column \(column) was passed over")
    }

    static func minusAlone(_ column: Int) -> QueryNote {
        QueryNote(
            column,
            message:
                "the minus at column \(column) stands alone and was passed over; to find papers without "
                + "a word write it right before the word")
    }

    static func colon(_ column: Int) -> QueryNote {
        QueryNote(
            column,
            message:
                "the colon at column \(column) does not end the name of a filter and was passed over"
        )
    }

    static func comma(_ name: FilterName, at column: Int) -> QueryNote {
        QueryNote(
            column,
            message:
                "a comma in '\(name.rawValue):' at column \(column) has no value beside it and was "
                + "passed over")
    }

    static func figuresJoined(_ column: Int) -> QueryNote {
        QueryNote(
            column,
            message: "the figures at column \(column) were read as part of the fiscal code before")
    }

    static func phraseEmpty(_ column: Int) -> QueryNote {
        QueryNote(
            column,
            message:
                "the quotation marks at column \(column) hold no letter or digit and were passed over"
        )
    }

    static func questionMark(_ column: Int) -> QueryNote {
        QueryNote(
            column,
            message:
                "the question mark at column \(column) was passed over; for the beginning of a word "
                + "write an asterisk behind it")
    }

    static func parenthesis(_ column: Int) -> QueryNote {
        QueryNote(
            column,
            message: "the parenthesis at column \(column) has no partner and was passed over")
    }

    static func operatorAlone(_ name: String, at column: Int) -> QueryNote {
        QueryNote(
            column,
            message:
                "\(name) at column \(column) has nothing to join and was passed over; write it in small "
                + "letters to search for the word")
    }

    static func phraseCut(_ words: Int, at column: Int) -> QueryNote {
        QueryNote(
            column,
            message:
                "only the first \(words) words of the phrase at column \(column) were looked for")
    }
}
