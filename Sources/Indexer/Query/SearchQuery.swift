/// What is looked for: words, phrases and filters, read from what a person typed.
///
/// Words are all needed; `"a phrase"`, `-excluded`, `begin*`, `OR` or `SAU`; filters `type:`/`tip:`,
/// `date:`/`data:`, `number:`/`numar:` and `cui:`. Case and marks do not matter; dates and amounts
/// are found in whatever form a paper has them.
package struct SearchQuery: Sendable {
    /// Most words and phrases of one query.
    package static let mostTerms = 64

    /// The query as typed.
    package let text: String
    /// One of each is needed.
    let needed: [[SearchTerm]]
    /// None of these may be there.
    let excluded: [SearchTerm]
    /// Conditions on type, number and fiscal code.
    let filters: [MetaFilter]
    /// Conditions on the date.
    let dates: [DateFilter]
    /// What was passed over, in order: the answer is that of the rest.
    package let ignored: [QueryNote]

    /// Reads a query as typed; one with neither words nor filters is refused.
    ///
    /// `typeTitles` are the known types by code with their Romanian titles: `type:` then takes
    /// either, and refuses others, unless `takesAnyType`. Without them any code is taken. Throws `QuerySyntaxError` with
    /// the column; never fails in any other way.
    package init(
        parsing text: String, typeTitles: [String: String] = [:], takesAnyType: Bool = false
    ) throws(QuerySyntaxError) {
        let typed = try QueryLexer.items(in: text)
        let flat = try QueryGroups.flattened(typed.items)
        var parser = QueryParser(typeTitles: typeTitles, takesAnyType: takesAnyType)
        try parser.read(flat.items)
        self.text = text
        ignored = (typed.notes + flat.notes + parser.notes).sorted { $0.column < $1.column }
        needed = parser.needed
        excluded = parser.excluded
        filters = parser.filters
        dates = parser.dates
        let isEmpty = needed.isEmpty && excluded.isEmpty && filters.isEmpty && dates.isEmpty
        if isEmpty { throw .nothingToFind }
    }

    /// Whether words are looked for, so that there is something to rank and mark.
    package var hasWords: Bool { !needed.isEmpty }
}

/// A word or phrase that is looked for, with the other forms that mean the same.
struct SearchTerm: Hashable, Sendable {
    /// The folded words, side by side.
    var words: [String]
    /// Whether the last word is only a beginning.
    var isPrefix = false
    /// Keys that stand for the whole: a date, an amount, today's spelling.
    var alternatives: [String] = []
}

/// A condition on the `meta` column: one of these words, or none of them.
struct MetaFilter: Hashable, Sendable {
    var tokens: [String]
    var isExcluded: Bool
}

/// A condition on the date: within one of these spans of days, or in none of them.
struct DateFilter: Hashable, Sendable {
    var days: [ClosedRange<Int>]
    var isExcluded: Bool
}
