import ArchiveModel
import Catalogue
import GRDB

extension Listing {
    /// Calls `body` with each doubtful scan and each doubtful page of it, in order of arrival.
    ///
    /// A scan comes before its pages, a duplicate not at all: the scan whose bytes it has comes; an
    /// earlier state of a file not either. Reads
    /// a few hundred at a time, so that a slow reader never holds back the writer. Rethrows what
    /// `body` throws.
    package func forEachDoubtful(_ body: (DoubtfulScan) throws -> Void) throws {
        var last = Place(scan: 0, page: 0)
        while true {
            let after = last
            let rows = try archive.catalogue.read { database in
                try Row.fetchAll(
                    database, sql: Self.doubtful, arguments: [after.scan, after.page])
            }
            guard let end = rows.last else { return }
            for row in rows { try body(try Self.doubtful(row)) }
            last = Place(scan: end["scan"], page: end["number"])
        }
    }

    /// Page 0 stands for the scan as a whole.
    private struct Place {
        let scan: Int64
        let page: Int
    }

    private static let doubtful = """
        SELECT found.*, scan.name, batch.name AS batch_name FROM (
            SELECT id AS scan, 0 AS number, doubts FROM scan WHERE doubts IS NOT NULL
            UNION ALL
            SELECT scan_id, number, doubts FROM page WHERE doubts IS NOT NULL) AS found
        JOIN scan ON scan.id = found.scan JOIN batch ON batch.id = scan.batch_id
        WHERE (found.scan, found.number) > (?, ?) AND scan.superseded_by IS NULL
        ORDER BY found.scan, found.number LIMIT 500
        """

    private static func doubtful(_ row: Row) throws -> DoubtfulScan {
        let page: Int = row["number"]
        return DoubtfulScan(
            batchName: ScanName(bytes: row.bytes("batch_name")),
            name: ScanName(bytes: row.bytes("name")), page: page == 0 ? nil : page,
            doubts: try row.list("doubts"))
    }
}
