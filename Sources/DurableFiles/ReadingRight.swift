import Glibc

/// Whether this user may read what is there: a file that may not be read is no damaged file.
package enum ReadingRight {
    /// Whether something is there, or behind a folder that may not be entered, that this user may
    /// not read; for folders also whether they may not be entered.
    package static func isMissing(for path: String) -> Bool { isMissing(for: Array(path.utf8)) }

    /// As above, for a path of bytes.
    package static func isMissing(for path: [UInt8]) -> Bool {
        isDenied(path, R_OK) || (isFolder(path) && isDenied(path, X_OK))
    }

    private static func isDenied(_ path: [UInt8], _ right: CInt) -> Bool {
        let name = path.map { CChar(bitPattern: $0) } + [0]
        return faccessat(AT_FDCWD, name, right, AT_EACCESS) != 0 && [EACCES, EPERM].contains(errno)
    }

    /// Whether a path of bytes is a folder, links not followed.
    package static func isFolder(_ path: [UInt8]) -> Bool {
        var status = stat()
        let name = path.map { CChar(bitPattern: $0) } + [0]
        return lstat(name, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }
}
