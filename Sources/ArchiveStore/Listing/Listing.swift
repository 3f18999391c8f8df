import ArchiveModel
package import Catalogue
import GRDB

// Everything in the archive, one row after another. Rows come in batches of at most a few hundred,
// each read on its own: memory stays bounded and a slow reader never holds back the writer. What
// is added meanwhile may or may not be among them.

/// What an archive holds, for reading: counts, lists, and single scans and documents.
///
/// Needs no lock, and works while another process writes. From any thread.
package struct Listing: Sendable {
    let archive: Archive

    /// Reads from an open archive.
    package init(archive: Archive) {
        self.archive = archive
    }

    /// Calls `body` with each received file in order of arrival; rethrows what it throws.
    package func forEachScan(_ body: (StoredScan) throws -> Void) throws {
        let query = """
            SELECT \(StoredScan.columns)
            FROM scan JOIN batch ON batch.id = scan.batch_id
            WHERE scan.id > ? ORDER BY scan.id LIMIT 500
            """
        try forEachRow(of: query, by: "id") { try body(StoredScan(row: $0)) }
    }

    /// Calls `body` with each page of each received file, duplicates and failed pages included.
    ///
    /// A file that failed as a whole may have no pages: `forEachScan` has it. Rethrows what `body`
    /// throws.
    package func forEachPage(_ body: (PageListing) throws -> Void) throws {
        try forEachScan { scan in
            var last = 0
            while true {
                let after = last
                let pages = try archive.catalogue.read { database in
                    try PageListing.pages(of: scan, after: after, limit: 200, in: database)
                }
                for page in pages { try body(page) }
                guard pages.count == 200, let end = pages.last?.number else { return }
                last = end
            }
        }
    }

    /// Calls `body` with each document in order of its first commit, with the text of its pages or
    /// without; rethrows what it throws.
    package func forEachDocument(
        withTexts: Bool = true, _ body: (StoredDocument) throws -> Void
    ) throws {
        try forEachDocumentID { id in try document(id, withTexts: withTexts).map(body) }
    }

    /// As `forEachDocument`, of each document only type, fields and which pages it has.
    package func forEachHead(_ body: (DocumentHead) throws -> Void) throws {
        try forEachDocumentID { id in try head(of: id).map(body) }
    }

    private func forEachDocumentID(_ body: (DocumentID) throws -> Void) throws {
        let query = "SELECT key, id FROM document WHERE key > ? ORDER BY key LIMIT 500"
        try forEachRow(of: query, by: "key") { row in
            if let id = DocumentID(row["id"]) { try body(id) }
        }
    }

    /// Calls `body` with each row of a query that gives those behind a key, its one argument, in the order
    /// of the key, so many at a time.
    func forEachRow(of query: String, by key: String, _ body: (Row) throws -> Void) throws {
        var last: Int64 = 0
        while true {
            let after = last
            let rows = try archive.catalogue.read {
                try Row.fetchAll($0, sql: query, arguments: [after])
            }
            guard let end = rows.last?[key] as Int64? else { return }
            for row in rows { try body(row) }
            last = end
        }
    }
}
