import CScanShims
import Glibc

/// Reads archived scans as bytes.
enum ScanBytes {
    /// The whole file.
    ///
    /// - Throws: `unreadable` if the file cannot be opened or read.
    static func all(of path: String) throws(ScanError) -> [UInt8] {
        try read(path, from: 0, count: .max)
    }

    /// At most `count` bytes from `start`; fewer if the file ends.
    static func read(
        _ path: String, from start: Int, count: Int
    ) throws(ScanError) -> [UInt8] {
        let file = csh_open(path)
        guard file >= 0 else { throw failure() }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else { throw failure() }
        let wanted = min(count, max(0, Int(status.st_size) - start))
        var failed = false
        let bytes = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, filled in
            while filled < wanted {
                let got = pread(
                    file, buffer.baseAddress.map { $0 + filled }, wanted - filled, start + filled)
                if got < 0, errno == EINTR { continue }
                failed = got < 0
                if got <= 0 { return }
                filled += got
            }
        }
        if failed { throw failure() }
        return bytes
    }

    private static func failure() -> ScanError {
        .unreadable(reason: String(cString: strerror(errno)))
    }
}

/// A scan that stays open, to read some of its bytes.
final class OpenScan {
    private let file: Int32
    /// Bytes in the file when it was opened.
    let size: Int

    private init(file: Int32, size: Int) {
        self.file = file
        self.size = size
    }

    /// Opens the scan.
    ///
    /// - Throws: `scan-unreadable`.
    static func open(path: String) throws(ScanError) -> OpenScan {
        let file = csh_open(path)
        var status = stat()
        guard file >= 0, fstat(file, &status) == 0 else {
            let reason = String(cString: strerror(errno))
            if file >= 0 { close(file) }
            throw .unreadable(reason: reason)
        }
        return OpenScan(file: file, size: Int(status.st_size))
    }

    deinit { close(file) }

    /// At most `count` bytes from a place; fewer if the file ends or cannot be read.
    func read(at place: Int, count: Int) -> [UInt8] {
        let wanted = max(0, min(count, size - place))
        guard place >= 0, wanted > 0 else { return [] }
        return [UInt8](unsafeUninitializedCapacity: wanted) { buffer, filled in
            while filled < wanted {
                let got = pread(
                    file, buffer.baseAddress.map { $0 + filled }, wanted - filled, place + filled)
                if got < 0, errno == EINTR { continue }
                if got <= 0 { return }
                filled += got
            }
        }
    }
}
