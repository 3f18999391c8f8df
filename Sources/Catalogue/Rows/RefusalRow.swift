package import ArchiveModel
package import GRDB

/// The rows of `refusal`: files that could not be taken in.
package enum RefusalRow {
    /// Whether files of a folder could not be taken in.
    package static func exist(folder: ScanName, in database: Database) throws -> Bool {
        try Bool.fetchOne(
            database, sql: "SELECT EXISTS (SELECT 1 FROM refusal WHERE folder = ?)",
            arguments: [folder.blob]) ?? false
    }

    /// Forgets files: they are in the archive now.
    package static func remove(
        folder: ScanName, names: some Sequence<ScanName>, in database: Database
    ) throws {
        let delete = try database.makeStatement(
            sql: "DELETE FROM refusal WHERE folder = ? AND name = ?")
        for name in names { try delete.execute(arguments: [folder.blob, name.blob]) }
    }
}
