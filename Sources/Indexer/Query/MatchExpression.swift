/// A query in FTS5's own language.
///
/// Every word is quoted and has only letters and digits: nothing that was typed can act there.
enum MatchExpression {
    /// The expression of all words and filters; dates are conditions on the rowid.
    static func text(_ query: SearchQuery, includingSuperseded: Bool = false) -> String {
        var needed = query.needed.map { any($0.map(term)) }
        for filter in query.filters where !filter.isExcluded { needed.append(meta(filter.tokens)) }
        if needed.isEmpty { needed.append(meta([MetaToken.every])) }
        let excluded =
            (includingSuperseded ? [] : [meta([MetaToken.superseded])])
            + query.excluded.map(term)
            + query.filters.filter(\.isExcluded).map { meta($0.tokens) }
        let whole = "(" + needed.joined(separator: " AND ") + ")"
        return excluded.isEmpty ? whole : whole + " NOT " + any(excluded)
    }

    private static func term(_ term: SearchTerm) -> String {
        let phrase = quoted(term.words.joined(separator: " ")) + (term.isPrefix ? " *" : "")
        let column = term.words.count == 1 ? "{text keys}" : "text"
        let words = "(\(column) : \(phrase))"
        guard !term.alternatives.isEmpty else { return words }
        return any([words] + term.alternatives.map { "({text keys} : \(quoted($0)))" })
    }

    private static func meta(_ tokens: [String]) -> String {
        any(tokens.map { "(meta : \(quoted($0)))" })
    }

    private static func any(_ parts: [String]) -> String {
        "(" + parts.joined(separator: " OR ") + ")"
    }

    private static func quoted(_ text: String) -> String {
        "\"" + text.filter { $0 != "\"" } + "\""
    }
}
