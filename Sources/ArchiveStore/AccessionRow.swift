import ArchiveModel
import Foundation
import GRDB

/// The row of a file whose bytes are in their place.
struct AccessionRow {
    var batch: BatchID
    var name: ScanName
    var digest: ContentDigest
    var size: Int64
    var modified: Int64

    /// The scan of this batch, name and digest.
    static func existing(
        batch: BatchID, name: ScanName, digest: ContentDigest, in database: Database
    ) throws -> ScanID? {
        try Int64.fetchOne(
            database, sql: "SELECT id FROM scan WHERE batch_id = ? AND name = ? AND digest = ?",
            arguments: [batch.rawValue, name.blob, digest.blob]
        ).map(ScanID.init(rawValue:))
    }

    /// Adds the row unless it is there, as a duplicate when another scan has the same bytes.
    func insert(into database: Database) throws -> Accession {
        try database.execute(
            sql: "DELETE FROM refusal WHERE batch_id = ? AND name = ?",
            arguments: [batch.rawValue, name.blob])
        if let known = try Self.existing(
            batch: batch, name: name, digest: digest, in: database)
        {
            return .known(known)
        }
        let original = try Int64.fetchOne(
            database, sql: "SELECT id FROM scan WHERE digest = ? AND duplicate_of IS NULL",
            arguments: [digest.blob])
        try database.execute(
            sql: """
                INSERT INTO scan (batch_id, name, digest, size, modified, duplicate_of, verdict)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                batch.rawValue, name.blob, digest.blob, size, modified, original,
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
