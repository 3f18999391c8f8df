package import ArchiveModel
import DurableFiles
package import GRDB

/// Identifiers of documents: each is given once.
package enum DocumentIdentities {
    /// The identifier for a new document that starts on a page, `besides` those that were given and
    /// not written yet.
    package static func next(
        startingOn page: PageAddress, besides others: [DocumentID] = [], in database: Database
    ) throws -> DocumentID {
        var id = DocumentID(firstScan: page.scan, firstPage: page.number)
        while try others.contains(id) || wasGiven(id, in: database) {
            id = DocumentID(firstBitsOf: ContentDigest(of: Array(id.text.utf8)))
        }
        return id
    }

    private static func wasGiven(_ id: DocumentID, in database: Database) throws -> Bool {
        try Bool.fetchOne(
            database,
            sql: """
                SELECT EXISTS (SELECT 1 FROM document WHERE id = ?1)
                OR EXISTS (SELECT 1 FROM former_document WHERE id = ?1)
                """, arguments: [id.text]) ?? false
    }
}

/// The rows of `former_document`: documents that are no more.
package enum FormerDocument {
    /// Takes a document out of the catalogue, and remembers its identifier and those of its fields.
    ///
    /// What was corrected of it stays. The event is left to the caller.
    package static func make(of id: DocumentID, in database: Database) throws {
        guard let key = try DocumentRow.key(of: id, in: database) else { return }
        let batch = try Int64.fetchOne(
            database,
            sql: """
                SELECT batch_id FROM document_page JOIN page ON page.id = page_id
                JOIN scan ON scan.id = scan_id WHERE document_key = ? ORDER BY position LIMIT 1
                """, arguments: [key])
        try FieldRow.replace([], of: id, key: key, in: database)
        if let batch { try insert(id, of: BatchID(rawValue: batch), in: database) }
        try database.execute(sql: "DELETE FROM document WHERE key = ?", arguments: [key])
        try DuplicateRow.followOriginal(id, in: database)
    }

    /// Takes over the identifier of a document that was removed before.
    package static func insert(
        _ id: DocumentID, of batch: BatchID, in database: Database
    ) throws {
        try database.execute(
            sql: "INSERT OR IGNORE INTO former_document (id, batch_id) VALUES (?, ?)",
            arguments: [id.text, batch.rawValue])
    }

    /// Whether a document of this identifier was there and is no more.
    package static func isOne(_ id: DocumentID, in database: Database) throws -> Bool {
        try Bool.fetchOne(
            database, sql: "SELECT EXISTS (SELECT 1 FROM former_document WHERE id = ?)",
            arguments: [id.text]) ?? false
    }

    /// A document of this identifier is there again.
    static func forget(_ id: DocumentID, in database: Database) throws {
        try database.execute(
            sql: "DELETE FROM former_document WHERE id = ?", arguments: [id.text])
        if database.changesCount > 0 { try DuplicateRow.followOriginal(id, in: database) }
    }

    /// Those that a batch tells of, by identifier.
    package static func all(of batch: BatchID, in database: Database) throws -> [DocumentID] {
        try String.fetchAll(
            database, sql: "SELECT id FROM former_document WHERE batch_id = ? ORDER BY id",
            arguments: [batch.rawValue]
        ).compactMap { DocumentID($0) }
    }
}
