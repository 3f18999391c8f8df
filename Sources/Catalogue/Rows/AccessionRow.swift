package import ArchiveModel
package import Foundation
package import GRDB

/// The row of a file whose bytes are in their place.
package struct AccessionRow {
    /// The batch that it came in.
    package var batch: BatchID
    /// Its name in the batch.
    package var name: ScanName
    /// Logical path in the batch's object.
    package var path: String
    /// Path of the content from the object's folder.
    package var content: String
    /// What names its bytes.
    package var digest: ContentDigest
    /// Size in bytes.
    package var size: Int64
    /// Time of the last change of the source, in nanoseconds since 1970.
    package var modified: Int64
    /// When it was taken in, UTC, ISO 8601.
    package var accessionedAt: String

    /// Puts a row together.
    package init(
        batch: BatchID, name: ScanName, path: String, content: String, digest: ContentDigest,
        size: Int64, modified: Int64, accessionedAt: String
    ) {
        self.batch = batch
        self.name = name
        self.path = path
        self.content = content
        self.digest = digest
        self.size = size
        self.modified = modified
        self.accessionedAt = accessionedAt
    }

    /// Adds the row, as a duplicate when another scan has the same bytes.
    package func insert(into database: Database) throws -> AccessionOutcome {
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
    package var blob: Data { Data(bytes) }
}

extension ContentDigest {
    /// The 64 raw bytes as SQLite keeps them.
    package var blob: Data {
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
