/// Makes search terms of typed words.
enum QueryTerms {
    /// Most words of one phrase; a longer one is cut, which finds no less.
    static let longestPhrase = 64

    /// The term of a word or phrase; nil when it has no letter or digit, or is no such part.
    static func term(_ item: QueryItem) throws(QuerySyntaxError) -> SearchTerm? {
        switch item.kind {
        case .phrase(let text): return term(text)
        case .word(let text):
            guard isBeginning(text), var term = term(text) else { return term(text) }
            guard term.words.last.map({ $0.unicodeScalars.count >= 2 }) == true else {
                throw .prefixTooShort(item.column)
            }
            term.isPrefix = true
            term.alternatives = []
            return term
        case .filter, .or, .and, .not, .open, .close: return nil
        }
    }

    /// A date, amount or IBAN that was typed with spaces, as one term; nil when the words from
    /// `start` on make none.
    static func keyTerm(_ items: [QueryItem], from start: Int) -> (SearchTerm, length: Int)? {
        let words = plainWords(items, from: start)
        guard words.count > 1 else { return nil }
        for length in stride(from: min(words.count, 7), through: 2, by: -1) {
            let text = words[..<length].joined(separator: " ")
            let folded = SearchTokens(text)
            let whole = 0..<folded.tokens.count
            guard let key = KeyFinder.keys(in: folded).first, key.tokens == whole, whole.count > 1
            else { continue }
            return (
                SearchTerm(words: folded.tokens.map(folded.text), alternatives: [key.text]), length
            )
        }
        return nil
    }

    /// Whether an asterisk ends the word; what ends a sentence may follow.
    private static func isBeginning(_ text: String) -> Bool {
        text.last { !",.;:!".contains($0) } == "*"
    }

    private static func term(_ text: String) -> SearchTerm? {
        let folded = SearchTokens(text)
        guard !folded.tokens.isEmpty else { return nil }
        let words = folded.tokens.prefix(longestPhrase).map(folded.text)
        let whole = 0..<folded.tokens.count
        let keys = KeyFinder.keys(in: folded).filter { $0.tokens == whole }.map(\.text)
        return SearchTerm(words: words, alternatives: keys.filter { words != [$0] })
    }

    /// The texts of words that follow one another with nothing between them or about them.
    private static func plainWords(_ items: [QueryItem], from start: Int) -> [String] {
        var words: [String] = []
        for (offset, item) in items[start...].prefix(8).enumerated() {
            guard case .word(let text) = item.kind, !item.isExcluded, !isBeginning(text)
            else { break }
            if offset > 0, start + offset + 1 < items.count,
                items[start + offset + 1].kind == .or
            {
                break
            }
            words.append(text)
        }
        return words
    }
}
