package import ArchiveModel
import DurableFiles
package import GRDB

extension DocumentRow {
    /// The whole document with the text of its pages; nil when it is not there.
    package static func read(_ id: DocumentID, in database: Database) throws -> StoredDocument? {
        let row = try Row.fetchOne(
            database, sql: "SELECT * FROM document WHERE id = ?", arguments: [id.text])
        guard let row else { return nil }
        let key: Int64 = row["key"]
        let evidence: FieldEvidence? = try (row["type_evidence"] as String?).map {
            try StoredJSON.decode($0)
        }
        let extracted = ExtractedDocument(
            type: (row["type"] as String?).map(DocumentType.init(rawValue:)),
            typeEvidence: evidence, typeConfidence: Confidence(row["type_confidence"]),
            fields: try fields(of: key, in: database))
        let pages = try pages(of: key, in: database)
        return StoredDocument(
            id: id, extracted: extracted, pages: pages,
            supersededBy: try pages.first.flatMap {
                try supersession(of: $0.reference.scan, in: database)
            })
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

    private static func fields(of key: Int64, in database: Database) throws -> [ExtractedField] {
        try Row.fetchAll(
            database, sql: "SELECT * FROM field WHERE document_key = ? ORDER BY position",
            arguments: [key]
        ).map { row in
            let box = BoundingBox(
                left: row["box_left"], top: row["box_top"], right: row["box_right"],
                bottom: row["box_bottom"])
            return ExtractedField(
                name: FieldName(rawValue: row["name"]), value: row["value"],
                evidence: FieldEvidence(raw: row["raw"], page: row["page"], box: box),
                confidence: Confidence(row["confidence"]), rule: row["rule"],
                check: FieldCheck(rawValue: row["check"]) ?? .none)
        }
    }

    private static func pages(of key: Int64, in database: Database) throws -> [DocumentPage] {
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT page.*, text, scan.name, scan.doubts AS scan_doubts,
                    batch.name AS batch_name
                FROM document_page JOIN page ON page.id = document_page.page_id
                JOIN scan ON scan.id = page.scan_id JOIN batch ON batch.id = scan.batch_id
                LEFT JOIN page_text ON page_text.page_id = page.id
                WHERE document_key = ? ORDER BY position
                """, arguments: [key])
        var result: [DocumentPage] = []
        while let row = try rows.next() {
            result.append(
                DocumentPage(
                    batchName: ScanName(bytes: row.bytes("batch_name")),
                    scanName: ScanName(bytes: row.bytes("name")),
                    reference: PageReference(
                        scan: ScanID(rawValue: row["scan_id"]), number: row["number"]),
                    verdict: try PageRow.verdict(row), failure: row.failure,
                    warnings: try StoredJSON.decode(row["warnings"]),
                    doubts: try row.doubts("doubts"), scanDoubts: try row.doubts("scan_doubts"),
                    confidence: (row["confidence"] as Double?).map(Confidence.init),
                    rotationDegrees: row["rotation"], scanWidth: row["scan_width"],
                    scanHeight: row["scan_height"],
                    transform: try StoredJSON.decode(row["transform"]), text: row["text"]))
        }
        return result
    }
}
