import ArchiveModel
import Catalogue
package import DurableFiles
import GRDB

extension Listing {
    /// Counts what the archive holds and lists the quarantine, at most `quarantineLimit` entries.
    ///
    /// Walks the tables once: about a second per million pages. Throws faults of the archive.
    package func status(quarantineLimit: Int = 1000) throws(StoreError) -> ArchiveStatus {
        let id = try archive.identity()
        return try archive.catalogue.read { database in
            let types = try Self.counts(
                database,
                sql: """
                    SELECT type AS name, count(*) AS n FROM document
                    WHERE key NOT IN (\(Self.supersededDocuments)) GROUP BY type
                    """)
            return ArchiveStatus(
                id: id,
                batches: try Self.count(database, sql: "SELECT count(*) FROM batch"),
                scans: try Self.scanCounts(database),
                pages: try Self.pageCounts(database),
                documentsByType: Dictionary(
                    types.compactMap { row in
                        row.name.map { (DocumentType(rawValue: $0), row.count) }
                    }, uniquingKeysWith: +),
                documentsWithoutType: types.first { $0.name == nil }?.count ?? 0,
                originalBytes: try Int64.fetchOne(
                    database,
                    sql: "SELECT coalesce(sum(size), 0) FROM scan WHERE duplicate_of IS NULL") ?? 0,
                superseded: try Self.count(
                    database, sql: "SELECT count(*) FROM scan WHERE superseded_by IS NOT NULL"),
                openScans: try Self.count(
                    database,
                    sql: """
                        SELECT count(*) FROM scan WHERE verdict = 'failed'
                        AND superseded_by IS NULL AND NOT \(ResolvedEntryRow.isScanResolved)
                        """),
                openRefusals: try Self.count(
                    database,
                    sql: """
                        SELECT count(*) FROM refusal WHERE NOT \(ResolvedEntryRow.isRefusalResolved)
                        """),
                openPages: try Self.count(
                    database,
                    sql: """
                        SELECT count(*) \(Self.failedPagesOfReadScans)
                        AND NOT \(ResolvedEntryRow.isPageResolved)
                        """),
                resolved: try Self.resolvedCount(database),
                quarantine: try Self.quarantine(database, limit: quarantineLimit),
                doubtfulScans: try Self.count(
                    database,
                    sql: """
                        SELECT count(*) FROM scan WHERE doubts IS NOT NULL AND superseded_by IS NULL
                        """),
                doubtfulPages: try Self.count(
                    database,
                    sql: """
                        SELECT count(*) FROM page JOIN scan ON scan.id = scan_id
                        WHERE page.doubts IS NOT NULL AND superseded_by IS NULL
                        """),
                doubtfulDocuments: try Self.doubtfulDocuments(database))
        }
    }

    private static func doubtfulDocuments(_ database: Database) throws -> Int {
        guard try knowsBounds(database) else { return 0 }
        return try count(
            database,
            sql: """
                SELECT count(*) FROM document
                WHERE doubtful = 1 AND key NOT IN (\(supersededDocuments))
                """)
    }

    /// Keys of the documents of scans that later states of their files supersede.
    private static let supersededDocuments = """
        SELECT document_key FROM scan JOIN page ON page.scan_id = scan.id
        JOIN document_page ON document_page.page_id = page.id WHERE superseded_by IS NOT NULL
        """

    private static func scanCounts(_ database: Database) throws -> [ScanVerdict: Int] {
        let rows = try counts(
            database,
            sql: """
                SELECT verdict AS name, count(*) AS n FROM scan WHERE superseded_by IS NULL
                GROUP BY verdict
                """)
        return Dictionary(
            rows.map { ($0.name.flatMap(ScanVerdict.init(rawValue:)) ?? .unfinished, $0.count) },
            uniquingKeysWith: +)
    }

    private static func pageCounts(_ database: Database) throws -> [PageVerdict: Int] {
        let rows = try counts(
            database,
            sql: """
                SELECT verdict AS name, count(*) AS n FROM page
                WHERE scan_id NOT IN (SELECT id FROM scan WHERE superseded_by IS NOT NULL)
                GROUP BY verdict
                """)
        return Dictionary(
            rows.compactMap { row in
                row.name.flatMap(PageVerdict.init(rawValue:)).map { ($0, row.count) }
            }, uniquingKeysWith: +)
    }

    private static func count(_ database: Database, sql: String) throws -> Int {
        try Int.fetchOne(database, sql: sql) ?? 0
    }

    /// How many rows have a value; its name is nil for NULL.
    private struct NamedCount {
        let name: String?
        let count: Int
    }

    private static func counts(
        _ database: Database, sql: String
    ) throws -> [NamedCount] {
        try Row.fetchAll(database, sql: sql).map { NamedCount(name: $0["name"], count: $0["n"]) }
    }
}
