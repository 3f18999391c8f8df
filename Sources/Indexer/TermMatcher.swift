/// Where the terms of a query stand on one page.
struct PageMatches {
    /// One place.
    struct Place {
        /// In bytes of the page's text.
        var range: Range<Int>
        /// The number of the term.
        var term: Int
    }

    /// The page.
    var text: SearchTokens
    /// The places in bytes of its text, in order, not overlapping; with the term of each.
    var places: [Place]
    /// How many different terms there are.
    var terms: Int

    /// Whether it has more terms, or as many more often, or is the first with text at all.
    func isBetter(than other: PageMatches) -> Bool {
        if terms != other.terms { return terms > other.terms }
        if places.count != other.places.count { return places.count > other.places.count }
        return other.text.tokens.isEmpty && !text.tokens.isEmpty
    }
}

/// Finds the terms of a query in the text of a page, as the index finds them.
struct TermMatcher {
    /// A term in the tokens of a page.
    private struct Match {
        let tokens: Range<Int>
        let term: Int
    }

    private let terms: [[[UInt8]]]
    private let prefixes: [Bool]
    private let alternatives: [String: Int]

    init(_ query: SearchQuery) {
        let all = query.needed.flatMap { $0 }
        terms = all.map { term in term.words.map { Array($0.utf8) } }
        prefixes = all.map(\.isPrefix)
        alternatives = Dictionary(
            all.enumerated().flatMap { index, term in
                (term.alternatives + (term.words.count == 1 ? term.words : [])).map { ($0, index) }
            }, uniquingKeysWith: { first, _ in first })
    }

    /// How many terms there are.
    var count: Int { terms.count }

    /// All places on a page.
    func matches(in pageText: String) -> PageMatches {
        let text = SearchTokens(pageText)
        guard count > 0 else { return PageMatches(text: text, places: [], terms: 0) }
        var found: [Match] = []
        for index in text.tokens.indices {
            for (number, words) in terms.enumerated()
            where stands(words, isPrefix: prefixes[number], at: index, in: text) {
                found.append(Match(tokens: index..<index + words.count, term: number))
            }
        }
        for key in KeyFinder.keys(in: text) {
            if let number = alternatives[key.text] {
                found.append(Match(tokens: key.tokens, term: number))
            }
        }
        for index in text.tokens.indices {
            if let number = alternatives[text.text(text.tokens[index])] {
                found.append(Match(tokens: index..<index + 1, term: number))
            }
        }
        return PageMatches(
            text: text, places: Self.places(found, in: text), terms: Set(found.map(\.term)).count)
    }

    private func stands(
        _ words: [[UInt8]], isPrefix: Bool, at index: Int, in text: SearchTokens
    ) -> Bool {
        guard index + words.count <= text.tokens.count else { return false }
        for (offset, word) in words.enumerated() {
            let token = text[text.tokens[index + offset]]
            let isBeginning = isPrefix && offset == words.count - 1
            guard isBeginning ? token.starts(with: word) : token.elementsEqual(word) else {
                return false
            }
        }
        return true
    }

    private static func places(
        _ found: [Match], in text: SearchTokens
    ) -> [PageMatches.Place] {
        let sorted = found.sorted {
            ($0.tokens.lowerBound, -$0.tokens.count) < ($1.tokens.lowerBound, -$1.tokens.count)
        }
        var result: [PageMatches.Place] = []
        for match in sorted {
            let start = text.tokens[match.tokens.lowerBound].source.lowerBound
            let end = text.tokens[match.tokens.upperBound - 1].source.upperBound
            if let last = result.last, start < last.range.upperBound { continue }
            result.append(PageMatches.Place(range: start..<end, term: match.term))
        }
        return result
    }
}
