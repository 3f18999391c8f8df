extension QuerySyntaxError {
    static func quoteOpen(_ column: Int) -> Self {
        Self(
            code: .quoteOpen, column: column,
            message: "the quotation mark at column \(column) is not closed; close it or leave it "
                + "out")
    }

    static func orAlone(_ column: Int) -> Self {
        Self(
            code: .orAlone, column: column,
            message: "OR at column \(column) needs a word or phrase on both sides; write it in "
                + "small letters to search for the word")
    }

    static func valueMissing(_ name: String, _ column: Int) -> Self {
        Self(
            code: .valueMissing, column: column,
            message: "'\(name):' at column \(column) needs a value right behind the colon")
    }

    static func typeUnknown(_ column: Int) -> Self {
        Self(
            code: .valueInvalid, column: column,
            message: "the type at column \(column) is not known; 'archivectl types' lists them")
    }

    static func dateInvalid(_ column: Int) -> Self {
        Self(
            code: .valueInvalid, column: column,
            message: "the date at column \(column) is not understood; write 2021, 2021-03, "
                + "2021-03-12, 12.03.2021, 2019..2021 or >=2020-05")
    }

    static func numberInvalid(_ column: Int) -> Self {
        Self(
            code: .valueInvalid, column: column,
            message: "the number at column \(column) has neither letters nor digits; write it as "
                + "on the paper")
    }

    static func cuiInvalid(_ column: Int) -> Self {
        Self(
            code: .valueInvalid, column: column,
            message: "the fiscal code at column \(column) needs 2 to 10 digits, with or without RO"
        )
    }

    static func prefixTooShort(_ column: Int) -> Self {
        Self(
            code: .prefixTooShort, column: column,
            message: "the beginning at column \(column) is too short; give at least two letters "
                + "before the asterisk")
    }

    static var nothingToFind: Self {
        Self(
            code: .nothingToFind, column: 1,
            message: "the query has no word to look for; give a word, a number or a filter")
    }

    static func tooLong(_ column: Int) -> Self {
        Self(
            code: .tooLong, column: column,
            message: "the query has more than \(SearchQuery.mostTerms) words from column "
                + "\(column) on; leave some out")
    }
}
