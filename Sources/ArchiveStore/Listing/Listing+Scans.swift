package import ArchiveModel
package import Catalogue
package import DurableFiles
import GRDB
import OCFL
import SystemPackage

/// The verdict of one page of a scan.
package struct NumberedVerdict: Sendable {
    /// Number of the page in the scan, from 1.
    package let number: Int
    /// Its outcome.
    package let verdict: PageVerdict

    /// Makes a verdict.
    package init(number: Int, verdict: PageVerdict) {
        self.number = number
        self.verdict = verdict
    }
}

extension Listing {
    /// What the catalogue knows of a scan; throws `record-unknown`.
    package func scan(_ id: ScanID) throws(StoreError) -> StoredScan {
        let record = try archive.catalogue.read { database in
            try Row.fetchOne(
                database,
                sql: """
                    SELECT \(StoredScan.columns) FROM scan JOIN batch ON batch.id = scan.batch_id
                    WHERE scan.id = ?
                    """, arguments: [id.rawValue]
            ).map(StoredScan.init(row:))
        }
        guard let record else { throw .recordUnknown("scan", number: id.rawValue) }
        return record
    }

    /// Numbers of the pages of a scan that have their outcome.
    package func finishedPages(of scan: ScanID) throws(StoreError) -> Set<Int> {
        try archive.catalogue.read { database in
            try Int.fetchSet(
                database, sql: "SELECT number FROM page WHERE scan_id = ? AND retry = 0",
                arguments: [scan.rawValue])
        }
    }

    /// The verdicts of the recorded pages of a scan, by number; a few bytes a page.
    package func pageVerdicts(
        of scan: ScanID
    ) throws(StoreError) -> [NumberedVerdict] {
        try archive.catalogue.read { database in
            try Row.fetchAll(
                database, sql: "SELECT number, verdict FROM page WHERE scan_id = ? ORDER BY number",
                arguments: [scan.rawValue]
            ).map { row in
                NumberedVerdict(number: row["number"], verdict: try PageRow.verdict(row))
            }
        }
    }

    /// Scans that were accessioned and have no verdict yet, in order of arrival.
    package func unfinishedScans() throws(StoreError) -> [StoredScan] {
        try archive.catalogue.read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT \(StoredScan.columns) FROM scan JOIN batch ON batch.id = scan.batch_id
                    WHERE scan.verdict IS NULL ORDER BY scan.id
                    """
            ).map(StoredScan.init(row:))
        }
    }

    /// Where the archived bytes of a scan stand, for reading only.
    ///
    /// Throws `record-unknown`, or `original-missing` when they are not there.
    package func originalPath(of scan: ScanID) throws(StoreError) -> String {
        let file = originalPath(try originalRow(of: scan))
        guard Folder.isFile(file) else {
            throw .originalMissing(file, cause: .noSuchFileOrDirectory)
        }
        return file
    }

    /// Object, place in it and size of the archived bytes of a scan; throws `record-unknown`.
    func originalRow(of scan: ScanID) throws(StoreError) -> Row {
        let row = try archive.catalogue.read { database in
            try Row.fetchOne(
                database,
                sql: """
                    SELECT object, content, size FROM scan JOIN batch ON batch.id = batch_id
                    WHERE scan.id = ?
                    """, arguments: [scan.rawValue])
        }
        guard let row else { throw .recordUnknown("scan", number: scan.rawValue) }
        return row
    }

    /// Where the archived bytes of such a row stand, whether they are there or not.
    func originalPath(_ row: Row) -> String {
        archive.store.folder(of: row["object"]) + "/" + (row["content"] as String)
    }
}
