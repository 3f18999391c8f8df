import Glibc
package import SystemPackage

/// The few operations on folders and whole files of an archive, each durable when it returns.
package enum Folder {
    /// Makes a folder and the missing ones above it; each new name is on the disk afterwards.
    package static func make(_ path: String) throws(Errno) {
        if mkdir(path, FileAccess.folder) == 0 {
            FileAccess.takeGroup(ofFolder: path)
            try synchronize(parent(of: path))
            return
        }
        let error = Errno(rawValue: errno)
        switch error {
        case .fileExists where isFolder(path): return
        case .noSuchFileOrDirectory where parent(of: path) != path:
            try make(parent(of: path))
            try make(path)
        default: throw error
        }
    }

    /// Waits until the names in a folder are on the disk.
    package static func synchronize(_ path: String) throws(Errno) {
        try OpenFile(path, flags: O_RDONLY | O_DIRECTORY).synchronize()
    }

    /// Whether the path is a folder, links followed.
    package static func isFolder(_ path: String) -> Bool { kind(of: path) == S_IFDIR }

    /// Whether the path is a regular file, links followed.
    package static func isFile(_ path: String) -> Bool { kind(of: path) == S_IFREG }

    /// Size of a regular file in bytes; nil if there is none.
    package static func fileSize(_ path: String) -> Int64? {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        return Int64(status.st_size)
    }

    /// Size of a regular file in bytes; nil if there is none, or a link in its place.
    package static func plainFileSize(_ path: String) -> Int64? {
        var status = stat()
        guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        return Int64(status.st_size)
    }

    /// The names in a folder, without `.` and `..`, as bytes; nil if it cannot be read.
    package static func names(in path: String) -> [[UInt8]]? {
        guard let folder = opendir(path) else { return nil }
        defer { closedir(folder) }
        var result: [[UInt8]] = []
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                Array(bytes.prefix { $0 != 0 })
            }
            if name != Array(".".utf8) && name != Array("..".utf8) { result.append(name) }
        }
        return result
    }

    /// Moves a file within the file system, replacing any existing one; durable when it returns.
    package static func move(_ from: String, to target: String) throws(Errno) {
        _ = try OpenFile.retrying { rename(from, target) }
        try synchronize(parent(of: target))
    }

    /// Moves a folder within the file system to a free name; durable when it returns.
    ///
    /// Fails if a non-empty folder has the name.
    package static func moveNew(_ from: String, to target: String) throws(Errno) {
        _ = try OpenFile.retrying { rename(from, target) }
        try synchronize(parent(of: target))
        if parent(of: from) != parent(of: target) { try synchronize(parent(of: from)) }
    }

    /// Removes a file that we made, or a folder with everything in it; does nothing if it is not
    /// there.
    ///
    /// Links and mounts are neither followed nor removed: they are not ours, and then nothing is
    /// removed (see `Directory.removeTree`).
    package static func removeTree(_ path: String) throws(Errno) {
        guard let folder = try Directory.existing(parent(of: path)) else { return }
        try folder.removeTree(name(of: path))
    }

    /// Removes a file that we made; does nothing if it is not there.
    package static func removeFile(_ path: String) throws(Errno) {
        guard let folder = try Directory.existing(parent(of: path)) else { return }
        try folder.removeFile(name(of: path))
    }

    /// Removes a folder if it is empty; returns whether it did.
    @discardableResult
    package static func removeIfEmpty(_ path: String) throws(Errno) -> Bool {
        guard let folder = try Directory.existing(parent(of: path)) else { return false }
        return try folder.removeIfEmpty(name(of: path))
    }

    /// The last name of a path.
    private static func name(of path: String) -> [UInt8] {
        Array(path.utf8.reversed().prefix { $0 != UInt8(ascii: "/") }.reversed())
    }

    /// The name under which something to be replaced is kept: with the time appended, and a number
    /// if something was set aside in the same second.
    package static func nameSetAside(_ path: String) -> String {
        let time = StoredTime.now.filter { $0 != ":" && $0 != "-" }
        let plain = "\(path)\(setAside)\(time)"
        var name = plain
        var number = 1
        while kind(of: name) != nil {
            number += 1
            name = "\(plain)-\(number)"
        }
        return name
    }

    /// The part before the time in a name from `nameSetAside`.
    package static let setAside = ".replaced-"

    /// Waits until the names in a folder and in all folders in it are on the disk.
    package static func synchronizeTree(_ path: String) throws(Errno) {
        for name in names(in: path) ?? [] {
            let child = path + "/" + String(decoding: name, as: UTF8.self)
            if isFolder(child) { try synchronizeTree(child) }
        }
        try synchronize(path)
    }

    /// Writes a whole file beside its place, then moves it there at once.
    ///
    /// Leftovers of an earlier attempt are replaced; a link there is not ours, and makes it fail.
    package static func writeFile(
        _ bytes: [UInt8], to path: String, mode: CInterop.Mode = FileAccess.file
    ) throws(Errno) {
        let beside = path + ".new"
        try removeFile(beside)
        let file = try OpenFile(
            beside, flags: O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode: FileAccess.file)
        FileAccess.takeGroup(of: file.descriptor, at: beside)
        do throws(Errno) {
            try file.write(bytes)
            try file.limitMode(to: mode)
            try file.synchronize()
        } catch {
            try? removeFile(beside)
            throw error
        }
        try move(beside, to: path)
    }

    /// The bytes of a file of at most `limit` bytes.
    package static func readFile(_ path: String, limit: Int = 16 << 20) throws(Errno) -> [UInt8] {
        let file = try OpenFile(path, flags: O_RDONLY)
        let size = Int(try file.status().st_size)
        guard size <= limit else { throw Errno.fileTooLarge }
        var result: [UInt8] = []
        let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 16)
        defer { chunk.deallocate() }
        while result.count <= limit {
            let count = try file.read(into: chunk)
            if count == 0 { return result }
            result += chunk[..<count]
        }
        throw Errno.fileTooLarge
    }

    /// The folder that holds a path.
    package static func parent(of path: String) -> String {
        let whole = FilePath(path).lexicallyNormalized()
        let parent = whole.removingLastComponent()
        return parent.isEmpty ? "." : parent.string
    }

    private static func kind(of path: String) -> mode_t? {
        var status = stat()
        return stat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
    }
}
