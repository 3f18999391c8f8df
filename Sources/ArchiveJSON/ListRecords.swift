import ArchiveModel
package import ArchiveStore
import Catalogue

/// A batch in a list, as a JSON line.
package struct ListedBatchRecord: Encodable {
    let type = "listed-batch"
    let batch, openedAt: String
    let scans, failed: Int

    private enum CodingKeys: String, CodingKey {
        case type, batch, scans, failed
        case openedAt = "opened_at"
    }

    package init(_ entry: ListedBatch) {
        batch = entry.name.text
        openedAt = entry.openedAt
        scans = entry.scans
        failed = entry.failed
    }
}

/// A scan in a list, as a JSON line.
package struct ListedScanRecord: Encodable {
    let type = "listed-scan"
    let file, batch, verdict, at: String
    let pages: Int?
    let bytes: Int64
    let superseded: Bool?

    package init(_ entry: ListedScan) {
        file = ScanPath.text(entry.batchName, name: entry.name)
        batch = entry.batchName.text
        verdict = entry.verdict.rawValue
        at = entry.accessionedAt
        pages = entry.pageCount
        bytes = entry.size
        superseded = entry.isSuperseded ? true : nil
    }
}

/// A document in a list, as a JSON line.
package struct ListedDocumentRecord: Encodable {
    let type = "listed-document"
    let document, file: String
    let documentType, number, date: String?
    let page, pages: Int

    private enum CodingKeys: String, CodingKey {
        case type, document, file, number, date, page, pages
        case documentType = "document_type"
    }

    package init(_ entry: ListedDocument) {
        document = entry.id.text
        file = ScanPath.text(entry.file.batchName, name: entry.file.name)
        documentType = entry.type?.rawValue
        number = entry.ownNumber
        date = entry.date
        page = entry.firstPage
        pages = entry.pages
    }
}

/// How a part of a list ends, as a JSON line.
package struct ListedRecord: Encodable {
    let type = "listed"
    let entries: Int
    /// What `--after` takes for the next part; nil when this is the last.
    let next: Int64?

    package init(entries: Int, next: Int64?) {
        self.entries = entries
        self.next = next
    }
}
