import Glibc

/// Whether this user may read what is there: a file that may not be read is no damaged file.
enum ReadingRight {
    /// Whether something is there, or behind a folder that may not be entered, that this user may
    /// not read; for folders also whether they may not be entered.
    static func isMissing(for path: String) -> Bool { isMissing(for: Array(path.utf8)) }

    /// As above, for a path of bytes.
    static func isMissing(for path: [UInt8]) -> Bool {
        isDenied(path, R_OK) || (isFolder(path) && isDenied(path, X_OK))
    }

    /// All in a tree that this user may not read, links not followed, and nothing below a folder that
    /// is among it.
    static func missing(below path: [UInt8]) -> [[UInt8]] {
        if isMissing(for: path) { return [path] }
        guard isFolder(path) else { return [] }
        let folder = ObjectFolder(root: path)
        return ((try? folder.entries(of: "")) ?? []).filter { $0.kind != .link }
            .flatMap { missing(below: folder.whole($0.name)) }
    }

    private static func isDenied(_ path: [UInt8], _ right: CInt) -> Bool {
        let name = path.map { CChar(bitPattern: $0) } + [0]
        return faccessat(AT_FDCWD, name, right, AT_EACCESS) != 0 && [EACCES, EPERM].contains(errno)
    }

    private static func isFolder(_ path: [UInt8]) -> Bool {
        var status = stat()
        let name = path.map { CChar(bitPattern: $0) } + [0]
        return lstat(name, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }
}
