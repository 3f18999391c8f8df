package import ArchiveStore
package import Indexer

/// Looks for documents by a query as a person types it.
package struct DocumentSearch {
    /// What is looked for, and which part of the answer is wanted.
    package struct Request {
        /// The query.
        var query: String
        /// Newest first, or by relevance.
        var order: SearchOrder
        /// Most documents to list, 1 to 1000.
        var limit: Int
        /// How many documents to skip, from 0.
        var offset: Int
        /// Whether earlier states of files that came again are listed, too.
        var includesSuperseded: Bool

        package init(
            query: String, order: SearchOrder = .newest, limit: Int = 20, offset: Int = 0,
            includesSuperseded: Bool = false
        ) {
            self.query = query
            self.order = order
            self.limit = limit
            self.offset = offset
            self.includesSuperseded = includesSuperseded
        }
    }

    /// What was found.
    package struct Answer {
        /// The documents.
        package let results: SearchResults
        /// The parts of the query that were ignored.
        package let ignored: [QueryNote]
    }

    private let archive: Archive
    private let titles: TypeTitles

    /// - Parameter titles: The types' titles, by which they can be asked for.
    package init(_ archive: Archive, titles: TypeTitles) {
        self.archive = archive
        self.titles = titles
    }

    /// Throws `query-invalid` for a query that cannot be followed, and what the index throws.
    package func answer(_ request: Request) throws -> Answer {
        let query = try SearchQuery(
            parsing: request.query, typeTitles: titles.titles, takesAnyType: titles.areBuiltIn)
        let results = try SearchIndex.open(in: archive).search(
            query, order: request.order, limit: request.limit, offset: request.offset,
            includingSuperseded: request.includesSuperseded)
        return Answer(results: results, ignored: query.ignored)
    }
}
