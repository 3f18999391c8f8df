package import ArchiveModel
import DurableFiles
package import GRDB

/// The rows of `field`: what is known of a document, in order.
package enum FieldRow {
    /// The fields of the document with this key.
    static func all(of key: Int64, in database: Database) throws -> [ExtractedField] {
        let rows = try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT field.*, digest, number FROM field
                    LEFT JOIN page ON page.id = field.page_id
                    LEFT JOIN scan ON scan.id = page.scan_id
                    WHERE document_key = ? ORDER BY position
                    """), arguments: [key])
        return try rows.map(field)
    }

    /// The document that a field is in; nil when it is in none.
    static func document(of field: FieldID, in database: Database) throws -> DocumentID? {
        try String.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT document.id FROM field JOIN document ON key = document_key
                    WHERE field.id = ? LIMIT 1
                    """), arguments: [field.text]
        ).flatMap { DocumentID($0) }
    }

    private static func field(_ row: Row) throws -> ExtractedField {
        guard let id = FieldID(row["id"]) else {
            throw StoreError.catalogueDamaged("field \(row["id"] as String? ?? "")")
        }
        return ExtractedField(
            id: id, name: FieldName(rawValue: row["name"]), value: row["value"],
            evidence: evidence(row), confidence: Confidence(row["confidence"]), rule: row["rule"],
            check: FieldCheck(rawValue: row["check"]) ?? .none)
    }

    private static func evidence(_ row: Row) -> FieldEvidence? {
        guard let scan = ContentDigest(bytes: row.bytes("digest")),
            let left = row["box_left"] as Int?, let top = row["box_top"] as Int?,
            let right = row["box_right"] as Int?, let bottom = row["box_bottom"] as Int?
        else { return nil }
        return FieldEvidence(
            raw: row["raw"], at: PageAddress(scan: scan, number: row["number"]),
            box: BoundingBox(left: left, top: top, right: right, bottom: bottom))
    }

    /// Writes fields in place of those that the document has; those without an identifier get one.
    ///
    /// Throws `record-unknown` for a place on a page that is not recorded.
    static func replace(
        _ fields: [ExtractedField], of document: DocumentID, key: Int64, in database: Database
    ) throws {
        var fields = fields
        if fields.contains(where: { $0.id == nil }) {
            var identities = try FieldIdentities.read(of: document, in: database)
            fields = try identities.complete(fields)
        }
        let kept = Set(fields.compactMap { $0.id?.text })
        let old = try String.fetchAll(
            database, sql: "SELECT id FROM field WHERE document_key = ?", arguments: [key])
        for id in old where !kept.contains(id) {
            try FormerField.insert(id, of: document, in: database)
        }
        try database.execute(sql: "DELETE FROM field WHERE document_key = ?", arguments: [key])
        for (index, field) in fields.enumerated() {
            try write(field, at: index + 1, of: key, in: database)
        }
        // A field may come back with its page.
        try database.execute(
            sql: """
                DELETE FROM former_field WHERE document = ? AND id IN (
                    SELECT id FROM field WHERE document_key = ?)
                """, arguments: [document.text, key])
    }

    /// Writes a field at a position, in place of what stands there.
    static func write(
        _ field: ExtractedField, at position: Int, of key: Int64, in database: Database
    ) throws {
        let place = field.evidence
        try database.cachedStatement(
            sql: """
                INSERT INTO field (document_key, position, id, name, value, raw, page_id, box_left,
                    box_top, box_right, box_bottom, confidence, rule, "check")
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (document_key, position) DO UPDATE SET id = excluded.id,
                    name = excluded.name, value = excluded.value, raw = excluded.raw,
                    page_id = excluded.page_id, box_left = excluded.box_left,
                    box_top = excluded.box_top, box_right = excluded.box_right,
                    box_bottom = excluded.box_bottom, confidence = excluded.confidence,
                    rule = excluded.rule, "check" = excluded."check"
                """
        ).execute(arguments: [
            key, position, field.id?.text, field.name.rawValue, field.value, place?.raw ?? "",
            try place.map { try pageNumber($0.address, in: database) }, place?.box.left,
            place?.box.top, place?.box.right, place?.box.bottom, field.confidence.value,
            field.rule, field.check.rawValue,
        ])
    }

    /// The catalogue's own number of a page.
    private static func pageNumber(_ page: PageAddress, in database: Database) throws -> Int64 {
        let id = try Int64.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT page.id FROM scan JOIN page ON page.scan_id = scan.id
                    WHERE digest = ? AND duplicate_of IS NULL AND number = ?
                    """), arguments: [page.scan.blob, page.number])
        guard let id else { throw StoreError.recordUnknown("page", number: Int64(page.number)) }
        return id
    }
}

/// The rows of `former_field`: identifiers of fields that a document has no more.
package enum FormerField {
    static func insert(_ id: String, of document: DocumentID, in database: Database) throws {
        try database.execute(
            sql: "INSERT OR IGNORE INTO former_field (document, id) VALUES (?, ?)",
            arguments: [document.text, id])
    }

    /// Takes over identifiers that a document gave before.
    package static func insert(
        _ ids: [FieldID], of document: DocumentID, in database: Database
    ) throws {
        for id in ids { try insert(id.text, of: document, in: database) }
    }

    /// All of a document, by identifier.
    package static func all(of document: DocumentID, in database: Database) throws -> [FieldID] {
        try String.fetchAll(
            database, sql: "SELECT id FROM former_field WHERE document = ? ORDER BY id",
            arguments: [document.text]
        ).compactMap { FieldID($0) }
    }
}
