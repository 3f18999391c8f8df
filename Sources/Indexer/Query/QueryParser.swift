/// Makes a query of its parts.
struct QueryParser {
    private(set) var needed: [[SearchTerm]] = []
    private(set) var excluded: [SearchTerm] = []
    private(set) var filters: [MetaFilter] = []
    private(set) var dates: [DateFilter] = []

    /// What was passed over.
    private(set) var notes: [QueryNote] = []

    private let values: FilterValues
    private var terms = 0

    init(typeTitles: [String: String], takesAnyType: Bool = false) {
        values = FilterValues(typeTitles: typeTitles, takesAnyType: takesAnyType)
    }

    /// Reads all parts; throws the first mistake.
    mutating func read(_ items: [QueryItem]) throws(QuerySyntaxError) {
        var index = 0
        while index < items.count {
            let item = items[index]
            switch item.kind {
            case .or: throw .orAlone(item.column)
            case .filter(let name, let value):
                try add(name, value: value, of: item)
                index += 1
                if index < items.count, items[index].kind == .or {
                    throw .orAlone(items[index].column)
                }
            case .word, .phrase:
                index = try readTerms(items, from: index)
            // `QueryGroups` has taken these out.
            case .and, .not, .open, .close: index += 1
            }
        }
    }

    /// Reads a word, a phrase, words that make one key, or a row of them joined by OR.
    private mutating func readTerms(
        _ items: [QueryItem], from start: Int
    ) throws(QuerySyntaxError) -> Int {
        let item = items[start]
        let isJoined = start + 1 < items.count && items[start + 1].kind == .or
        if !isJoined, let (term, length) = QueryTerms.keyTerm(items, from: start) {
            try count(item)
            needed.append([term])
            return start + length
        }
        guard isJoined else {
            if let term = try QueryTerms.term(item) {
                try count(item)
                note(item)
                if item.isExcluded { excluded.append(term) } else { needed.append([term]) }
            } else if case .phrase = item.kind {
                notes.append(.phraseEmpty(item.column))
            }
            return start + 1
        }
        return try readAlternatives(items, from: start)
    }

    /// Tells of a phrase that is longer than what is looked for.
    private mutating func note(_ item: QueryItem) {
        guard case .phrase(let text) = item.kind else { return }
        let longest = QueryTerms.longestPhrase
        if SearchTokens.words(text).count > longest {
            notes.append(.phraseCut(longest, at: item.column))
        }
    }

    private mutating func readAlternatives(
        _ items: [QueryItem], from start: Int
    ) throws(QuerySyntaxError) -> Int {
        var alternatives: [SearchTerm] = []
        var index = start
        while true {
            let or = index == start ? start + 1 : index - 1
            guard index < items.count, !items[index].isExcluded,
                let term = try QueryTerms.term(items[index])
            else { throw .orAlone(items[or].column) }
            try count(items[index])
            alternatives.append(term)
            guard index + 1 < items.count, items[index + 1].kind == .or else { break }
            index += 2
        }
        needed.append(alternatives)
        return index + 1
    }

    private mutating func add(
        _ name: FilterName, value: String, of item: QueryItem
    ) throws(QuerySyntaxError) {
        try count(item)
        if name == .date {
            let days = try values.days(value, column: item.column)
            dates.append(DateFilter(days: days, isExcluded: item.isExcluded))
        } else {
            let tokens = try values.tokens(name, value: value, column: item.column)
            filters.append(MetaFilter(tokens: tokens, isExcluded: item.isExcluded))
        }
        let parts = value.split(separator: ",", omittingEmptySubsequences: false)
        if parts.contains(where: { $0.allSatisfy(\.isWhitespace) }) {
            notes.append(.comma(name, at: item.column))
        }
    }

    private mutating func count(_ item: QueryItem) throws(QuerySyntaxError) {
        terms += 1
        if terms > SearchQuery.mostTerms { throw .tooLong(item.column) }
    }
}
