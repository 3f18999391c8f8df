package import ArchiveModel
import DurableFiles
package import GRDB

/// A batch as it lies in `batch`.
package struct BatchRow {
    /// Its number.
    package var id: BatchID
    /// Its name, which no other batch has.
    package var name: ScanName
    /// The identifier of its object.
    package var object: String
    /// Newest version of the object that the catalogue knows.
    package var head: Int
    /// Whether something changed since that version was written.
    package var isPending: Bool

    /// Reads a row with all columns of `batch`.
    package init(_ row: Row) {
        id = BatchID(rawValue: row["id"])
        name = ScanName(bytes: row.bytes("name"))
        object = row["object"]
        head = row["head"]
        isPending = row["pending"]
    }

    /// The batch of a number; throws `record-unknown`.
    package static func read(_ id: BatchID, in database: Database) throws -> BatchRow {
        let row = try Row.fetchOne(
            database, sql: "SELECT * FROM batch WHERE id = ?", arguments: [id.rawValue])
        guard let row else { throw StoreError.recordUnknown("batch", number: id.rawValue) }
        return BatchRow(row)
    }

    /// The batch whose object has an identifier.
    package static func read(object: String, in database: Database) throws -> BatchRow? {
        try Row.fetchOne(database, sql: "SELECT * FROM batch WHERE object = ?", arguments: [object])
            .map(BatchRow.init)
    }

    /// The latest batch that came from a folder of this name.
    package static func latest(folder: ScanName, in database: Database) throws -> BatchRow? {
        try Row.fetchOne(
            database, sql: "SELECT * FROM batch WHERE folder = ? ORDER BY id DESC LIMIT 1",
            arguments: [folder.blob]
        ).map(BatchRow.init)
    }

    /// A name, or that with `~2`, `~3` … when earlier batches have it.
    package static func freeName(for wanted: ScanName, in database: Database) throws -> ScanName {
        var name = wanted
        var number = 1
        while try Bool.fetchOne(
            database, sql: "SELECT EXISTS (SELECT 1 FROM batch WHERE name = ?)",
            arguments: [name.blob]) ?? false
        {
            number += 1
            name = ScanName(bytes: wanted.bytes + Array("~\(number)".utf8))
        }
        return name
    }
}
