import ArchiveModel
import Catalogue
import GRDB

/// One query on one view of the catalogue.
struct PreparedSearch {
    private let database: Database
    private let matcher: TermMatcher
    private let condition: String
    private let arguments: StatementArguments

    /// A row of the index with its relevance.
    struct Found {
        var row: Int64
        var score: Double?
    }

    /// Which part of the matches is wanted.
    struct ResultPage {
        var limit: Int
        var offset: Int
    }

    /// The page of a document that shows best why it was found.
    private struct BestPage {
        var page: HitPage
        var snippet: [SnippetPart]
    }

    init(_ query: SearchQuery, includingSuperseded: Bool = false, in database: Database) {
        self.database = database
        matcher = TermMatcher(query)
        var parts = ["search_text MATCH ?"]
        var values: [any DatabaseValueConvertible] = [
            MatchExpression.text(query, includingSuperseded: includingSuperseded)
        ]
        for filter in query.dates {
            let ranges = filter.days.map(DocumentRowID.range(of:))
            if let first = ranges.map(\.lowerBound).min(),
                let last = ranges.map(\.upperBound).max(),
                !filter.isExcluded
            {
                // The hull lets FTS5 seek; the single spans follow.
                parts.append("rowid BETWEEN ? AND ?")
                values += [first, last]
            }
            let any = ranges.map { _ in "rowid BETWEEN ? AND ?" }.joined(separator: " OR ")
            parts.append((filter.isExcluded ? "NOT " : "") + "(\(any))")
            for range in ranges { values += [range.lowerBound, range.upperBound] }
        }
        condition = parts.joined(separator: " AND ")
        arguments = StatementArguments(values)
    }

    /// How many documents match, counted to `limit`.
    func count(limit: Int) throws -> Int {
        try Int.fetchOne(
            database,
            sql: """
                SELECT count(*) FROM (
                    SELECT 1 FROM search_text WHERE \(condition) LIMIT \(limit))
                """, arguments: arguments) ?? 0
    }

    /// The newest matches.
    func newest(_ page: ResultPage) throws -> [Found] {
        try Int64.fetchAll(
            database,
            sql: """
                SELECT rowid FROM search_text WHERE \(condition)
                ORDER BY rowid DESC LIMIT \(page.limit) OFFSET \(page.offset)
                """, arguments: arguments
        ).map { Found(row: $0, score: nil) }
    }

    /// The most relevant among the newest matches; words count a little more than keys.
    func ranked(_ page: ResultPage, amongNewest cap: Int) throws -> [Found] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT row, score FROM (
                    SELECT rowid AS row, -bm25(search_text, 1.0, 0.8, 0.0) AS score
                    FROM search_text WHERE \(condition) ORDER BY rowid DESC LIMIT \(cap))
                ORDER BY score DESC, row DESC LIMIT \(page.limit) OFFSET \(page.offset)
                """, arguments: arguments
        ).map { Found(row: $0["row"], score: $0["score"]) }
    }

    /// The hits of some rows, with the page and the snippet of each.
    func hits(_ rows: [Found]) throws -> [SearchHit] {
        let transaction = StoreTransaction(database: database)
        return try rows.compactMap { found in
            let text = try String.fetchOne(
                database, sql: "SELECT id FROM search_document WHERE rowid = ?",
                arguments: [found.row])
            guard let id = text.flatMap({ DocumentID($0) }),
                let summary = try transaction.summary(of: id)
            else { return nil }
            let best = try bestPage(of: id, in: transaction)
            return SearchHit(
                document: id, type: summary.type, date: summary.date, number: summary.number,
                page: best?.page, snippet: best?.snippet ?? [], score: found.score)
        }
    }

    private func bestPage(
        of id: DocumentID, in transaction: StoreTransaction
    ) throws -> BestPage? {
        var best: (page: ReadPage, matches: PageMatches)?
        var pages = 0
        try transaction.forEachReadPage(of: id) { page in
            pages += 1
            let matches = matcher.matches(in: page.text ?? "")
            if best.map({ matches.isBetter(than: $0.matches) }) ?? true { best = (page, matches) }
            // On a very long document the first page with everything will do.
            return pages < 200 || (best?.matches.terms ?? 0) < matcher.count
        }
        guard let best else { return nil }
        let page = HitPage(
            batchName: best.page.batchName, scanName: best.page.scanName,
            reference: best.page.reference, documentPage: best.page.position)
        return BestPage(page: page, snippet: Snippet.parts(of: best.matches))
    }
}
