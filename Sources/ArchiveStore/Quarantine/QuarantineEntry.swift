package import ArchiveModel
package import Catalogue
import DurableFiles
import GRDB

/// A received file, or a page of one, that could not be taken in or read, with the reason.
package struct QuarantineEntry: Sendable {
    /// What it is about.
    package var subject: QuarantineSubject
    /// Name of the batch it came in.
    package var batchName: ScanName
    /// Name of the file within the batch.
    package var name: ScanName
    /// Its number; nil when it could not even be taken in.
    package var scan: ScanID?
    /// The page that could not be read, from 1; nil when it is the whole file.
    package var page: Int?
    /// Why.
    package var failure: Failure
    /// Since when, UTC, ISO 8601: when the file was taken in, or first refused for this reason.
    package var since: String
    /// The decision that nothing more is to be done about it; nil while it is open.
    package var resolved: ResolvedEntryRow.Decided?

    /// What people call it.
    package var id: QuarantineID { subject.id }
}

extension QuarantineEntry {
    /// Reads a row of `Listing.quarantineRows`.
    init(_ row: Row, in database: Database) throws {
        batchName = ScanName(bytes: row.bytes("batch_name"))
        name = ScanName(bytes: row.bytes("name"))
        scan = (row["id"] as Int64?).map(ScanID.init(rawValue:))
        page = row["page"]
        failure = row.failure ?? Failure(code: "", message: "")
        since = row["at"]
        if scan == nil {
            subject = .refusal(folder: batchName, name: name, code: failure.code)
        } else {
            guard let digest = ContentDigest(bytes: row.bytes("digest")) else {
                throw StoreError.catalogueDamaged("scan \(row["id"] as Int64? ?? 0)")
            }
            subject =
                page.map { .page(PageAddress(scan: digest, number: $0)) } ?? .scan(digest)
        }
        resolved =
            row["is_resolved"] ? try ResolvedEntryRow.of(subject, in: database) : nil
    }
}
