package import ArchiveModel
import Catalogue
import GRDB

// Parts of lists: from behind a number on, for as long as the body wants more. Some hundred rows are
// read at a time, so that a part costs what it shows, and what its filter passes over.

extension Listing {
    /// Which documents are listed.
    package enum WhichDocuments: Sendable {
        /// All of them.
        case all
        /// Those whose type is not known.
        case untyped
        /// Those without a date.
        case undated
    }

    /// Calls `body` with each batch behind a number, in order of arrival, until it returns false.
    package func forEachBatch(
        after number: Int64, _ body: (ListedBatch) throws -> Bool
    ) throws {
        try forEachRow(
            of: """
                SELECT id AS number, name, opened_at,
                    (SELECT count(*) FROM scan WHERE batch_id = batch.id) AS scans,
                    (SELECT count(*) FROM scan WHERE batch_id = batch.id AND verdict = 'failed'
                        AND superseded_by IS NULL) AS failed
                FROM batch WHERE id > ? ORDER BY id LIMIT 200
                """, after: number
        ) { try body(ListedBatch($0)) }
    }

    /// Calls `body` with each scan behind a number, in order of arrival, until it returns false; with
    /// `since` only with those that were taken in at that time or later (UTC, ISO 8601).
    package func forEachScan(
        after number: Int64, since: String? = nil, _ body: (ListedScan) throws -> Bool
    ) throws {
        let time = since == nil ? "?2 IS NULL" : "accessioned_at >= ?2"
        // The plus keeps SQLite from walking all scans by their numbers to find those of a day.
        let place = since == nil ? "scan.id" : "+scan.id"
        try forEachRow(
            of: """
                SELECT scan.id AS number, batch.name AS batch_name, scan.name, verdict, page_count,
                    size, accessioned_at, superseded_by IS NOT NULL AS is_superseded
                FROM scan JOIN batch ON batch.id = batch_id
                WHERE \(place) > ?1 AND \(time) ORDER BY \(place) LIMIT 500
                """, after: number, since
        ) { try body(ListedScan($0)) }
    }

    /// Calls `body` with each document behind a number, in order of its making, until it returns false;
    /// those of earlier states of files are left out, as in searches.
    package func forEachDocument(
        _ which: WhichDocuments, after number: Int64, _ body: (ListedDocument) throws -> Bool
    ) throws {
        let condition =
            switch which {
            case .all: "TRUE"
            case .untyped: "document.type IS NULL"
            case .undated: "document.date IS NULL"
            }
        try forEachRow(
            of: """
                SELECT key AS number, document.id, document.type, document.date,
                    (SELECT value FROM field WHERE document_key = key AND field.name = 'number'
                        ORDER BY position LIMIT 1) AS own_number,
                    (SELECT count(*) FROM document_page WHERE document_key = key) AS pages,
                    batch.name AS batch_name, scan.name, page.number AS first_page
                FROM document JOIN document_page ON document_key = key AND position = 1
                JOIN page ON page.id = page_id JOIN scan ON scan.id = scan_id
                JOIN batch ON batch.id = batch_id
                WHERE key > ? AND \(condition) AND superseded_by IS NULL ORDER BY key LIMIT 500
                """, after: number
        ) { try body(ListedDocument($0)) }
    }

    /// The files that a document has pages of.
    package func files(of document: DocumentID) throws -> Set<NamedFile> {
        try archive.catalogue.read { database in
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT DISTINCT batch.name AS batch_name, scan.name
                    FROM document JOIN document_page ON document_key = key
                    JOIN page ON page.id = page_id JOIN scan ON scan.id = scan_id
                    JOIN batch ON batch.id = batch_id WHERE document.id = ?
                    """, arguments: [document.text])
            return Set(rows.map(NamedFile.init))
        }
    }

    /// Calls `body` with the rows of a query behind a number, its first argument, until it returns false.
    private func forEachRow(
        of query: String, after number: Int64, _ argument: String?? = nil,
        _ body: (Row) throws -> Bool
    ) throws {
        var last = number
        while true {
            let after = last
            let rows = try archive.catalogue.read { database in
                var arguments: StatementArguments = [after]
                if let argument { arguments += [argument] }
                return try Row.fetchAll(database, sql: query, arguments: arguments)
            }
            for row in rows where try !body(row) { return }
            guard let end = rows.last?["number"] as Int64? else { return }
            last = end
        }
    }
}
