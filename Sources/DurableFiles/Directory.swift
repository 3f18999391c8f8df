package import Glibc
package import SystemPackage

/// The identity of a file or folder, whatever path led to it: the device, and the number on the
/// device.
package struct FileIdentity: Hashable, Sendable {
    /// Number of the device.
    package let device: UInt64
    /// Number on the device.
    package let inode: UInt64

    /// The system's data about an open file or folder.
    package init(_ status: stat) {
        device = UInt64(status.st_dev)
        inode = UInt64(status.st_ino)
    }
}

/// An open folder.
///
/// Actions through its descriptor cannot end up elsewhere, whatever replaces a path in the
/// meantime.
package struct Directory: ~Copyable, Sendable {
    /// The descriptor, open as long as the value lives.
    package let descriptor: Int32
    /// Device and number of the folder.
    package let identity: FileIdentity
    /// Number of the mount through which it was reached.
    package let mount: UInt64

    /// Opens a folder, links followed: for a folder named by a user.
    package init(_ path: String) throws(Errno) {
        try self.init(bytes: Array(path.utf8))
    }

    /// Opens a folder, links followed; nil if there is nothing at the path.
    package static func existing(_ path: String) throws(Errno) -> Directory? {
        do throws(Errno) {
            return try Directory(path)
        } catch {
            if error == .noSuchFileOrDirectory { return nil }
            throw error
        }
    }

    /// Opens a folder at a path of bytes, links followed; the right to list it is not needed.
    package init(bytes path: [UInt8], at parent: Int32 = AT_FDCWD, flags: Int32 = 0) throws(Errno) {
        guard !path.contains(0) else { throw .noSuchFileOrDirectory }
        let name = path.map { CChar(bitPattern: $0) } + [0]
        let opened = try OpenFile.retrying {
            openat(parent, name, Self.pathOnly | O_DIRECTORY | O_CLOEXEC | flags)
        }
        var status = stat()
        guard fstat(opened, &status) == 0 else {
            let error = Errno(rawValue: errno)
            close(opened)
            throw error
        }
        descriptor = opened
        identity = FileIdentity(status)
        mount = Self.mount(of: opened)
    }

    deinit {
        close(descriptor)
    }

    /// `O_PATH` of Linux, which Swift does not see: opens without the right to read.
    private static let pathOnly: Int32 = 0o10000000

    /// Opens a folder in it; never passes through a link or a mount.
    ///
    /// Throws `tooManySymbolicLinkLevels` for a link, `improperLink` for a mount.
    package func folder(_ name: [UInt8]) throws(Errno) -> Directory {
        if try kind(of: name) == S_IFLNK { throw .tooManySymbolicLinkLevels }
        let folder = try Directory(bytes: name, at: descriptor, flags: O_NOFOLLOW)
        guard folder.isOnMount(of: self) else { throw .improperLink }
        return folder
    }

    /// Opens the folder above it; at the root, the folder itself.
    package func above() throws(Errno) -> Directory {
        try Directory(bytes: Array("..".utf8), at: descriptor)
    }

    /// Whether this user may access its content.
    package var mayBeEntered: Bool {
        faccessat(descriptor, ".", X_OK, AT_EACCESS) == 0 || errno != EACCES
    }

    /// Whether no mount lies between it and another folder.
    func isOnMount(of other: borrowing Directory) -> Bool {
        identity.device == other.identity.device && mount == other.mount
    }

    /// Whether it is the same folder, reached through the same mount.
    package func isSame(as other: borrowing Directory) -> Bool {
        identity == other.identity && mount == other.mount
    }

    /// The entry under a name, links not followed; nil if there is none.
    package func status(of name: [UInt8]) throws(Errno) -> stat? {
        var status = stat()
        let text = name.map { CChar(bitPattern: $0) } + [0]
        if fstatat(descriptor, text, &status, AT_SYMLINK_NOFOLLOW) == 0 { return status }
        guard errno != ENOENT else { return nil }
        throw Errno(rawValue: errno)
    }

    /// The kind of file under a name, such as `S_IFREG`, links not followed; nil for none.
    package func kind(of name: [UInt8]) throws(Errno) -> mode_t? {
        try status(of: name).map { $0.st_mode & S_IFMT }
    }

    /// The names in the folder, without `.` and `..`.
    package func names() throws(Errno) -> [[UInt8]] {
        let listed = try OpenFile.retrying {
            openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        }
        guard let stream = fdopendir(listed) else {
            let error = Errno(rawValue: errno)
            close(listed)
            throw error
        }
        defer { closedir(stream) }
        var result: [[UInt8]] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                Array(bytes.prefix { $0 != 0 })
            }
            if name != Array(".".utf8) && name != Array("..".utf8) { result.append(name) }
        }
        return result
    }

    /// Where the kernel says that the folder is now.
    package var path: String? {
        var bytes = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
        let count = readlink("/proc/self/fd/\(descriptor)", &bytes, bytes.count - 1)
        guard count > 0 else { return nil }
        return String(decoding: bytes.prefix(count).map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    /// The number of the mount through which a descriptor was opened; 0 if `/proc` does not say.
    private static func mount(of descriptor: Int32) -> UInt64 {
        guard let bytes = try? Folder.readFile("/proc/self/fdinfo/\(descriptor)") else { return 0 }
        let label = "mnt_id:"
        let line = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
            .first { $0.hasPrefix(label) }
        return line.flatMap { UInt64($0.dropFirst(label.count).filter(\.isNumber)) } ?? 0
    }
}
