import ArchiveModel
import Catalogue
package import Indexer

/// One found document as a JSON line.
package struct HitRecord: Encodable {
    let type = "hit"
    let document: String
    let documentType: String?
    let date: String?
    let number: String?
    let file: String?
    let page: Int?
    let documentPage: Int?
    let snippet: [SnippetRecord]
    let score: Double?

    private enum CodingKeys: String, CodingKey {
        case type, document, date, number, file, page, snippet, score
        case documentType = "document_type"
        case documentPage = "document_page"
    }

    package init(_ hit: SearchHit) {
        document = hit.document.text
        documentType = hit.type?.rawValue
        date = hit.date
        number = hit.number
        file = hit.page.map { ScanPath.text($0.batchName, name: $0.scanName) }
        page = hit.page?.reference.number
        documentPage = hit.page?.documentPage
        snippet = hit.snippet.map(SnippetRecord.init)
        score = hit.score
    }
}

/// A piece of a snippet.
package struct SnippetRecord: Encodable {
    let text: String
    let match: Bool

    package init(_ part: SnippetPart) {
        text = part.text
        match = part.isMatch
    }
}

/// How much was found, as a JSON line.
package struct ResultsRecord: Encodable {
    let type = "results"
    let total: Int
    let exact: Bool
    let rankedAmongNewest: Int?
    let ignored: [IgnoredRecord]?

    private enum CodingKeys: String, CodingKey {
        case type, total, exact, ignored
        case rankedAmongNewest = "ranked_among_newest"
    }

    package init(_ results: SearchResults, ignored notes: [QueryNote]) {
        ignored = notes.isEmpty ? nil : notes.map(IgnoredRecord.init)
        total = results.total
        exact = results.isTotalExact
        rankedAmongNewest = results.rankedAmongNewest
    }
}

/// A part of the query that was passed over.
package struct IgnoredRecord: Encodable {
    let column: Int
    let message: String

    package init(_ note: QueryNote) {
        column = note.column
        message = note.message
    }
}
