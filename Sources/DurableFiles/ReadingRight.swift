import Glibc

/// Whether this user may read a file: a file that may not be read is not a damaged file.
package enum ReadingRight {
    /// Whether there is something that this user may not read, perhaps inside a folder that may not
    /// be entered; a folder counts, too, if it may not be entered.
    package static func isMissing(for path: String) -> Bool { isMissing(for: Array(path.utf8)) }

    /// The same for a path of bytes.
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
