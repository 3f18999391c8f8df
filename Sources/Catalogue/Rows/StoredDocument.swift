package import ArchiveModel

/// A page as a reference: which scan, and which page of it from 1.
package struct PageReference: Hashable, Sendable, Codable {
    /// The scan.
    package var scan: ScanID
    /// Number of the page in the scan, from 1.
    package var number: Int

    /// Makes a reference.
    package init(scan: ScanID, number: Int) {
        self.scan = scan
        self.number = number
    }
}

/// A document on its way into the catalogue.
package struct DocumentDraft: Sendable {
    /// Its identifier.
    package var id: DocumentID
    /// Its pages in order, failed ones included.
    package var pages: [PageReference]
    /// What extraction says of it.
    package var extracted: ExtractedDocument
    /// Why its pages are one document; nil when assembly did not decide that.
    package var bounds: DocumentBounds?

    /// Makes a draft.
    package init(
        id: DocumentID, pages: [PageReference], extracted: ExtractedDocument,
        bounds: DocumentBounds? = nil
    ) {
        self.id = id
        self.pages = pages
        self.extracted = extracted
        self.bounds = bounds
    }
}

/// One page of a document, with what a hit or a highlight needs.
package struct DocumentPage: Sendable {
    /// What names its scan for good.
    package var digest: ContentDigest
    /// Name of the batch that its scan came in.
    package var batchName: ScanName
    /// Name of the scan within the batch.
    package var scanName: ScanName
    /// The scan and the number of the page in it.
    package var reference: PageReference
    /// The outcome.
    package var verdict: PageVerdict
    /// Why it failed; nil otherwise.
    package var failure: Failure?
    /// What the decoder complained of although the page could be read.
    package var warnings: [String]
    /// What a person should look at although the page counts as read.
    package var doubts: [Doubt]
    /// What a person should look at in the scan as a whole.
    package var scanDoubts: [Doubt]
    /// The codes on the page.
    package var codes: [Barcode]
    /// Mean confidence of its words; nil when nothing was read.
    package var confidence: Confidence?
    /// Quarter turns that made the page upright, in degrees clockwise.
    package var rotationDegrees: Int
    /// Width of the scanned page in pixels; nil when it could not be decoded.
    package var scanWidth: Int?
    /// Height of the scanned page in pixels; nil when it could not be decoded.
    package var scanHeight: Int?
    /// From upright pixels to pixels of the scan.
    package var transform: PageTransform
    /// What was read; nil when nothing was.
    package var text: String?

    /// The page, named for good.
    package var address: PageAddress { PageAddress(scan: digest, number: reference.number) }
}

/// The newest state of a file whose earlier state a document was made of.
package struct Supersession: Sendable, Hashable {
    /// The scan of the newest state.
    package var scan: ScanID
    /// Name of the batch that it came in.
    package var batchName: ScanName
    /// Its name in the batch.
    package var name: ScanName
    /// The document that was made of it; nil when it has none.
    package var document: DocumentID?
}

/// What is known of a document without what was read on its pages: type, fields and which pages.
///
/// Costs a few kB whatever the document's length in text; sealing, lists and corrections read this.
package struct DocumentHead: Sendable {
    /// One page, with the names by which people find it.
    package struct Page: Sendable {
        /// What names its scan for good.
        package var digest: ContentDigest
        /// The scan and the number of the page in it.
        package var reference: PageReference
        /// Name of the batch that its scan came in.
        package var batchName: ScanName
        /// Name of the scan within the batch.
        package var scanName: ScanName

        /// The page, named for good.
        package var address: PageAddress {
            PageAddress(scan: digest, number: reference.number)
        }
    }

    /// Its identifier.
    package var id: DocumentID
    /// What extraction and corrections say: type, fields and where they were read.
    package var extracted: ExtractedDocument
    /// Its pages in order.
    package var pages: [Page]
    /// Why its pages are one document; nil when a person grouped them, or an earlier version of the program.
    package var bounds: DocumentBounds?
    /// The later state of the file that has all that this document has; nil for most.
    package var supersededBy: Supersession?
    /// By which decision it is another document, scanned anew; nil for most.
    package var duplicate: DuplicateRow.Decided?

    /// The number of a page in the document, from 1; nil when it is in another one.
    package func number(of page: PageAddress) -> Int? {
        pages.firstIndex { $0.address == page }.map { $0 + 1 }
    }
}

/// What the catalogue knows of one document.
package struct StoredDocument: Sendable {
    /// Its identifier.
    package var id: DocumentID
    /// What extraction says: type, fields and where they were read.
    package var extracted: ExtractedDocument
    /// Its pages in order.
    package var pages: [DocumentPage]
    /// Why its pages are one document; nil when a person grouped them, or an earlier version of the program.
    package var bounds: DocumentBounds?
    /// The later state of the file that has all that this document has; nil for most.
    package var supersededBy: Supersession?
    /// By which decision it is another document, scanned anew; nil for most.
    package var duplicate: DuplicateRow.Decided?

    /// Its date as ISO 8601, when the `date` field holds a day of the calendar.
    package var date: String? { extracted.storedDate }

    /// The number of a page in the document, from 1; nil when it is in another one.
    package func number(of page: PageAddress) -> Int? {
        pages.firstIndex { $0.address == page }.map { $0 + 1 }
    }

    /// Its number as printed; nil when none was read.
    package var number: String? { extracted[.number]?.value }
}

extension ExtractedDocument {
    /// What the column `date` says: ISO 8601, when the `date` field holds a day of the calendar.
    var storedDate: String? {
        guard let value = self[.date]?.value, CalendarDate(iso: value) != nil else { return nil }
        return value
    }
}
