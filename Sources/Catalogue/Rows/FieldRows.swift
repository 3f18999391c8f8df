import ArchiveModel
import GRDB

/// The rows of `field` of one document, changed one at a time; positions count from 1.
struct FieldRows {
    private let key: Int64
    private let database: Database
    /// As they are stored, rising: who tampered with the rows may have left a gap.
    private var positions: [Int]

    private init(key: Int64, database: Database, positions: [Int]) {
        self.key = key
        self.database = database
        self.positions = positions
    }

    /// The rows of the document with a key, as they are now.
    static func read(of key: Int64, in database: Database) throws -> FieldRows {
        let positions = try Int.fetchAll(
            database, sql: "SELECT position FROM field WHERE document_key = ? ORDER BY position",
            arguments: [key])
        return FieldRows(key: key, database: database, positions: positions)
    }

    /// Writes a field in place of the one with an index from 0.
    func replace(at index: Int, with field: ExtractedField) throws {
        try FieldRow.write(field, at: positions[index], of: key, in: database)
    }

    /// Takes a field away; those behind it move up by one.
    mutating func remove(at index: Int) throws {
        try database.execute(
            sql: "DELETE FROM field WHERE document_key = ? AND position = ?",
            arguments: [key, positions.remove(at: index)])
        let move = try database.cachedStatement(
            sql: "UPDATE field SET position = ?2 - 1 WHERE document_key = ?1 AND position = ?2")
        // One after another: positions are unique at every moment.
        for later in positions.indices[index...] {
            try move.execute(arguments: [key, positions[later]])
            positions[later] -= 1
        }
    }

    /// Adds a field behind the others.
    mutating func append(_ field: ExtractedField) throws {
        let position = (positions.last ?? 0) + 1
        try FieldRow.write(field, at: position, of: key, in: database)
        positions.append(position)
    }
}
