import ArchiveModel
import ArchiveStore
import GRDB

extension SearchIndex {
    /// Counting stops here: a search stays quick on tens of millions of documents.
    static let countLimit = 1_000_000
    /// Above so many matches only the newest are ranked.
    static let rankLimit = 20_000

    /// Finds documents: `limit` hits (at most 1000) after the first `offset`.
    ///
    /// Documents of earlier states of files are left out unless `includingSuperseded`.
    /// The total, the hits and their snippets are of one moment, whatever is written meanwhile.
    /// Throws `index-missing`, or what SQLite reports.
    package func search(
        _ query: SearchQuery, order: SearchOrder = .newest, limit: Int = 20, offset: Int = 0,
        includingSuperseded: Bool = false
    ) throws(IndexError) -> SearchResults {
        do {
            return try archive.read { database in
                try IndexTables.requireReadable(in: database)
                let search = PreparedSearch(
                    query, includingSuperseded: includingSuperseded, in: database)
                let total = try search.count(limit: Self.countLimit + 1)
                let isRanked = order == .relevance && query.hasWords
                let page = PreparedSearch.ResultPage(
                    limit: min(max(limit, 0), 1000), offset: max(offset, 0))
                let rows =
                    isRanked
                    ? try search.ranked(page, amongNewest: Self.rankLimit)
                    : try search.newest(page)
                return SearchResults(
                    total: min(total, Self.countLimit), isTotalExact: total <= Self.countLimit,
                    rankedAmongNewest: isRanked && total > Self.rankLimit ? Self.rankLimit : nil,
                    hits: try search.hits(rows))
            }
        } catch {
            throw .failed(error)
        }
    }
}
