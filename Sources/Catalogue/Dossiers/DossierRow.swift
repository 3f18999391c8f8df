package import ArchiveModel
import DurableFiles
package import GRDB

/// The rows of `dossier`.
package enum DossierRow {
    /// A dossier; nil when there is none of this identifier.
    package static func read(_ id: DossierID, in database: Database) throws -> StoredDossier? {
        guard let row = try row(of: id, in: database) else { return nil }
        return StoredDossier(
            id: id, description: try StoredJSON.decode(row["description"]),
            allPapers: try DossierPapers.all(of: id, in: database), decision: row["decision"],
            isPending: row["pending"], object: row["object"])
    }

    /// What a person said of a dossier, without its documents; nil when there is none of this identifier.
    package static func description(
        of id: DossierID, in database: Database
    ) throws -> DossierDescription? {
        try row(of: id, in: database).map { try StoredJSON.decode($0["description"]) }
    }

    private static func row(of id: DossierID, in database: Database) throws -> Row? {
        guard try database.tableExists("dossier") else { return nil }
        return try Row.fetchOne(
            database, sql: "SELECT * FROM dossier WHERE id = ?", arguments: [id.text])
    }

    /// The identifiers of all, by code, year, number and volume.
    package static func all(in database: Database) throws -> [DossierID] {
        try identifiers(where: "TRUE", [], in: database)
    }

    /// The dossiers that have a mark: one, unless a journal brought two.
    package static func all(
        marked mark: DossierMark, in database: Database
    ) throws -> [DossierID] {
        try identifiers(
            where: "code = ? AND year = ? AND number = ? AND volume = ?",
            [mark.code, mark.year, mark.number, mark.volume], in: database)
    }

    /// At most ten whose identifier begins as typed.
    package static func all(
        withIDPrefix typed: String, in database: Database
    ) throws -> [DossierID] {
        guard let prefix = DocumentID.normalizedPrefix(typed) else { return [] }
        // Above every letter of an identifier.
        return try identifiers(
            where: "id >= ?1 AND id < ?1 || '~'", [prefix], limit: 10, in: database)
    }

    /// Those with changes that no version of their object has.
    package static func pending(in database: Database) throws -> [DossierID] {
        try identifiers(where: "pending = 1", [], in: database)
    }

    private static func identifiers(
        where condition: String, _ arguments: StatementArguments, limit: Int? = nil,
        in database: Database
    ) throws -> [DossierID] {
        guard try database.tableExists("dossier") else { return [] }
        return try String.fetchAll(
            database,
            sql: """
                SELECT id FROM dossier WHERE \(condition) ORDER BY code, year, number, volume, id
                """ + (limit.map { " LIMIT \($0)" } ?? ""), arguments: arguments
        ).compactMap { DossierID($0) }
    }

    /// Describes a dossier, which is there then.
    package static func write(
        _ description: DossierDescription, of id: DossierID, in database: Database
    ) throws {
        try database.execute(
            sql: """
                INSERT INTO dossier (id, code, year, number, volume, description, decision, pending)
                VALUES (?, ?, ?, ?, ?, ?, 0, 1)
                ON CONFLICT (id) DO UPDATE SET code = excluded.code, year = excluded.year,
                    number = excluded.number, volume = excluded.volume,
                    description = excluded.description
                """,
            arguments: [
                id.text, description.code, description.year, description.number,
                description.volume, try StoredJSON.encode(description),
            ])
    }

    /// Says which decision changed a dossier last, as its object tells.
    package static func note(
        _ decision: Int64, of id: DossierID, in database: Database
    ) throws {
        try touch(id, decision: decision, in: database)
    }

    /// Says that a decision changed a dossier.
    static func touch(_ id: DossierID, decision: Int64, in database: Database) throws {
        try database.execute(
            sql: """
                UPDATE dossier SET decision = max(decision, ?), pending = 1 WHERE id = ?
                """, arguments: [decision, id.text])
    }

    /// The number of the last decision that need not be carried out on a dossier, as its object tells of
    /// it; 0 before the first sealing.
    static func settled(_ id: DossierID, in database: Database) throws -> Int64 {
        try Int64.fetchOne(
            database, sql: "SELECT settled FROM dossier WHERE id = ?", arguments: [id.text]) ?? 0
    }

    /// Says that the newest version of its object has a dossier as decision `decision` left it, and
    /// that all decisions up to `settled` lie in objects.
    package static func seal(
        _ id: DossierID, in object: String, decision: Int64, settled: Int64,
        database: Database
    ) throws {
        try database.execute(
            sql: """
                UPDATE dossier SET object = ?, pending = (decision > ?), settled = ? WHERE id = ?
                """, arguments: [object, decision, settled, id.text])
    }
}
