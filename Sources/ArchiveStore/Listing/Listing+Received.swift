package import ArchiveModel
package import Catalogue
package import DurableFiles
import GRDB

/// When a scan was received, and what kind of file it is.
package struct ReceivedScan: Sendable {
    /// When, UTC, ISO 8601.
    package let at: String
    /// The kind of file; nil when it was not recognised.
    package let format: ScanFormat?
}

extension Listing {
    /// When a scan was received, and what kind of file it is; nil when there is no such scan.
    package func received(_ scan: ScanID) throws(StoreError) -> ReceivedScan? {
        try archive.catalogue.read { database in
            try Row.fetchOne(
                database, sql: "SELECT accessioned_at, format FROM scan WHERE id = ?",
                arguments: [scan.rawValue]
            ).map {
                ReceivedScan(
                    at: $0["accessioned_at"],
                    format: ($0["format"] as String?).flatMap(ScanFormat.init))
            }
        }
    }
}
