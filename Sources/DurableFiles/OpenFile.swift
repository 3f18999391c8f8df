package import ArchiveModel
package import Glibc
package import SystemPackage

/// One open file; closed when it goes out of scope.
///
/// Calls that a signal interrupted are repeated.
package struct OpenFile: ~Copyable, Sendable {
    /// The descriptor, open as long as the value lives.
    package let descriptor: Int32

    /// Opens the file, in a folder if one is given; children of this process never inherit it.
    package init(
        _ path: [UInt8], at folder: Int32 = AT_FDCWD, flags: Int32, mode: mode_t = 0
    ) throws(Errno) {
        guard !path.contains(0) else { throw .noSuchFileOrDirectory }
        let name = path.map { CChar(bitPattern: $0) } + [0]
        descriptor = try Self.retrying { openat(folder, name, flags | O_CLOEXEC, mode) }
    }

    /// Opens the file at a path of the archive.
    package init(_ path: String, flags: Int32, mode: mode_t = 0) throws(Errno) {
        try self.init(Array(path.utf8), flags: flags, mode: mode)
    }

    deinit {
        close(descriptor)
    }

    /// Size, kind and times as they are now.
    package func status() throws(Errno) -> stat {
        var result = stat()
        _ = try Self.retrying { fstat(descriptor, &result) }
        return result
    }

    /// Reads some bytes; 0 at the end of the file.
    package func read(into buffer: UnsafeMutableRawBufferPointer) throws(Errno) -> Int {
        try Self.retrying { Glibc.read(descriptor, buffer.baseAddress, buffer.count) }
    }

    /// Reads until the buffer is full or the file ends; returns the number of bytes.
    package func readFully(into buffer: UnsafeMutableRawBufferPointer) throws(Errno) -> Int {
        var total = 0
        while total < buffer.count {
            let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[total...])
            let count = try read(into: rest)
            if count == 0 { break }
            total += count
        }
        return total
    }

    /// Reads from a place on until the buffer is full or the file ends; returns the number of bytes.
    package func readFully(
        into buffer: UnsafeMutableRawBufferPointer, at offset: Int64
    ) throws(Errno) -> Int {
        var total = 0
        while total < buffer.count {
            let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[total...])
            let count = try Self.retrying {
                pread(descriptor, rest.baseAddress, rest.count, off_t(offset) + total)
            }
            if count == 0 { break }
            total += count
        }
        return total
    }

    /// Writes all bytes over what stands at a place, or behind the end.
    package func write(_ bytes: [UInt8], at offset: Int64) throws(Errno) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = try Self.retrying {
                rest.withUnsafeBytes {
                    pwrite(
                        descriptor, $0.baseAddress, $0.count,
                        off_t(offset) + (bytes.count - $0.count))
                }
            }
            rest = rest.dropFirst(count)
        }
    }

    /// Cuts the file off.
    package func truncate(to size: Int64) throws(Errno) {
        _ = try Self.retrying { ftruncate(descriptor, off_t(size)) }
    }

    /// Writes all bytes.
    package func write(_ bytes: UnsafeRawBufferPointer) throws(Errno) {
        var rest = bytes
        while !rest.isEmpty {
            let count = try Self.retrying { Glibc.write(descriptor, rest.baseAddress, rest.count) }
            rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        }
    }

    /// Writes all bytes of a list.
    package func write(_ bytes: [UInt8]) throws(Errno) {
        var failure: Errno?
        bytes.withUnsafeBytes { content in
            do throws(Errno) { try write(content) } catch { failure = error }
        }
        if let failure { throw failure }
    }

    /// Returns to the first byte.
    package func rewind() throws(Errno) {
        _ = try Self.retrying { Int(lseek(descriptor, 0, SEEK_SET)) }
    }

    /// Waits until the bytes are on the disk.
    package func synchronize() throws(Errno) {
        _ = try Self.retrying { fsync(descriptor) }
    }

    /// Waits until the bytes and the size are on the disk, and not the times of the file.
    package func synchronizeContent() throws(Errno) {
        _ = try Self.retrying { fdatasync(descriptor) }
    }

    /// Takes away all access rights but these.
    package func limitMode(to mode: mode_t) throws(Errno) {
        let rights = try status().st_mode & mode
        _ = try Self.retrying { fchmod(descriptor, rights) }
    }

    /// Whether any process has the file open for writing, as far as the file system can say.
    ///
    /// The kernel grants a read lease only on a file that nobody writes to. Network file systems
    /// and files of other users may give no answer; they count as not open.
    package var isOpenForWriting: Bool {
        // If a lease is broken while we have it, we get a signal, which by default ends the
        // process.
        signal(SIGIO, SIG_IGN)
        if fcntl(descriptor, Self.setLease, CInt(F_RDLCK)) == 0 {
            _ = fcntl(descriptor, Self.setLease, CInt(F_UNLCK))
            return false
        }
        return errno == EAGAIN
    }

    /// `F_SETLEASE` of Linux, a macro that Swift does not see.
    private static let setLease: CInt = 1024

    /// Makes the kernel read the file from the disk again, not from its memory.
    package func dropCache() {
        _ = posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED)
    }

    /// The digest of the whole file.
    package func digest() throws(Errno) -> ContentDigest {
        var hash = ContentHash()
        let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 4096)
        defer { chunk.deallocate() }
        try rewind()
        while true {
            let count = try read(into: chunk)
            if count == 0 { return hash.digest() }
            hash.update(UnsafeRawBufferPointer(rebasing: chunk[..<count]))
        }
    }

    /// Runs a call that returns -1 and sets `errno` on failure; repeats it if a signal interrupted
    /// it.
    package static func retrying<Result: SignedInteger>(_ call: () -> Result) throws(Errno)
        -> Result
    {
        while true {
            let result = call()
            if result != -1 { return result }
            let error = Errno(rawValue: errno)
            if error != .interrupted { throw error }
        }
    }
}
