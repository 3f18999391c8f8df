package import ArchiveModel
package import Catalogue
package import DurableFiles
import GRDB

extension Listing {
    /// What is in quarantine, oldest first, at most `limit` entries; with `includingResolved` also what
    /// persons are done with.
    package func quarantine(
        limit: Int = .max, includingResolved: Bool = false
    ) throws(StoreError) -> [QuarantineEntry] {
        try archive.catalogue.read { database in
            try Self.quarantine(database, limit: limit, includingResolved: includingResolved)
        }
    }

    /// Whether a person is done with a scan as a whole that could not be read.
    package func isResolved(_ scan: ContentDigest) throws -> Bool {
        try archive.catalogue.read { try ResolvedEntryRow.of(.scan(scan), in: $0) != nil }
    }

    static func quarantine(
        _ database: Database, limit: Int, includingResolved: Bool = false
    ) throws -> [QuarantineEntry] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT * FROM (\(quarantineRows)) WHERE ?1 OR NOT is_resolved
                ORDER BY at, batch_name, name, page LIMIT ?2
                """, arguments: [includingResolved, max(0, limit)]
        ).map { try QuarantineEntry($0, in: database) }
    }

    /// How many scans, and pages of scans that are otherwise read, and files persons are done with.
    static func resolvedCount(_ database: Database) throws -> Int {
        try Int.fetchOne(
            database, sql: "SELECT count(*) FROM (\(quarantineRows)) WHERE is_resolved") ?? 0
    }

    /// Scans, pages and files that could not be taken in or read, as `QuarantineEntry` reads them.
    private static let quarantineRows = """
        SELECT batch.name AS batch_name, scan.name AS name, scan.id AS id, digest, NULL AS page,
            failure_code, failure_message, accessioned_at AS at,
            \(ResolvedEntryRow.isScanResolved) AS is_resolved
        FROM scan JOIN batch ON batch.id = batch_id
        WHERE verdict = 'failed' AND superseded_by IS NULL
        UNION ALL
        SELECT batch.name, scan.name, scan.id, digest, page.number, page.failure_code,
            page.failure_message, accessioned_at, \(ResolvedEntryRow.isPageResolved)
        \(failedPagesOfReadScans)
        UNION ALL
        SELECT folder, name, NULL, NULL, NULL, code, message, refused_at,
            \(ResolvedEntryRow.isRefusalResolved)
        FROM refusal
        """

    static let failedPagesOfReadScans = """
        FROM page JOIN scan ON scan.id = scan_id JOIN batch ON batch.id = batch_id
        WHERE page.verdict = 'failed' AND scan.verdict IS NOT 'failed' AND superseded_by IS NULL
        """

    /// Why not all of a scan can be read: its own failure, or that of its first failed page.
    ///
    /// Nil when all of it was read or is still to be read, and when persons are done with what was not.
    /// Throws `record-unknown`.
    package func openFailure(of scan: ScanID) throws(StoreError) -> Failure? {
        _ = try self.scan(scan)
        return try archive.catalogue.read { database in
            try Row.fetchOne(
                database,
                sql: """
                    SELECT failure_code, failure_message, 0 AS number FROM scan
                    WHERE id = ?1 AND verdict = 'failed' AND NOT \(ResolvedEntryRow.isScanResolved)
                    UNION ALL
                    SELECT page.failure_code, page.failure_message, number
                    FROM page JOIN scan ON scan.id = scan_id
                    WHERE scan_id = ?1 AND page.verdict = 'failed'
                    AND scan.verdict IS NOT 'failed' AND NOT \(ResolvedEntryRow.isPageResolved)
                    ORDER BY number LIMIT 1
                    """, arguments: [scan.rawValue])?.failure
        }
    }

    /// Whether a person is done with something that could not be taken in or read.
    package func isResolved(_ subject: QuarantineSubject) throws(StoreError) -> Bool {
        try archive.catalogue.read { try ResolvedEntryRow.of(subject, in: $0) != nil }
    }
}
