package import ArchiveModel
import Catalogue
import GRDB

/// A scan whose bytes were archived before.
package struct DuplicateScan: Sendable {
    /// Name of the batch that it came in.
    package var batchName: ScanName
    /// Its name in the batch.
    package var name: ScanName
    /// When it came, UTC, ISO 8601.
    package var accessionedAt: String
    /// Name of the batch of the scan that has its pages.
    package var originalBatchName: ScanName
    /// The name of that scan in its batch.
    package var originalName: ScanName
}

extension Listing {
    /// Calls `body` with each duplicate in order of arrival; rethrows what it throws.
    package func forEachDuplicate(_ body: (DuplicateScan) throws -> Void) throws {
        let query = """
            SELECT scan.id, batch.name AS batch_name, scan.name, scan.accessioned_at,
                original_batch.name AS original_batch_name,
                original.name AS original_name
            FROM scan JOIN batch ON batch.id = scan.batch_id
            JOIN scan AS original ON original.id = scan.duplicate_of
            JOIN batch AS original_batch ON original_batch.id = original.batch_id
            WHERE scan.id > ? AND scan.duplicate_of IS NOT NULL ORDER BY scan.id LIMIT 500
            """
        try forEachRow(of: query, by: "id") { row in
            try body(
                DuplicateScan(
                    batchName: ScanName(bytes: row.bytes("batch_name")),
                    name: ScanName(bytes: row.bytes("name")),
                    accessionedAt: row["accessioned_at"],
                    originalBatchName: ScanName(bytes: row.bytes("original_batch_name")),
                    originalName: ScanName(bytes: row.bytes("original_name"))))
        }
    }
}
