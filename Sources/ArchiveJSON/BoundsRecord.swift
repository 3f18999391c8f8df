import ArchiveModel
package import Catalogue

/// Why a document begins where it begins, and which of its pages belong to it less surely.
struct BoundsRecord: Encodable {
    let confidence: Double
    let reasons: [String]
    let isDoubtful: Bool
    let doubtfulPages: [DoubtfulPageRecord]?

    private enum CodingKeys: String, CodingKey {
        case confidence, reasons
        case isDoubtful = "is_doubtful"
        case doubtfulPages = "doubtful_pages"
    }

    /// Tells of bounds; `number` gives the place of a page in the document, from 1.
    init(_ bounds: DocumentBounds, number: (PageAddress) -> Int?) {
        confidence = bounds.beginning.confidence.value
        reasons = bounds.beginning.cues.map(\.rawValue)
        isDoubtful = bounds.isDoubtful
        let pages = bounds.doubtfulPages.compactMap { page in
            number(page.page).map { DoubtfulPageRecord(page.boundary, page: $0) }
        }
        doubtfulPages = pages.isEmpty ? nil : pages
    }
}

/// A page on which another document might begin.
struct DoubtfulPageRecord: Encodable {
    /// Of the document.
    let page: Int
    let confidence: Double
    let reasons: [String]

    init(_ boundary: Boundary, page: Int) {
        self.page = page
        confidence = boundary.confidence.value
        reasons = boundary.cues.map(\.rawValue)
    }
}

/// A document whose boundaries a person should look at, as a JSON line.
package struct DoubtfulDocumentRecord: Encodable {
    let type = "doubtful-document"
    let document: String
    let file: String
    let page: Int
    let bounds: BoundsRecord

    /// The record; nil for a document that nothing is said of.
    package init?(_ head: DocumentHead) {
        guard let bounds = head.bounds, let first = head.pages.first else { return nil }
        document = head.id.text
        file = ScanPath.text(first.batchName, name: first.scanName)
        page = first.reference.number
        self.bounds = BoundsRecord(bounds, number: head.number)
    }
}
