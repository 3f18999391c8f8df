import ArchiveModel
import DurableFiles
import GRDB
import Glibc
import SystemPackage

/// The file of digests beside the catalogue: one line for each chunk of 65,536 bytes, after a header
/// that says how large the catalogue is and whether its books are closed.
///
/// All lines have one length and are changed in their place. A chunk is noted as changed, durably,
/// before it changes: its line is dashes then. A line that was half written when the power went has
/// dashes, too, and counts as noted.
final class DigestList: Sendable {
    /// Where it lies.
    let path: String
    private let file: OpenFile

    /// Bytes of a chunk.
    static let chunkSize = 1 << 16

    private init(path: String, file: consuming OpenFile) {
        self.path = path
        self.file = file
    }

    /// Opens the list; nil when there is none.
    static func open(_ path: String, forWriting: Bool) throws(StoreError) -> DigestList? {
        guard Folder.isFile(path) else { return nil }
        do throws(Errno) {
            let flags = (forWriting ? O_RDWR : O_RDONLY) | O_NOFOLLOW
            return DigestList(path: path, file: try OpenFile(path, flags: flags))
        } catch .noSuchFileOrDirectory {
            return nil
        } catch {
            throw .archiveFile(path, cause: error)
        }
    }

    /// How many chunks a file has.
    static func chunks(in size: Int64) -> Int {
        Int((size + Int64(chunkSize) - 1) / Int64(chunkSize))
    }

    // MARK: header

    /// What stands before the lines.
    struct Header: Equatable {
        /// Size of the catalogue in bytes; says nothing while the books are open.
        var size: Int64
        /// Whether nobody writes, and nobody was broken off.
        var isClosed: Bool

        static let length = 70

        var bytes: [UInt8] {
            Array(
                """
                archivectl digests 1
                chunk \(DigestList.chunkSize)
                size \(size.digits(atLeast: 18))
                books \(isClosed ? "closed" : "opened")

                """.utf8)
        }

        init(size: Int64, isClosed: Bool) {
            self.size = size
            self.isClosed = isClosed
        }

        /// Nil for anything that is not exactly a header of ours.
        init?(_ bytes: [UInt8]) {
            let lines = bytes.split(separator: 0x0A)
            guard lines.count == 4,
                let size = Int64(String(decoding: lines[2].dropFirst(5), as: UTF8.self)), size >= 0
            else { return nil }
            self.init(size: size, isClosed: lines[3].elementsEqual("books closed".utf8))
            guard self.bytes == bytes else { return nil }
        }
    }

    /// The header; nil when it is none.
    func header() throws(StoreError) -> Header? {
        Header(try read(Header.length, at: 0))
    }

    // MARK: lines

    /// What a line says of a chunk.
    enum Line: Equatable {
        /// The digest, in hexadecimal.
        case digest([UInt8])
        /// The chunk was changed and its digest is not written down yet.
        case noted
        /// There is no line.
        case missing
        /// What no line of ours is.
        case damaged

        static let length = 129
        static let dash = UInt8(ascii: "-")
        static let noting = [UInt8](repeating: dash, count: length - 1) + [0x0A]

        init(_ bytes: some Collection<UInt8>) {
            // A line at the end that is cut off was being written when the power went.
            guard bytes.count == Self.length else {
                self = .missing
                return
            }
            let digits = bytes.dropLast()
            let isOfDigits = digits.allSatisfy { $0.isLowerHexDigit || $0 == Self.dash }
            if bytes.suffix(1).first != 0x0A || !isOfDigits {
                self = .damaged
            } else {
                self = digits.contains(Self.dash) ? .noted : .digest(Array(digits))
            }
        }
    }

    /// What it says of a chunk.
    func line(_ chunk: Int) throws(StoreError) -> Line {
        Line(try read(Line.length, at: Self.offset(chunk)))
    }

    /// How many whole lines there are.
    func count() throws(StoreError) -> Int {
        Int((try size() - Int64(Header.length)) / Int64(Line.length))
    }

    /// Whether it has just the lines of a catalogue of a size.
    func fits(size: Int64) throws(StoreError) -> Bool {
        try self.size() == Self.offset(Self.chunks(in: size))
    }

    private func size() throws(StoreError) -> Int64 {
        try about { () throws(Errno) in Int64(try file.status().st_size) }
    }

    /// The chunks that are noted as changed, or have no line, of the first so many.
    ///
    /// Reads all lines.
    func noted(among chunks: Int) throws(StoreError) -> Set<Int> {
        var result: Set<Int> = []
        let block = 1 << 12
        for first in stride(from: 0, to: chunks, by: block) {
            let count = min(block, chunks - first)
            let bytes = try read(Line.length * count, at: Self.offset(first))
            for number in 0..<count {
                let line = bytes.dropFirst(number * Line.length).prefix(Line.length)
                let isWhole = line.count == Line.length && !line.contains(Line.dash)
                if !isWhole, Line(line) != .damaged { result.insert(first + number) }
            }
        }
        return result
    }

    private static func offset(_ chunk: Int) -> Int64 {
        Int64(Header.length) + Int64(chunk) * Int64(Line.length)
    }

    private func read(_ count: Int, at offset: Int64) throws(StoreError) -> [UInt8] {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 8)
        defer { buffer.deallocate() }
        let read = try about { () throws(Errno) in try file.readFully(into: buffer, at: offset) }
        return Array(buffer[..<read])
    }

    // MARK: changing, in one's turn only

    /// Says that somebody writes; durable when it returns.
    func open(_ header: Header) throws(StoreError) {
        var header = header
        header.isClosed = false
        try write(header.bytes, at: 0)
        try synchronize()
    }

    /// Notes chunks of a catalogue that will have so many as changed; durable when it returns.
    func note(_ chunks: Set<Int>, of total: Int) throws(StoreError) {
        let count = try count()
        for chunk in chunks.sorted() where chunk < min(count, total) {
            try write(Line.noting, at: Self.offset(chunk))
        }
        if count < total {
            let lines = repeatElement(Line.noting, count: total - count)
            try write(Array(lines.joined()), at: Self.offset(count))
        } else if count > total {
            try about { () throws(Errno) in try file.truncate(to: Self.offset(total)) }
        }
        try synchronize()
    }

    /// Writes the digests of chunks, and that the books of a catalogue of this size are closed;
    /// durable when it returns.
    ///
    /// The digests are on the disk first: a chunk without one in closed books was altered.
    func close(size: Int64, digests: [Int: [UInt8]]) throws(StoreError) {
        for (chunk, digest) in digests { try write(digest + [0x0A], at: Self.offset(chunk)) }
        if !digests.isEmpty { try synchronize() }
        try write(Header(size: size, isClosed: true).bytes, at: 0)
        try synchronize()
    }

    private func write(_ bytes: [UInt8], at offset: Int64) throws(StoreError) {
        try about { () throws(Errno) in try file.write(bytes, at: offset) }
    }

    private func synchronize() throws(StoreError) {
        try about { () throws(Errno) in try file.synchronizeContent() }
    }

    private func about<Value>(_ body: () throws(Errno) -> Value) throws(StoreError) -> Value {
        try StoreError.about(path, body: body)
    }

    // MARK: turns

    /// Does something that changes the catalogue, while nobody else does, in any process.
    ///
    /// Throws as SQLite does when it is busy, after ten seconds.
    func inTurn<Value>(_ body: () throws -> Value) throws -> Value {
        try takeTurn()
        defer { _ = flock(file.descriptor, LOCK_UN) }
        return try body()
    }

    private func takeTurn() throws {
        for _ in 0..<20_000 {
            do throws(Errno) {
                _ = try OpenFile.retrying { flock(file.descriptor, LOCK_EX | LOCK_NB) }
                return
            } catch {
                guard error == .wouldBlock else {
                    throw StoreError.archiveFile(path, cause: error)
                }
                usleep(500)
            }
        }
        throw DatabaseError(resultCode: .SQLITE_BUSY)
    }
}
