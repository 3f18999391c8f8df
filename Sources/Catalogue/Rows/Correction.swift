import ArchiveModel
import GRDB

/// One thing that a person changed about a document.
package struct Correction: Codable, Hashable, Sendable {
    /// The system's user and machine; nil where an earlier version did not record it.
    package var account: String?
    /// Who.
    package var actor: String
    /// When, UTC, ISO 8601.
    package var at: String
    /// The name of a field, or `type`.
    package var name: String
    /// What it was; nil for nothing.
    package var previous: String?
    /// What it is now; nil for nothing.
    package var value: String?
}

/// The rows of `correction`.
enum CorrectionRow {
    static func all(of document: DocumentID, in database: Database) throws -> [Correction] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT correction.* FROM correction JOIN document ON key = document_key
                WHERE document.id = ? ORDER BY correction.id
                """, arguments: [document.text]
        ).map { row in
            Correction(
                account: row["account"], actor: row["actor"], at: row["at"], name: row["name"],
                previous: row["previous"],
                value: row["value"])
        }
    }

    static func insert(_ correction: Correction, key: Int64, in database: Database) throws {
        try database.execute(
            sql: """
                INSERT INTO correction (document_key, name, previous, value, account, actor, at)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                key, correction.name, correction.previous, correction.value, correction.account,
                correction.actor, correction.at,
            ])
    }
}
