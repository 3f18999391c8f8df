public import ArchiveModel

/// A page as a reference: which scan, and which page of it from 1.
public struct PageReference: Hashable, Sendable, Codable {
    /// The scan.
    public var scan: ScanID
    /// Number of the page in the scan, from 1.
    public var number: Int

    /// Makes a reference.
    public init(scan: ScanID, number: Int) {
        self.scan = scan
        self.number = number
    }
}

/// A document on its way into the catalogue.
public struct DocumentDraft: Sendable {
    /// Its identifier.
    public var id: DocumentID
    /// Its pages in order, failed ones included.
    public var pages: [PageReference]
    /// What extraction says of it.
    public var extracted: ExtractedDocument

    /// Makes a draft.
    public init(id: DocumentID, pages: [PageReference], extracted: ExtractedDocument) {
        self.id = id
        self.pages = pages
        self.extracted = extracted
    }
}

/// One page of a document, with what a hit or a highlight needs.
public struct DocumentPage: Sendable {
    /// Name of the batch that its scan came in.
    public var batchName: ScanName
    /// Name of the scan within the batch.
    public var scanName: ScanName
    /// The scan and the number of the page in it.
    public var reference: PageReference
    /// The outcome.
    public var verdict: PageVerdict
    /// Why it failed; nil otherwise.
    public var failure: Failure?
    /// What the decoder complained of although the page could be read.
    public var warnings: [String]
    /// What a person should look at although the page counts as read.
    public var doubts: [Doubt]
    /// What a person should look at in the scan as a whole.
    public var scanDoubts: [Doubt]
    /// Mean confidence of its words; nil when nothing was read.
    public var confidence: Confidence?
    /// Quarter turns that made the page upright, in degrees clockwise.
    public var rotationDegrees: Int
    /// Width of the scanned page in pixels; nil when it could not be decoded.
    public var scanWidth: Int?
    /// Height of the scanned page in pixels; nil when it could not be decoded.
    public var scanHeight: Int?
    /// From upright pixels to pixels of the scan.
    public var transform: PageTransform
    /// What was read; nil when nothing was.
    public var text: String?
}

/// The newest state of a file whose earlier state a document was made of.
public struct Supersession: Sendable, Hashable {
    /// The scan of the newest state.
    public var scan: ScanID
    /// Name of the batch that it came in.
    public var batchName: ScanName
    /// Its name in the batch.
    public var name: ScanName
    /// The document that was made of it; nil when it has none.
    public var document: DocumentID?
}

/// What the catalogue knows of one document.
public struct StoredDocument: Sendable {
    /// Its identifier.
    public var id: DocumentID
    /// What extraction says: type, fields and where they were read.
    public var extracted: ExtractedDocument
    /// Its pages in order.
    public var pages: [DocumentPage]
    /// The later state of the file that has all that this document has; nil for most.
    public var supersededBy: Supersession?

    /// Its date as ISO 8601, when the `date` field holds a day of the calendar.
    public var date: String? {
        guard let value = extracted[.date]?.value, CivilDate(iso: value) != nil else { return nil }
        return value
    }

    /// Its number as printed; nil when none was read.
    public var number: String? { extracted[.number]?.value }
}
