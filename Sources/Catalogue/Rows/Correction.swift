package import ArchiveModel
package import GRDB

/// What a person wants to be changed about a document.
package struct DocumentChange: Sendable, Hashable {
    /// A field's name, or `type`.
    package let name: String
    /// The new value; nil takes the field or the type away.
    package let value: String?

    /// The name that stands for the document's type.
    package static let type = "type"
    /// The name of the rule of a corrected field.
    package static let rule = "correction"

    /// Describes a change.
    package init(name: String, value: String?) {
        self.name = name
        self.value = value
    }
}

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

    /// Says what was changed.
    package init(
        account: String? = nil, actor: String, at: String, name: String, previous: String? = nil,
        value: String? = nil
    ) {
        self.account = account
        self.actor = actor
        self.at = at
        self.name = name
        self.previous = previous
        self.value = value
    }
}

/// The rows of `correction`.
package enum CorrectionRow {
    /// What was changed about a document, in order.
    package static func all(of document: DocumentID, in database: Database) throws -> [Correction] {
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

    /// Adds a correction of the document with a key.
    package static func insert(_ correction: Correction, key: Int64, in database: Database) throws {
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
