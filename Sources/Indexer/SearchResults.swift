public import ArchiveModel
public import ArchiveStore

/// In which order documents are listed.
public enum SearchOrder: Sendable {
    /// By date, the newest first; documents without a date come last.
    case newest
    /// The most relevant first.
    case relevance
}

/// A piece of a snippet, with whether it is what was looked for.
public struct SnippetPart: Hashable, Sendable, Codable {
    /// The text: one line, without control characters.
    public var text: String
    /// Whether it matches the query.
    public var isMatch: Bool

    /// Makes a piece.
    public init(text: String, isMatch: Bool) {
        self.text = text
        self.isMatch = isMatch
    }
}

/// The page on which the best match stands.
public struct HitPage: Sendable {
    /// Name of the batch that its scan came in.
    public var batchName: ScanName
    /// Name of the scan within the batch.
    public var scanName: ScanName
    /// The scan and the number of the page in it, from 1.
    public var reference: PageReference
    /// Number of the page in the document, from 1.
    public var documentPage: Int
}

/// One document that was found.
public struct SearchHit: Sendable {
    /// The document.
    public var document: DocumentID
    /// Its type; nil when it is not known.
    public var type: DocumentType?
    /// Its date, ISO 8601; nil when none was read.
    public var date: String?
    /// Its number as printed; nil when none was read.
    public var number: String?
    /// The page on which the best match stands; nil for a document without pages.
    public var page: HitPage?
    /// At most 160 characters around the densest matches on that page.
    public var snippet: [SnippetPart]
    /// How relevant it is, higher is more; nil when the order is another.
    public var score: Double?
}

/// What a search found.
public struct SearchResults: Sendable {
    /// How many documents match.
    public var total: Int
    /// Whether `total` is exact; otherwise at least so many match.
    public var isTotalExact: Bool
    /// When so many match that only the newest were ranked: how many those were.
    public var rankedAmongNewest: Int?
    /// The hits that were asked for.
    public var hits: [SearchHit]
}
