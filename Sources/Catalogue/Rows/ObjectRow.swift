import DurableFiles
package import GRDB

/// An object that is no batch: a row of the table `object`.
package struct ObjectRow: Hashable, Sendable {
    /// What an object holds.
    package enum Kind: String, Sendable {
        /// A segment of the journal of decisions.
        case journal
        /// The description of a dossier.
        case dossier
    }

    /// The identifier of the object.
    package let id: String
    /// What it holds.
    package let kind: Kind
    /// The newest version that the catalogue knows.
    package let head: Int
    /// Number of its first decision; of a dossier 0.
    package let first: Int64
    /// Number of its last decision; of a dossier the last one about it.
    package let last: Int64

    /// Describes an object.
    package init(id: String, kind: Kind, head: Int, first: Int64, last: Int64) {
        self.id = id
        self.kind = kind
        self.head = head
        self.first = first
        self.last = last
    }

    /// All of them by their first decision; none in a catalogue of before there was such a table.
    package static func all(in database: Database) throws -> [ObjectRow] {
        guard try database.tableExists("object") else { return [] }
        return try Row.fetchAll(
            database, sql: "SELECT * FROM object ORDER BY first, id"
        ).map(ObjectRow.init)
    }

    /// Those of a kind, by their first decision.
    package static func all(_ kind: Kind, in database: Database) throws -> [ObjectRow] {
        guard try database.tableExists("object") else { return [] }
        return try Row.fetchAll(
            database, sql: "SELECT * FROM object WHERE kind = ? ORDER BY first, id",
            arguments: [kind.rawValue]
        ).map(ObjectRow.init)
    }

    /// The row of an object; nil when there is none.
    package static func read(_ id: String, in database: Database) throws -> ObjectRow? {
        guard try database.tableExists("object") else { return nil }
        return try Row.fetchOne(
            database, sql: "SELECT * FROM object WHERE id = ?", arguments: [id]
        ).map(ObjectRow.init)
    }

    /// Writes the row, over one of the same object.
    package func write(in database: Database) throws {
        try database.execute(
            sql: """
                INSERT OR REPLACE INTO object (id, kind, head, first, last)
                VALUES (?, ?, ?, ?, ?)
                """, arguments: [id, kind.rawValue, head, first, last])
    }

    /// Removes the row of an object that another one replaced.
    package static func remove(_ id: String, in database: Database) throws {
        try database.execute(sql: "DELETE FROM object WHERE id = ?", arguments: [id])
    }

    private init(row: Row) throws {
        id = row["id"]
        let text: String = row["kind"]
        guard let kind = Kind(rawValue: text) else { throw StoreError.catalogueDamaged(id) }
        self.kind = kind
        head = row["head"]
        first = row["first"]
        last = row["last"]
    }
}
