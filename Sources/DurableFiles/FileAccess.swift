import Glibc
package import SystemPackage

/// Who may use what the program makes in an archive.
///
/// The user and the group of the folder, and nobody else. The umask can only take rights away.
package enum FileAccess {
    /// Rights of a file that is written to, such as the catalogue.
    package static let file: CInterop.Mode = 0o640
    /// Rights of a file that is never changed once it is made, such as those of a version.
    package static let sealed: CInterop.Mode = 0o440
    /// Rights of a folder.
    package static let folder: CInterop.Mode = 0o750

    /// Gives an open file the group of the folder that it lies in, as far as the system lets us:
    /// root may give any group, others one that they belong to.
    package static func takeGroup(of descriptor: CInt, at path: String) {
        guard let group = group(of: Folder.parent(of: path)) else { return }
        _ = fchown(descriptor, uid_t.max, group)
    }

    /// Gives a folder that was just made the group of the one that it lies in.
    package static func takeGroup(ofFolder path: String) {
        guard let descriptor = try? OpenFile(path, flags: O_RDONLY | O_DIRECTORY | O_NOFOLLOW)
        else { return }
        takeGroup(of: descriptor.descriptor, at: path)
    }

    /// Makes an empty file for SQLite, which would give it the rights of any file; nothing happens
    /// when it is there.
    package static func makeDatabase(_ path: String) throws(Errno) {
        do throws(Errno) {
            let made = try OpenFile(path, flags: O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW, mode: file)
            takeGroup(of: made.descriptor, at: path)
        } catch {
            guard error == .fileExists else { throw error }
        }
    }

    /// Gives the files that SQLite keeps beside a database the group of the folder; it copies only
    /// their rights.
    ///
    /// By their names: closing any descriptor of such a file would take away the locks that SQLite
    /// holds on it in this process, and another one would clear the file below our feet.
    package static func adoptLog(of database: String) {
        guard let group = group(of: Folder.parent(of: database)) else { return }
        for suffix in ["-wal", "-shm"] { _ = lchown(database + suffix, uid_t.max, group) }
    }

    private static func group(of folder: String) -> gid_t? {
        var status = stat()
        return stat(folder, &status) == 0 ? status.st_gid : nil
    }
}
