import ArchiveModel
import Foundation
import GRDB

/// The row of a file whose bytes are in their place.
struct AccessionRow {
    var batch: BatchID
    var name: ScanName
    /// Logical path in the batch's object.
    var path: String
    /// Path of the content from the object's folder.
    var content: String
    var digest: ContentDigest
    var size: Int64
    /// Time of the last change of the source, in nanoseconds since 1970.
    var modified: Int64
    var accessionedAt: String

    /// Adds the row, as a duplicate when another scan has the same bytes.
    func insert(into database: Database) throws -> Accession {
        let original = try Int64.fetchOne(
            database, sql: "SELECT id FROM scan WHERE digest = ? AND duplicate_of IS NULL",
            arguments: [digest.blob])
        try database.execute(
            sql: """
                INSERT INTO scan (batch_id, name, path, content, digest, size, modified,
                    accessioned_at, duplicate_of, verdict)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                batch.rawValue, name.blob, path, content, digest.blob, size, modified,
                accessionedAt, original,
                original == nil ? nil : ScanVerdict.duplicate.rawValue,
            ])
        let id = ScanID(rawValue: database.lastInsertedRowID)
        return original.map { .duplicate(id, of: ScanID(rawValue: $0)) } ?? .added(id)
    }
}

extension ScanName {
    /// The bytes as SQLite keeps them.
    var blob: Data { Data(bytes) }
}

extension ContentDigest {
    /// The 64 raw bytes as SQLite keeps them.
    var blob: Data {
        var result = Data(capacity: 64)
        var high: UInt8?
        for digit in hex.utf8 {
            let value = digit < 0x3A ? digit - 0x30 : digit - 0x61 + 10
            if let top = high {
                result.append(top << 4 | value)
                high = nil
            } else {
                high = value
            }
        }
        return result
    }
}
