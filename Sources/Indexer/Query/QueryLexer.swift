/// One part of a query as typed.
struct QueryItem {
    /// What it is.
    enum Kind: Equatable {
        case word(String)
        case phrase(String)
        case filter(FilterName, value: String)
        case or
        /// Both sides are needed, which is so without it.
        case and(String)
        /// What follows must not be there.
        case not
        case open, close
    }

    var kind: Kind
    /// Where it starts, in characters from 1.
    var column: Int
    /// Whether a minus stands before it.
    var isExcluded: Bool
}

/// Parts of a query, with what was passed over to get them.
struct NotedItems {
    var items: [QueryItem]
    var notes: [QueryNote]
}

/// Cuts a query into its parts.
struct QueryLexer {
    private let characters: [Character]
    private var index = 0
    /// What has no meaning in a query, and is passed over.
    private(set) var notes: [QueryNote] = []

    /// The parts of a query in order, and what was passed over; throws when a quotation mark or a
    /// filter is left open, or a sign means something that there is not.
    static func items(
        in text: String
    ) throws(QuerySyntaxError) -> NotedItems {
        var lexer = QueryLexer(characters: Array(text))
        var items: [QueryItem] = []
        while let item = try lexer.next() { items.append(item) }
        return NotedItems(items: items, notes: lexer.notes)
    }

    private init(characters: [Character]) {
        self.characters = characters
    }

    private mutating func next() throws(QuerySyntaxError) -> QueryItem? {
        skipSpace()
        guard index < characters.count else { return nil }
        let column = index + 1
        let isExcluded = signs()
        // A minus that stands alone is a dash between words.
        guard index < characters.count, !characters[index].isWhitespace else {
            if isExcluded { notes.append(.minusAlone(column)) }
            return try next()
        }
        let kind = try kind(column: column, isExcluded: isExcluded)
        return QueryItem(kind: kind, column: column, isExcluded: isExcluded)
    }

    /// Passes the signs before a word; whether there is a minus.
    ///
    /// A plus says nothing, since all words are needed.
    private mutating func signs() -> Bool {
        var isExcluded = false
        while index < characters.count, ["+", "-"].contains(characters[index]) {
            if characters[index] == "-" && !isExcluded {
                isExcluded = true
            } else {
                notes.append(.sign(characters[index], at: index + 1))
            }
            index += 1
        }
        return isExcluded
    }

    private mutating func kind(
        column: Int, isExcluded: Bool
    ) throws(QuerySyntaxError) -> QueryItem.Kind {
        if isQuote(at: index) { return .phrase(try phrase()) }
        if characters[index] == "(" || characters[index] == ")" {
            index += 1
            return characters[index - 1] == "(" ? .open : .close
        }
        let start = index + 1
        let chunk = chunk()
        if !isExcluded, let kind = try Self.joint(chunk, at: column) { return kind }
        if let kind = try filter(chunk, column: column) { return kind }
        notes += try QuerySigns.check(chunk, column: start)
        return .word(chunk)
    }

    /// What joins words; nil for words.
    private static func joint(
        _ chunk: String, at column: Int
    ) throws(QuerySyntaxError) -> QueryItem.Kind? {
        switch chunk {
        case "OR", "SAU", "||", "|": return .or
        case "AND", "SI", "ȘI", "ŞI", "&&", "&": return .and(chunk)
        case "NOT": return .not
        default:
            let isNear = ["NEAR", "NEAR(", "NEAR/"].contains { chunk == $0 }
            if isNear || chunk.hasPrefix("NEAR(") || chunk.hasPrefix("NEAR/") {
                throw .nearUnknown(column)
            }
            return nil
        }
    }

    /// A filter with its value; nil when the chunk is none.
    private mutating func filter(
        _ chunk: String, column: Int
    ) throws(QuerySyntaxError) -> QueryItem.Kind? {
        guard let colon = chunk.firstIndex(of: ":") else { return nil }
        let head = String(chunk[..<colon])
        var value = String(chunk[chunk.index(after: colon)...])
        guard let name = FilterName(typed: head) else {
            if value.hasPrefix("//") { return nil }
            if FilterName.looksLikeName(head) { throw .filterUnknown(head, at: column) }
            // In 12:30 and art.5:2 nobody means a filter.
            if !head.contains(where: \.isNumber) {
                notes.append(.colon(index - chunk.count + head.count + 1))
            }
            return nil
        }
        if isQuote(at: index) {
            value += try quoted()
        } else if value.isEmpty {
            value = try valueBehindSpace() ?? ""
        }
        guard !value.allSatisfy(\.isWhitespace) else {
            throw .valueMissing(name.rawValue, at: column)
        }
        let whole = extended(value, of: name)
        return .filter(name, value: name == .cui ? groups(behind: whole) : whole)
    }

    /// What follows a colon and a space; nil when that is something else than a value.
    private mutating func valueBehindSpace() throws(QuerySyntaxError) -> String? {
        let start = index
        skipSpace()
        if isQuote(at: index) { return try quoted() }
        let chunk = chunk()
        if chunk.contains(":") || (try? Self.joint(chunk, at: index)) != nil {
            index = start
            return nil
        }
        return chunk
    }

    /// The value with the words behind it that belong to it: `data:martie 2024`, `cui:RO 123`.
    private mutating func extended(_ value: String, of name: FilterName) -> String {
        let start = index
        var longer = value
        for _ in 0..<4 {
            if FilterValues.isUnderstood(longer, of: name) { return longer }
            guard name == .date || name == .cui else { break }
            skipSpace()
            let chunk = chunk()
            if chunk.isEmpty { break }
            longer += " " + chunk
        }
        if FilterValues.isUnderstood(longer, of: name) { return longer }
        index = start
        return value
    }

    /// A fiscal code with the groups of three figures behind it: `95 001 010`.
    private mutating func groups(behind value: String) -> String {
        var longer = value
        var isLonger = false
        while longer.split(whereSeparator: { !$0.isNumber }).last?.count ?? 4 <= 3 {
            let start = index
            skipSpace()
            let column = index + 1
            let group = chunk()
            let joined = longer + " " + group
            guard group.count == 3, group.allSatisfy(\.isNumber),
                FilterValues.isUnderstood(joined, of: .cui)
            else {
                index = start
                break
            }
            if !isLonger { notes.append(.figuresJoined(column)) }
            isLonger = true
            longer = joined
        }
        return longer
    }

    private mutating func phrase() throws(QuerySyntaxError) -> String {
        let start = index
        let text = try quoted()
        try QuerySigns.checkPhrase(text, column: start + 2)
        // A distance behind a phrase, as other programs have it.
        if index < characters.count, characters[index] == "~" {
            throw .signUnknown("~", at: index + 1)
        }
        return text
    }

    private mutating func quoted() throws(QuerySyntaxError) -> String {
        let column = index + 1
        index += 1
        let content = take { !Self.quotes.contains($0) }
        guard index < characters.count else { throw .quoteOpen(column) }
        index += 1
        return content
    }

    /// Everything up to a space, a quotation mark or a parenthesis that was opened outside.
    private mutating func chunk() -> String {
        let start = index
        var depth = 0
        while index < characters.count {
            let character = characters[index]
            if character.isWhitespace || Self.quotes.contains(character) { break }
            if character == "(" { depth += 1 }
            if character == ")" {
                if depth == 0, isAtEndOfWord(index) { break }
                depth = max(0, depth - 1)
            }
            index += 1
        }
        return String(characters[start..<index])
    }

    /// Whether only parentheses stand up to the next space.
    private func isAtEndOfWord(_ place: Int) -> Bool {
        for character in characters[place...] {
            if character.isWhitespace { return true }
            if character != ")" { return false }
        }
        return true
    }

    private mutating func take(while condition: (Character) -> Bool) -> String {
        let start = index
        while index < characters.count, condition(characters[index]) { index += 1 }
        return String(characters[start..<index])
    }

    private mutating func skipSpace() {
        while index < characters.count, characters[index].isWhitespace { index += 1 }
    }

    private func isQuote(at index: Int) -> Bool {
        index < characters.count && Self.quotes.contains(characters[index])
    }

    private static let quotes: Set<Character> = ["\"", "„", "”", "“", "«", "»"]
}
