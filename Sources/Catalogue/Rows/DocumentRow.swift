package import ArchiveModel
import DurableFiles
package import GRDB

/// Writes a document into `document` and `document_page`, and its fields with it.
package enum DocumentRow {
    /// Writes the draft in place of what the document had before, whatever its pages were.
    package static func write(_ draft: DocumentDraft, in database: Database) throws {
        guard !draft.pages.isEmpty else { throw StoreError.documentWithoutPages(draft.id) }
        let pages = try draft.pages.map { try pageNumber($0, in: database) }
        try database.execute(
            sql: """
                INSERT INTO document (id, type, type_confidence, type_evidence, date, bounds,
                    doubtful)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET type = excluded.type,
                    type_confidence = excluded.type_confidence,
                    type_evidence = excluded.type_evidence, date = excluded.date,
                    bounds = excluded.bounds, doubtful = excluded.doubtful,
                    changed_at = strftime('%Y-%m-%dT%H:%M:%SZ', 'now')
                """,
            arguments: [
                draft.id.text, draft.extracted.type?.rawValue,
                draft.extracted.typeConfidence.value,
                try draft.extracted.typeEvidence.map { try StoredJSON.encode($0) },
                draft.extracted.storedDate, try draft.bounds.map { try StoredJSON.encode($0) },
                draft.bounds?.isDoubtful ?? false,
            ])
        guard let key = try key(of: draft.id, in: database) else {
            throw StoreError.catalogueDamaged("document \(draft.id.text)")
        }
        try FormerDocument.forget(draft.id, in: database)
        try writePages(pages, of: draft, key: key, in: database)
        try FieldRow.replace(draft.extracted.fields, of: draft.id, key: key, in: database)
    }

    /// Writes type, date and time of change of a document whose fields were changed row by row.
    static func writeHead(
        _ extracted: ExtractedDocument, key: Int64, in database: Database
    ) throws {
        try database.execute(
            sql: """
                UPDATE document SET type = ?, type_confidence = ?, type_evidence = ?, date = ?,
                    changed_at = strftime('%Y-%m-%dT%H:%M:%SZ', 'now')
                WHERE key = ?
                """,
            arguments: [
                extracted.type?.rawValue, extracted.typeConfidence.value,
                try extracted.typeEvidence.map { try StoredJSON.encode($0) },
                extracted.storedDate, key,
            ])
    }

    /// Carries corrections out on a document that is there.
    package static func correct(
        _ id: DocumentID, _ corrections: [Correction], in database: Database
    ) throws {
        guard let key = try key(of: id, in: database) else { return }
        var rows = try CorrectedRows.begin(id, key: key, in: database)
        for correction in corrections {
            try rows.apply(DocumentChange(correction))
        }
        try rows.finish()
    }

    /// The catalogue's own number of a document; nil when it is not there.
    package static func key(of id: DocumentID, in database: Database) throws -> Int64? {
        try Int64.fetchOne(
            database, sql: "SELECT key FROM document WHERE id = ?", arguments: [id.text])
    }

    /// The document that a page is in; nil when it is in none or not recorded.
    package static func id(
        ofPage number: Int, of scan: ScanID, in database: Database
    ) throws -> DocumentID? {
        let text = try String.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT document.id FROM page JOIN document_page ON page_id = page.id
                    JOIN document ON key = document_key WHERE scan_id = ? AND number = ?
                    """), arguments: [scan.rawValue, number])
        return text.flatMap { DocumentID($0) }
    }

    /// The same, by what names the page for good.
    package static func id(of page: PageAddress, in database: Database) throws -> DocumentID? {
        let scan = try Int64.fetchOne(
            database, sql: "SELECT id FROM scan WHERE digest = ? AND duplicate_of IS NULL",
            arguments: [page.scan.blob])
        return try scan.flatMap {
            try id(ofPage: page.number, of: ScanID(rawValue: $0), in: database)
        }
    }

    private static func pageNumber(_ page: PageReference, in database: Database) throws -> Int64 {
        let id = try Int64.fetchOne(
            database, sql: "SELECT id FROM page WHERE scan_id = ? AND number = ?",
            arguments: [page.scan.rawValue, page.number])
        guard let id else { throw StoreError.recordUnknown("page", number: Int64(page.number)) }
        return id
    }

    private static func writePages(
        _ pages: [Int64], of draft: DocumentDraft, key: Int64, in database: Database
    ) throws {
        try database.execute(
            sql: "DELETE FROM document_page WHERE document_key = ?", arguments: [key])
        let insert = try database.makeStatement(
            sql: "INSERT INTO document_page (document_key, position, page_id) VALUES (?, ?, ?)")
        for (index, page) in pages.enumerated() {
            do {
                try insert.execute(arguments: [key, index + 1, page])
            } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
                let reference = draft.pages[index]
                throw StoreError.pageTaken(
                    draft.id, scan: reference.scan, number: reference.number)
            }
        }
    }
}
