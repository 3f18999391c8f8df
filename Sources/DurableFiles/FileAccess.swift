import Glibc
package import SystemPackage

/// The access rights of everything the program makes in an archive.
///
/// For the user and the group of the folder, and nobody else. The umask can only take rights away.
package enum FileAccess {
    /// Rights of a file that is written to, such as the catalogue.
    package static let file: CInterop.Mode = 0o640
    /// Rights of a file that never changes once it is made, such as a file of a version.
    package static let sealed: CInterop.Mode = 0o440
    /// Rights of a folder.
    package static let folder: CInterop.Mode = 0o750

    /// Gives an open file the group of its folder, as far as the system allows: root may give any
    /// group, others one that they belong to.
    package static func takeGroup(of descriptor: CInt, at path: String) {
        guard let group = group(of: Folder.parent(of: path)) else { return }
        _ = fchown(descriptor, uid_t.max, group)
    }

    /// Gives a folder that was just made the group of its parent folder.
    package static func takeGroup(ofFolder path: String) {
        guard let descriptor = try? OpenFile(path, flags: O_RDONLY | O_DIRECTORY | O_NOFOLLOW)
        else { return }
        takeGroup(of: descriptor.descriptor, at: path)
    }

    /// Makes an empty file for SQLite, which would otherwise give it ordinary rights; does nothing
    /// if it exists.
    package static func makeDatabase(_ path: String) throws(Errno) {
        do throws(Errno) {
            let made = try OpenFile(path, flags: O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW, mode: file)
            takeGroup(of: made.descriptor, at: path)
        } catch {
            guard error == .fileExists else { throw error }
        }
    }

    /// Gives the files that SQLite keeps beside a database the group of the folder; SQLite copies
    /// only their rights.
    ///
    /// By their names: closing any descriptor of such a file would drop the locks that SQLite holds
    /// on it in this process, and another process would clear the file underneath us.
    package static func adoptLog(of database: String) {
        guard let group = group(of: Folder.parent(of: database)) else { return }
        for suffix in ["-wal", "-shm"] { _ = lchown(database + suffix, uid_t.max, group) }
    }

    private static func group(of folder: String) -> gid_t? {
        var status = stat()
        return stat(folder, &status) == 0 ? status.st_gid : nil
    }
}
