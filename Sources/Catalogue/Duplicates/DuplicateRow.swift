package import ArchiveModel
import DurableFiles
package import GRDB

/// The rows of `duplicate_decision`: all that persons decided about documents that seem to be others; the last one
/// about two documents counts.
package enum DuplicateRow {
    /// A decision with who made it.
    package struct Decided: Sendable {
        /// What was decided.
        package let duplicate: DecidedDuplicate
        /// Who decided it.
        package let user: ActingUser
        /// When, as it is stored.
        package let at: String
        /// Its number in the journal.
        package let decision: Int64
    }

    static let table = "duplicate_decision"

    /// Writes what a line says, unless it is there.
    static func write(
        _ duplicate: DecidedDuplicate, of line: JournalLine, in database: Database
    ) throws {
        try database.execute(
            sql: """
                INSERT OR IGNORE INTO duplicate_decision
                    (id, decision, document, original, is_duplicate, actor, account, at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                duplicate.id, line.sequence, duplicate.document.text, duplicate.original.text,
                duplicate.isDuplicate, line.actor, line.account, line.at,
            ])
    }

    /// All, in the order of the journal.
    static func all(in database: Database) throws -> [Decided] {
        guard try database.tableExists(table) else { return [] }
        return try decided("", with: [], in: database)
    }

    /// Those about one document, be it the later one or the earlier, in their order.
    package static func all(
        about document: DocumentID, in database: Database
    ) throws -> [Decided] {
        guard try database.tableExists(table) else { return [] }
        return try decided(
            "WHERE document = ?1 OR original = ?1", with: [document.text], in: database)
    }

    /// The last decision about two documents; nil when there is none.
    package static func last(
        about document: DocumentID, and original: DocumentID, in database: Database
    ) throws -> Decided? {
        try decided(
            "WHERE document = ? AND original = ?", with: [document.text, original.text],
            in: database
        ).last
    }

    /// The decision by which a document is another one, scanned anew; nil for most.
    ///
    /// Of several, the last one that was not taken back, and whose other document is there: what is alone is found
    /// like any other.
    package static func accepted(
        of document: DocumentID, in database: Database
    ) throws -> Decided? {
        // A catalogue that a reader has open may be of before.
        guard try database.tableExists(table) else { return nil }
        var standing: [Decided] = []
        for next in try decided("WHERE document = ?", with: [document.text], in: database) {
            standing.removeAll { $0.duplicate.original == next.duplicate.original }
            if next.duplicate.isDuplicate { standing.append(next) }
        }
        return try standing.last {
            try DocumentRow.key(of: $0.duplicate.original, in: database) != nil
        }
    }

    /// Has the index follow the documents that were said to be one which is no more, or is there again.
    static func followOriginal(_ original: DocumentID, in database: Database) throws {
        guard try database.tableExists(table) else { return }
        let documents = try String.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT DISTINCT document FROM duplicate_decision
                    WHERE original = ? AND is_duplicate
                    """), arguments: [original.text])
        for document in documents { try IndexDue.add(document, in: database) }
    }

    private static func decided(
        _ condition: String, with arguments: StatementArguments, in database: Database
    ) throws -> [Decided] {
        let rows = try Row.fetchAll(
            database.cachedStatement(
                sql: "SELECT * FROM duplicate_decision \(condition) ORDER BY decision, id"),
            arguments: arguments)
        return try rows.map { row in
            guard let document = DocumentID(row["document"]),
                let original = DocumentID(row["original"])
            else { throw StoreError.catalogueDamaged(table) }
            return Decided(
                duplicate: DecidedDuplicate(
                    id: row["id"], document: document, original: original,
                    isDuplicate: row["is_duplicate"]),
                user: ActingUser(name: row["actor"], address: row["account"] ?? ""),
                at: row["at"], decision: row["decision"])
        }
    }
}
