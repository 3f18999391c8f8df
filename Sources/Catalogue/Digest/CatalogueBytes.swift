import ArchiveModel
import CSQLiteShims
package import DurableFiles
import GRDB
import Glibc
import SystemPackage

/// The bytes of the catalogue's file, however they are reached.
package protocol CatalogueBytes {
    /// Size in bytes, as it is now.
    func size() throws(StoreError) -> Int64
    /// Reads from a place on until the buffer is full or the file ends; returns the number of bytes.
    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int64) throws(StoreError)
        -> Int
}

extension CatalogueBytes {
    /// The digest of the bytes of a chunk, in hexadecimal; of those that there are at the end.
    func digest(ofChunk number: Int) throws(StoreError) -> [UInt8] {
        let buffer = UnsafeMutableRawBufferPointer.allocate(
            byteCount: DigestList.chunkSize, alignment: 4096)
        defer { buffer.deallocate() }
        let count = try read(into: buffer, at: Int64(number) * Int64(DigestList.chunkSize))
        var hash = ContentHash()
        hash.update(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        return Array(hash.digest().hex.utf8)
    }
}

/// The bytes of a file that SQLite does not have open in this process.
///
/// Closing a descriptor of one that it has open would take away SQLite's locks on it.
package final class ClosedFile: CatalogueBytes, Sendable {
    private let path: String
    private let file: OpenFile

    private init(path: String, file: consuming OpenFile) {
        self.path = path
        self.file = file
    }

    /// Opens the file at a path; a link in its place is none of ours unless it is to be followed.
    package static func open(
        _ path: String, followingLinks: Bool = true
    ) throws(StoreError) -> ClosedFile {
        let flags = O_RDONLY | (followingLinks ? 0 : O_NOFOLLOW)
        do throws(Errno) {
            return ClosedFile(path: path, file: try OpenFile(path, flags: flags))
        } catch {
            throw .archiveFile(path, cause: error)
        }
    }

    package func size() throws(StoreError) -> Int64 {
        try StoreError.about(path) { () throws(Errno) in Int64(try file.status().st_size) }
    }

    package func read(
        into buffer: UnsafeMutableRawBufferPointer, at offset: Int64
    ) throws(StoreError) -> Int {
        try StoreError.about(path) { () throws(Errno) in
            try file.readFully(into: buffer, at: offset)
        }
    }
}

/// The bytes of a file that SQLite has open, read by its own descriptor.
///
/// Valid as long as the access to the database is.
struct ConnectionFile: CatalogueBytes {
    enum Part { case database, log }

    private let connection: SQLiteConnection?
    private let part: CInt

    init(_ database: Database, _ part: Part = .database) {
        connection = database.sqliteConnection
        self.part = CInt(part == .log ? CSS_LOG : CSS_DATABASE)
    }

    func size() throws(StoreError) -> Int64 {
        var size: Int64 = 0
        try require(css_size(connection, part, &size))
        return size
    }

    func read(
        into buffer: UnsafeMutableRawBufferPointer, at offset: Int64
    ) throws(StoreError) -> Int {
        let count = max(0, min(Int64(buffer.count), try size() - offset))
        guard count > 0 else { return 0 }
        let result = css_read(connection, part, buffer.baseAddress, CInt(count), offset)
        // It became shorter meanwhile, and the rest of the buffer is zeros.
        if result == ResultCode.SQLITE_IOERR_SHORT_READ.rawValue { return Int(count) }
        try require(result)
        return Int(count)
    }

    private func require(_ result: CInt) throws(StoreError) {
        guard result == ResultCode.SQLITE_OK.rawValue else {
            throw .catalogue(DatabaseError(resultCode: ResultCode(rawValue: result)))
        }
    }
}
