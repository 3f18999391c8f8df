package import ArchiveModel
package import Catalogue
import DurableFiles
import GRDB

/// A batch in a list.
package struct ListedBatch: Sendable {
    /// Its number in the catalogue: where the next part of the list begins.
    package let number: Int64
    /// Its name, which no other batch has.
    package let name: ScanName
    /// When it was first taken in, UTC, ISO 8601.
    package let openedAt: String
    /// Scans in it, of whatever verdict.
    package let scans: Int
    /// Of these, those of which nothing could be read.
    package let failed: Int

    init(_ row: Row) {
        number = row["number"]
        name = ScanName(bytes: row.bytes("name"))
        openedAt = row["opened_at"]
        scans = row["scans"]
        failed = row["failed"]
    }
}

/// A scan in a list.
package struct ListedScan: Sendable {
    /// Its number in the catalogue: where the next part of the list begins.
    package let number: Int64
    /// Name of the batch it came in.
    package let batchName: ScanName
    /// Name of the file within the batch.
    package let name: ScanName
    /// The outcome.
    package let verdict: ScanVerdict
    /// Pages; nil until it was surveyed.
    package let pageCount: Int?
    /// Size in bytes.
    package let size: Int64
    /// When it was taken in, UTC, ISO 8601.
    package let accessionedAt: String
    /// Whether a later state of the file has all of it.
    package let isSuperseded: Bool

    init(_ row: Row) {
        number = row["number"]
        batchName = ScanName(bytes: row.bytes("batch_name"))
        name = ScanName(bytes: row.bytes("name"))
        verdict = (row["verdict"] as String?).flatMap(ScanVerdict.init(rawValue:)) ?? .unfinished
        pageCount = row["page_count"]
        size = row["size"]
        accessionedAt = row["accessioned_at"]
        isSuperseded = row["is_superseded"]
    }
}

/// A document in a list: what names it, and nothing of its text.
package struct ListedDocument: Sendable {
    /// Its number in the catalogue: where the next part of the list begins.
    package let number: Int64
    /// The document.
    package let id: DocumentID
    /// Its type; nil when that is not known.
    package let type: DocumentType?
    /// Its own number; nil when none was read.
    package let ownNumber: String?
    /// Its date, ISO 8601; nil when none was read.
    package let date: String?
    /// How many pages it has.
    package let pages: Int
    /// The file with its first page.
    package let file: NamedFile
    /// The number of its first page in that file, from 1.
    package let firstPage: Int

    init(_ row: Row) throws {
        number = row["number"]
        guard let id = DocumentID(row["id"]) else {
            throw StoreError.catalogueDamaged("document \(number)")
        }
        self.id = id
        type = (row["type"] as String?).map(DocumentType.init(rawValue:))
        ownNumber = row["own_number"]
        date = row["date"]
        pages = row["pages"]
        file = NamedFile(row)
        firstPage = row["first_page"]
    }
}

/// A file by the names of its batch and of itself.
package struct NamedFile: Sendable, Hashable {
    /// Name of the batch.
    package let batchName: ScanName
    /// Name of the file in it.
    package let name: ScanName

    init(_ row: Row) {
        batchName = ScanName(bytes: row.bytes("batch_name"))
        name = ScanName(bytes: row.bytes("name"))
    }
}
