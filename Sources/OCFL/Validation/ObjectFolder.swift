import DurableFiles
import Glibc
package import SystemPackage

/// A folder that is validated, read by paths relative to it; links below it are never followed.
package struct ObjectFolder: Sendable {
    /// The kind of a directory entry, links not followed.
    package enum Kind {
        case file, folder, link, other
    }

    /// One name in a folder.
    package struct Entry {
        /// The name as it is on the disk.
        package let name: ByteString
        /// Its kind.
        package let kind: Kind
    }

    /// Its place.
    package let root: [UInt8]

    /// The folder at a path.
    package init(root: [UInt8]) {
        self.root = root
    }

    /// The whole path of something below the folder.
    package func whole(_ path: ByteString) -> [UInt8] {
        path.isEmpty ? root : root + [UInt8(ascii: "/")] + path.bytes
    }

    /// The direct content of a folder, in the order of the names' bytes.
    package func entries(of path: ByteString) throws(Errno) -> [Entry] {
        let place = whole(path)
        guard let folder = place.withCString({ opendir($0) }) else {
            throw Errno(rawValue: errno)
        }
        defer { closedir(folder) }
        var result: [Entry] = []
        while true {
            errno = 0
            guard let entry = readdir(folder) else { break }
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                Array(bytes.prefix { $0 != 0 })
            }
            if name == Array(".".utf8) || name == Array("..".utf8) { continue }
            let kind = Self.kind(entry.pointee.d_type) ?? Self.kind(place + Array("/".utf8) + name)
            result.append(Entry(name: ByteString(name), kind: kind))
        }
        if errno != 0 { throw Errno(rawValue: errno) }
        return result.sorted { $0.name.bytes.lexicographicallyPrecedes($1.name.bytes) }
    }

    /// The bytes of a regular file that is not larger than the limit.
    package func read(_ path: ByteString, limit: Int) throws(Errno) -> [UInt8] {
        let file = try OpenFile(whole(path), flags: O_RDONLY | O_NOFOLLOW | O_NONBLOCK)
        let status = try file.status()
        guard status.st_mode & S_IFMT == S_IFREG else { throw .invalidArgument }
        guard Int(status.st_size) <= limit else { throw .fileTooLarge }
        let size = Int(status.st_size)
        // One byte more than expected reveals a growing file.
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: size + 1, alignment: 16)
        defer { buffer.deallocate() }
        var count = 0
        while count <= size {
            let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[count...])
            let more = try file.read(into: rest)
            if more == 0 { return Array(buffer[..<count]) }
            count += more
        }
        throw .resourceTemporarilyUnavailable
    }

    private static func kind(_ type: UInt8) -> Kind? {
        switch Int(type) {
        case Int(DT_REG): .file
        case Int(DT_DIR): .folder
        case Int(DT_LNK): .link
        case Int(DT_UNKNOWN): nil
        default: .other
        }
    }

    private static func kind(_ path: [UInt8]) -> Kind {
        var status = stat()
        guard path.withCString({ lstat($0, &status) }) == 0 else { return .other }
        return switch status.st_mode & S_IFMT {
        case S_IFREG: .file
        case S_IFDIR: .folder
        case S_IFLNK: .link
        default: .other
        }
    }
}

extension [UInt8] {
    /// Calls with the bytes as a C string.
    fileprivate func withCString<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
        (map { CChar(bitPattern: $0) } + [0]).withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { preconditionFailure("the array has a zero") }
            return body(base)
        }
    }
}
