package import ArchiveModel
package import Catalogue

/// In which order documents are listed.
package enum SearchOrder: Sendable {
    /// By date, the newest first; documents without a date come last.
    case newest
    /// The most relevant first.
    case relevance
}

/// A piece of a snippet, with whether it is what was looked for.
package struct SnippetPart: Hashable, Sendable, Codable {
    /// The text: one line, without control characters.
    package var text: String
    /// Whether it matches the query.
    package var isMatch: Bool

    /// Makes a piece.
    package init(text: String, isMatch: Bool) {
        self.text = text
        self.isMatch = isMatch
    }
}

/// The page on which the best match stands.
package struct HitPage: Sendable {
    /// Name of the batch that its scan came in.
    package var batchName: ScanName
    /// Name of the scan within the batch.
    package var scanName: ScanName
    /// The scan and the number of the page in it, from 1.
    package var reference: PageReference
    /// Number of the page in the document, from 1.
    package var documentPage: Int
}

/// One document that was found.
package struct SearchHit: Sendable {
    /// The document.
    package var document: DocumentID
    /// Its type; nil when it is not known.
    package var type: DocumentType?
    /// Its date, ISO 8601; nil when none was read.
    package var date: String?
    /// Its number as printed; nil when none was read.
    package var number: String?
    /// The page on which the best match stands; nil for a document without pages.
    package var page: HitPage?
    /// At most 160 characters around the densest matches on that page.
    package var snippet: [SnippetPart]
    /// How relevant it is, higher is more; nil when the order is another.
    package var score: Double?
}

/// What a search found.
package struct SearchResults: Sendable {
    /// How many documents match.
    package var total: Int
    /// Whether `total` is exact; otherwise at least so many match.
    package var isTotalExact: Bool
    /// When so many match that only the newest were ranked: how many those were.
    package var rankedAmongNewest: Int?
    /// The hits that were asked for.
    package var hits: [SearchHit]
}
