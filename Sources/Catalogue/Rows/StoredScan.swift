package import ArchiveModel
import DurableFiles
import Foundation
package import GRDB

/// The recorded outcome for a scan as a whole.
package enum ScanVerdict: String, Sendable, Codable, CaseIterable {
    /// Accessioned; its pages are not all in documents yet.
    case unfinished
    /// All that could be read of it is in the archive.
    case done
    /// Its bytes were archived before, under another name or batch.
    case duplicate
    /// Nothing of it could be read: it is in quarantine.
    case failed
}

/// What the catalogue knows of one received file.
package struct StoredScan: Sendable {
    /// Its number in the catalogue.
    package var id: ScanID
    /// The batch it came in.
    package var batch: BatchID
    /// The name of the batch.
    package var batchName: ScanName
    /// The name of the file within the batch.
    package var name: ScanName
    /// What names its bytes.
    package var digest: ContentDigest
    /// Size in bytes.
    package var size: Int64
    /// The scan whose bytes these are, when it is a duplicate.
    package var duplicateOf: ScanID?
    /// What kind of file it is; nil until it was surveyed.
    package var format: ScanFormat?
    /// The later state of the same file that has all that this one has; nil for most.
    package var supersededBy: ScanID?
    /// How many pages it has; nil until it was surveyed.
    package var pageCount: Int?
    /// What the decoder complained of although the file could be read.
    package var warnings: [String]
    /// What a person should look at in the file as a whole; that of its pages is with them.
    package var doubts: [Doubt]
    /// The outcome.
    package var verdict: ScanVerdict
    /// Why it failed; nil otherwise.
    package var failure: Failure?
}

extension StoredScan {
    /// The columns that `init(row:)` reads, from `scan` joined with `batch`.
    package static let columns = """
        scan.id, scan.batch_id, batch.name AS batch_name, scan.name, scan.digest, scan.size,
        scan.duplicate_of, scan.superseded_by, scan.format, scan.page_count, scan.warnings, scan.verdict,
        scan.failure_code, scan.failure_message, scan.doubts
        """

    /// Reads a row with the columns of `columns`.
    package init(row: Row) throws {
        let number: Int64 = row["id"]
        guard let digest = ContentDigest(bytes: row.bytes("digest")) else {
            throw StoreError.catalogueDamaged("scan \(number)")
        }
        self.init(
            id: ScanID(rawValue: number), batch: BatchID(rawValue: row["batch_id"]),
            batchName: ScanName(bytes: row.bytes("batch_name")),
            name: ScanName(bytes: row.bytes("name")), digest: digest, size: row["size"],
            duplicateOf: (row["duplicate_of"] as Int64?).map(ScanID.init(rawValue:)),
            format: (row["format"] as String?).flatMap(ScanFormat.init(rawValue:)),
            supersededBy: (row["superseded_by"] as Int64?).map(ScanID.init(rawValue:)),
            pageCount: row["page_count"],
            warnings: try (row["warnings"] as String?).map { try StoredJSON.decode($0) } ?? [],
            doubts: try row.list("doubts"),
            verdict: (row["verdict"] as String?).flatMap(ScanVerdict.init(rawValue:))
                ?? .unfinished,
            failure: row.failure)
    }
}

extension Row {
    /// The bytes of a BLOB column; empty for NULL.
    package func bytes(_ column: String) -> [UInt8] {
        (self[column] as Data?).map(Array.init) ?? []
    }

    /// The failure in `failure_code` and `failure_message`; nil for NULL.
    package var failure: Failure? {
        guard let code = self["failure_code"] as String? else { return nil }
        return Failure(code: code, message: self["failure_message"] ?? "")
    }
}
