import ArchiveModel
import Indexer

/// What a search found.
public struct FoundDocuments: Sendable {
    /// How many documents match.
    public let total: Int
    /// Whether `total` is exact; otherwise at least so many match.
    public let isTotalExact: Bool
    /// The documents that were asked for, in order.
    public let documents: [FoundDocument]

    init(_ results: SearchResults) {
        total = results.total
        isTotalExact = results.isTotalExact
        documents = results.hits.map(FoundDocument.init)
    }
}

/// One document that was found.
public struct FoundDocument: Sendable {
    /// Its identifier.
    public let id: String
    /// The code of its type, such as `HCL`; nil when it is not known.
    public let type: String?
    /// Its date, ISO 8601; nil when none was read.
    public let date: String?
    /// Its number as printed; nil when none was read.
    public let number: String?
    /// At most 160 characters around the densest matches: one line, without control characters.
    public let snippet: String

    init(_ hit: SearchHit) {
        id = hit.document.text
        type = hit.type?.rawValue
        date = hit.date
        number = hit.number
        snippet = hit.snippet.map(\.text).joined()
    }
}
