import ArchiveModel
package import ArchiveStore
import Catalogue

/// The counts as a JSON line.
package struct StatusRecord: Encodable {
    let type = "status"
    let id: String?
    let batches, documents, quarantined, resolved, superseded: Int
    let doubtfulScans, doubtfulPages, doubtfulDocuments: Int
    let scans, pages, documentsByType: [String: Int]
    let documentsWithoutType: Int
    let originalBytes: Int64

    private enum CodingKeys: String, CodingKey {
        case type, id, batches, documents, quarantined, resolved, superseded, scans, pages
        case doubtfulScans = "doubtful_scans"
        case doubtfulPages = "doubtful_pages"
        case doubtfulDocuments = "doubtful_documents"
        case documentsByType = "documents_by_type"
        case documentsWithoutType = "documents_without_type"
        case originalBytes = "original_bytes"
    }

    package init(_ status: ArchiveStatus) {
        id = status.id?.text
        batches = status.batches
        superseded = status.superseded
        documents = status.documents
        quarantined = status.quarantined
        resolved = status.resolved
        doubtfulScans = status.doubtfulScans
        doubtfulPages = status.doubtfulPages
        doubtfulDocuments = status.doubtfulDocuments
        scans = Dictionary(uniqueKeysWithValues: status.scans.map { ($0.key.rawValue, $0.value) })
        pages = Dictionary(uniqueKeysWithValues: status.pages.map { ($0.key.rawValue, $0.value) })
        documentsByType = Dictionary(
            uniqueKeysWithValues: status.documentsByType.map { ($0.key.rawValue, $0.value) })
        documentsWithoutType = status.documentsWithoutType
        originalBytes = status.originalBytes
    }
}

/// One duplicate as a JSON line.
package struct DuplicateRecord: Encodable {
    let type = "duplicate"
    let file, at, duplicateOf: String

    private enum CodingKeys: String, CodingKey {
        case type, file, at
        case duplicateOf = "duplicate_of"
    }

    package init(_ scan: DuplicateScan) {
        file = ScanPath.text(scan.batchName, name: scan.name)
        at = scan.accessionedAt
        duplicateOf = ScanPath.text(scan.originalBatchName, name: scan.originalName)
    }
}

/// One doubtful scan or page as a JSON line.
package struct DoubtfulRecord: Encodable {
    let type = "doubtful"
    let file: String
    let page: Int?
    let doubts: [DoubtRecord]?

    package init(_ scan: DoubtfulScan) {
        file = ScanPath.text(scan.batchName, name: scan.name)
        page = scan.page
        doubts = DoubtRecord.list(scan.doubts)
    }
}
