import ArchiveModel
import Crypto
import DurableFiles
import Glibc
import SystemPackage

/// A received file, open for reading: never a link, pipe or device, and never changed by us.
struct ScanSource: ~Copyable {
    let path: [UInt8]
    private let file: OpenFile
    private let before: stat

    /// Size in bytes when it was opened.
    var size: Int64 { Int64(before.st_size) }
    /// Time of the last change, in nanoseconds since 1970.
    ///
    /// File systems have times that 64 bits of nanoseconds do not reach; they count as the last or
    /// first that is reached, in 2262 and 1677.
    var modified: Int64 {
        let time =
            Int128(before.st_mtim.tv_sec) * 1_000_000_000 + Int128(before.st_mtim.tv_nsec)
        return Int64(clamping: time)
    }

    /// Device and number of the file.
    var identity: FileIdentity { FileIdentity(before) }

    /// Opens the file without waiting (a pipe would block for ever) and without following a link.
    static func open(path: [UInt8]) throws(StoreError) -> ScanSource {
        try ScanSource(path, file: try open(path, in: AT_FDCWD, path: path))
    }

    /// Opens the file of a path's last name in an open folder.
    static func open(
        path: [UInt8], in folder: borrowing Directory
    ) throws(StoreError) -> ScanSource {
        try ScanSource(path, file: try open(name(of: path), in: folder.descriptor, path: path))
    }

    private init(_ path: [UInt8], file: consuming OpenFile) throws(StoreError) {
        let status = try Self.status(of: file, path)
        guard status.st_mode & S_IFMT == S_IFREG else { throw .sourceNotAFile(path) }
        guard !file.isOpenForWriting else { throw .sourceChanging(path) }
        self.path = path
        self.file = file
        self.before = status
    }

    /// The last name of a path.
    private static func name(of path: [UInt8]) -> [UInt8] {
        Array(path.reversed().prefix { $0 != UInt8(ascii: "/") }.reversed())
    }

    private static func open(
        _ name: [UInt8], in folder: Int32, path: [UInt8]
    ) throws(StoreError) -> OpenFile {
        do {
            return try OpenFile(
                name, at: folder, flags: O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY)
        } catch {
            throw .source(path, cause: error)
        }
    }

    private static func status(
        of file: borrowing OpenFile, _ path: [UInt8]
    ) throws(StoreError) -> stat {
        do { return try file.status() } catch { throw .source(path, cause: error) }
    }

    /// Reads the whole file from its start, handing each chunk to `take`, and returns its digest.
    ///
    /// Throws `source-changing` when the file was written to meanwhile, and what `take` throws.
    func read(
        _ take: (UnsafeRawBufferPointer) throws(StoreError) -> Void
    ) throws(StoreError) -> ContentDigest {
        var hash = SHA512()
        var total: Int64 = 0
        let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
        defer { chunk.deallocate() }
        try reading { () throws(Errno) in try file.rewind() }
        while true {
            var count = 0
            try reading { () throws(Errno) in count = try file.read(into: chunk) }
            if count == 0 { break }
            total += Int64(count)
            // A file that is being appended to might never end.
            guard total <= size else { throw .sourceChanging(path) }
            let bytes = UnsafeRawBufferPointer(rebasing: chunk[..<count])
            hash.update(bufferPointer: bytes)
            try take(bytes)
        }
        try requireUnchanged(total: total)
        guard let digest = ContentDigest(bytes: Array(hash.finalize())) else {
            throw .sourceChanging(path)
        }
        return digest
    }

    /// Whether a copy has the same bytes; reads both from their start.
    ///
    /// Throws `source-changing` when the source was written to meanwhile.
    func hasSameBytes(as copy: borrowing OpenFile) throws(StoreError) -> Bool {
        let ours = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 4096)
        let theirs = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 4096)
        defer {
            ours.deallocate()
            theirs.deallocate()
        }
        try reading { () throws(Errno) in try file.rewind() }
        var total: Int64 = 0
        while true {
            var count = 0
            try reading { () throws(Errno) in count = try file.readFully(into: ours) }
            var copied = 0
            do { copied = try copy.readFully(into: theirs) } catch { return false }
            total += Int64(count)
            let isSame =
                count == copied
                && UnsafeRawBufferPointer(rebasing: ours[..<count]).isSame(
                    as: UnsafeRawBufferPointer(rebasing: theirs[..<copied]))
            if !isSame {
                try requireUnchanged(total: size)
                return false
            }
            if count < ours.count { break }
        }
        try requireUnchanged(total: total)
        return true
    }

    private func requireUnchanged(total: Int64) throws(StoreError) {
        let after = try Self.status(of: file, path)
        let same =
            total == size && after.st_size == before.st_size
            && after.st_mtim.tv_sec == before.st_mtim.tv_sec
            && after.st_mtim.tv_nsec == before.st_mtim.tv_nsec
        guard same else { throw .sourceChanging(path) }
    }

    private func reading(_ call: () throws(Errno) -> Void) throws(StoreError) {
        do { try call() } catch { throw .source(path, cause: error) }
    }

    /// Removes the file from the folder that it was opened in, unless another one has its name by
    /// now or it was changed since it was opened.
    ///
    /// Throws `source-changing` then, and `source-not-removable`.
    func remove(from folder: borrowing Directory) throws(StoreError) {
        try requireUnchanged(total: size)
        let name = Self.name(of: path)
        guard let there = try? folder.status(of: name), FileIdentity(there) == identity else {
            throw .sourceChanging(path)
        }
        do {
            try folder.removeSource(name)
        } catch {
            throw .sourceNotRemovable(path, cause: error)
        }
    }
}

extension UnsafeRawBufferPointer {
    /// Whether two buffers of one size hold the same bytes.
    fileprivate func isSame(as other: UnsafeRawBufferPointer) -> Bool {
        guard let mine = baseAddress, let its = other.baseAddress else { return isEmpty }
        return memcmp(mine, its, count) == 0
    }
}
