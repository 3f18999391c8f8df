package import ArchiveModel
import DurableFiles
package import GRDB

extension DocumentRow {
    /// The whole document, with the text of its pages or without; nil when it is not there.
    package static func read(
        _ id: DocumentID, withTexts: Bool = true, in database: Database
    ) throws -> StoredDocument? {
        guard let row = try row(of: id, in: database) else { return nil }
        let pages = try pages(of: row["key"], withTexts: withTexts, in: database)
        return StoredDocument(
            id: id, extracted: try extracted(row, in: database), pages: pages,
            bounds: try bounds(row),
            supersededBy: try supersession(ofFirst: pages.first?.reference, in: database),
            duplicate: try DuplicateRow.accepted(of: id, in: database))
    }

    /// The document without what was read on its pages; nil when it is not there.
    package static func head(_ id: DocumentID, in database: Database) throws -> DocumentHead? {
        guard let row = try row(of: id, in: database) else { return nil }
        let pages = try headPages(of: row["key"], in: database)
        return DocumentHead(
            id: id, extracted: try extracted(row, in: database), pages: pages,
            bounds: try bounds(row),
            supersededBy: try supersession(ofFirst: pages.first?.reference, in: database),
            duplicate: try DuplicateRow.accepted(of: id, in: database))
    }

    /// Type and fields of a document; nil when it is not there.
    package static func extracted(
        of id: DocumentID, in database: Database
    ) throws -> ExtractedDocument? {
        try row(of: id, in: database).map { try extracted($0, in: database) }
    }

    private static func row(of id: DocumentID, in database: Database) throws -> Row? {
        try Row.fetchOne(
            database.cachedStatement(sql: "SELECT * FROM document WHERE id = ?"),
            arguments: [id.text])
    }

    /// Why the pages are one document; a catalogue of before does not say.
    private static func bounds(_ row: Row) throws -> DocumentBounds? {
        try (row["bounds"] as String?).map { try StoredJSON.decode($0) }
    }

    /// Type and fields of a row of `document`.
    private static func extracted(_ row: Row, in database: Database) throws -> ExtractedDocument {
        let evidence: FieldEvidence? = try (row["type_evidence"] as String?).map {
            try StoredJSON.decode($0)
        }
        return ExtractedDocument(
            type: (row["type"] as String?).map(DocumentType.init(rawValue:)),
            typeEvidence: evidence, typeConfidence: Confidence(row["type_confidence"]),
            fields: try FieldRow.all(of: row["key"], in: database))
    }

    private static func supersession(
        ofFirst page: PageReference?, in database: Database
    ) throws -> Supersession? {
        try page.flatMap { try supersession(of: $0.scan, in: database) }
    }

    /// The newest state of the file of a scan; nil when that is the scan itself.
    static func supersession(of scan: ScanID, in database: Database) throws -> Supersession? {
        let row = try Row.fetchOne(
            database,
            sql: """
                WITH RECURSIVE later (id) AS (
                    SELECT superseded_by FROM scan WHERE id = ?1 AND superseded_by IS NOT NULL
                    UNION
                    SELECT superseded_by FROM scan JOIN later USING (id)
                    WHERE superseded_by IS NOT NULL)
                SELECT scan.id, scan.name, batch.name AS batch_name, (
                    SELECT document.id FROM page
                    JOIN document_page ON document_page.page_id = page.id
                    JOIN document ON key = document_key
                    WHERE page.scan_id = scan.id ORDER BY page.number LIMIT 1) AS document
                FROM later JOIN scan USING (id) JOIN batch ON batch.id = scan.batch_id
                WHERE scan.superseded_by IS NULL LIMIT 1
                """, arguments: [scan.rawValue])
        return row.map { row in
            Supersession(
                scan: ScanID(rawValue: row["id"]),
                batchName: ScanName(bytes: row.bytes("batch_name")),
                name: ScanName(bytes: row.bytes("name")),
                document: (row["document"] as String?).flatMap { DocumentID($0) })
        }
    }

    private static func headPages(
        of key: Int64, in database: Database
    ) throws -> [DocumentHead.Page] {
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT scan_id, number, digest, scan.name, batch.name AS batch_name
                FROM document_page JOIN page ON page.id = page_id
                JOIN scan ON scan.id = scan_id JOIN batch ON batch.id = batch_id
                WHERE document_key = ? ORDER BY position
                """, arguments: [key])
        var result: [DocumentHead.Page] = []
        while let row = try rows.next() {
            guard let digest = ContentDigest(bytes: row.bytes("digest")) else {
                throw StoreError.catalogueDamaged("document")
            }
            result.append(
                DocumentHead.Page(
                    digest: digest,
                    reference: PageReference(
                        scan: ScanID(rawValue: row["scan_id"]), number: row["number"]),
                    batchName: ScanName(bytes: row.bytes("batch_name")),
                    scanName: ScanName(bytes: row.bytes("name"))))
        }
        return result
    }

    private static func pages(
        of key: Int64, withTexts: Bool, in database: Database
    ) throws -> [DocumentPage] {
        let text = "(SELECT text FROM page_text WHERE page_id = page.id)"
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT page.*, \(withTexts ? text : "NULL") AS text, scan.name, digest,
                    scan.doubts AS scan_doubts,
                    batch.name AS batch_name
                FROM document_page JOIN page ON page.id = document_page.page_id
                JOIN scan ON scan.id = page.scan_id JOIN batch ON batch.id = scan.batch_id
                WHERE document_key = ? ORDER BY position
                """, arguments: [key])
        var result: [DocumentPage] = []
        while let row = try rows.next() {
            let scan: Int64 = row["scan_id"]
            guard let digest = ContentDigest(bytes: row.bytes("digest")) else {
                throw StoreError.catalogueDamaged("scan \(scan)")
            }
            result.append(
                DocumentPage(
                    digest: digest,
                    batchName: ScanName(bytes: row.bytes("batch_name")),
                    scanName: ScanName(bytes: row.bytes("name")),
                    reference: PageReference(
                        scan: ScanID(rawValue: scan), number: row["number"]),
                    verdict: try PageRow.verdict(row), failure: row.failure,
                    warnings: try StoredJSON.decode(row["warnings"]),
                    doubts: try row.list("doubts"), scanDoubts: try row.list("scan_doubts"),
                    codes: try row.list("codes"),
                    confidence: (row["confidence"] as Double?).map(Confidence.init),
                    rotationDegrees: row["rotation"], scanWidth: row["scan_width"],
                    scanHeight: row["scan_height"],
                    transform: try StoredJSON.decode(row["transform"]), text: row["text"]))
        }
        return result
    }
}
