/// One part of a query as typed.
struct QueryItem {
    /// What it is.
    enum Kind: Equatable {
        case word(String)
        case phrase(String)
        case filter(FilterName, value: String)
        case or
    }

    var kind: Kind
    /// Where it starts, in characters from 1.
    var column: Int
    /// Whether a minus stands before it.
    var isExcluded: Bool
}

/// The names of filters.
enum FilterName: String, Sendable {
    case type, date, number, cui

    /// Reads a name as typed, in English or Romanian.
    init?(typed: String) {
        switch FoldedText.words(typed).joined(separator: " ") {
        case "type", "tip": self = .type
        case "date", "data": self = .date
        case "number", "numar", "nr": self = .number
        case "cui", "cif": self = .cui
        default: return nil
        }
    }
}

/// Cuts a query into its parts.
struct QueryLexer {
    private let characters: [Character]
    private var index = 0

    /// The parts of a query in order; throws when a quotation mark or a filter is left open.
    static func items(in text: String) throws(QuerySyntaxError) -> [QueryItem] {
        var lexer = QueryLexer(characters: Array(text))
        var items: [QueryItem] = []
        while let item = try lexer.next() { items.append(item) }
        return items
    }

    private init(characters: [Character]) {
        self.characters = characters
    }

    private mutating func next() throws(QuerySyntaxError) -> QueryItem? {
        skipSpace()
        guard index < characters.count else { return nil }
        let column = index + 1
        var isExcluded = false
        if characters[index] == "-" {
            index += 1
            // A minus that stands alone is a dash between words.
            guard index < characters.count, !characters[index].isWhitespace else {
                return try next()
            }
            isExcluded = true
        }
        if isQuote(at: index) {
            let kind = QueryItem.Kind.phrase(try quoted())
            return QueryItem(kind: kind, column: column, isExcluded: isExcluded)
        }
        let chunk = take { !$0.isWhitespace && !Self.quotes.contains($0) }
        let kind = try kind(of: chunk, column: column, isExcluded: isExcluded)
        return QueryItem(kind: kind, column: column, isExcluded: isExcluded)
    }

    private mutating func kind(
        of chunk: String, column: Int, isExcluded: Bool
    ) throws(QuerySyntaxError) -> QueryItem.Kind {
        if !isExcluded && ["OR", "SAU"].contains(chunk) { return .or }
        guard let colon = chunk.firstIndex(of: ":"),
            let name = FilterName(
                typed: String(chunk[..<colon]))
        else { return .word(chunk) }
        var value = String(chunk[chunk.index(after: colon)...])
        if value.isEmpty && isQuote(at: index) { value = try quoted() }
        guard !value.allSatisfy(\.isWhitespace) else {
            throw .valueMissing(name.rawValue, column)
        }
        return .filter(name, value: value)
    }

    private mutating func quoted() throws(QuerySyntaxError) -> String {
        let column = index + 1
        index += 1
        let content = take { !Self.quotes.contains($0) }
        guard index < characters.count else { throw .quoteOpen(column) }
        index += 1
        return content
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
