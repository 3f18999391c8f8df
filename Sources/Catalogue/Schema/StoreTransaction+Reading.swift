package import ArchiveModel
import GRDB

/// The few facts of a document that a list of hits shows.
package struct DocumentSummary {
    /// The type; nil when it is not known.
    package var type: DocumentType?
    /// The date, ISO 8601; nil when none was read.
    package var date: String?
    /// The number as printed; nil when none was read.
    package var number: String?
}

/// A page of a document with what was read on it.
package struct ReadPage {
    /// Number of the page in the document, from 1.
    package var position: Int
    /// The scan and the number of the page in it.
    package var reference: PageReference
    /// Name of the batch that its scan came in.
    package var batchName: ScanName
    /// Name of the scan within the batch.
    package var scanName: ScanName
    /// What was read; nil when nothing was.
    package var text: String?
}

extension StoreTransaction {
    /// The whole document with the text of its pages; nil when it is not there.
    package func document(_ id: DocumentID) throws -> StoredDocument? {
        try DocumentRow.read(id, in: database)
    }

    /// Calls `body` with each document: those without a date first, then from the oldest on.
    package func forEachDocumentByDate(_ body: (StoredDocument) throws -> Void) throws {
        let ids = try String.fetchCursor(
            database, sql: "SELECT id FROM document ORDER BY date IS NOT NULL, date, key")
        while let text = try ids.next() {
            guard let id = DocumentID(text), let document = try document(id) else { continue }
            try body(document)
        }
    }

    /// What was read on a page; nil when nothing was.
    package func text(of page: PageReference) throws -> String? {
        try String.fetchOne(
            database,
            sql: """
                SELECT text FROM page_text JOIN page ON page.id = page_id
                WHERE scan_id = ? AND number = ?
                """, arguments: [page.scan.rawValue, page.number])
    }

    /// What a list of hits shows of a document; nil when it is not there.
    package func summary(of id: DocumentID) throws -> DocumentSummary? {
        try Row.fetchOne(
            database,
            sql: """
                SELECT type, date, (
                    SELECT value FROM field WHERE document_key = key AND name = ?2
                    ORDER BY position LIMIT 1) AS number
                FROM document WHERE id = ?1
                """, arguments: [id.text, FieldName.number.rawValue]
        ).map { row in
            DocumentSummary(
                type: (row["type"] as String?).map(DocumentType.init(rawValue:)),
                date: row["date"], number: row["number"])
        }
    }

    /// Calls `body` with each page of a document in order until it returns false.
    package func forEachReadPage(
        of id: DocumentID, _ body: (ReadPage) throws -> Bool
    ) throws {
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT position, scan_id, number, batch.name AS batch_name, scan.name, text
                FROM document JOIN document_page ON document_key = key
                JOIN page ON page.id = document_page.page_id
                JOIN scan ON scan.id = page.scan_id JOIN batch ON batch.id = scan.batch_id
                LEFT JOIN page_text ON page_text.page_id = page.id
                WHERE document.id = ? ORDER BY position
                """, arguments: [id.text])
        while let row = try rows.next() {
            let page = ReadPage(
                position: row["position"],
                reference: PageReference(
                    scan: ScanID(rawValue: row["scan_id"]), number: row["number"]),
                batchName: ScanName(bytes: row.bytes("batch_name")),
                scanName: ScanName(bytes: row.bytes("name")), text: row["text"])
            guard try body(page) else { return }
        }
    }
}
