import Catalogue
import DurableFiles
import Glibc
import SystemPackage

/// The files and folders that an archive's folder holds by name, and what they must be before
/// anything is written to them.
///
/// The archive's folder itself may be reached by a link. What is in it may not: a writer would
/// change, or sweep, what lies somewhere else.
enum ArchiveParts {
    private static let folders = ["objects", "staging", "tables", Journal.name]
    private static let files =
        [
            "archive.yaml", "backup.json", "restore.json", "catalogue.sqlite.digests",
            "catalogue.sqlite.sha512",
            EventAnchor.name,
        ]
        .flatMap { [$0, $0 + ".new"] }
        + ["lock"] + ["", "-wal", "-shm", "-journal"].map { "catalogue.sqlite" + $0 }

    /// Throws `archive-part-foreign` when a part is a link, a mount, or of the wrong kind.
    static func requireOwn(in path: String) throws(StoreError) {
        let archive: Directory
        do { archive = try Directory(path) } catch { throw .archiveFile(path, cause: error) }
        for name in folders {
            try require(name, kind: S_IFDIR, in: archive, path: path)
            do {
                guard try archive.kind(of: Array(name.utf8)) != nil else { continue }
                _ = try archive.folder(Array(name.utf8))
            } catch {
                throw .archiveFile("\(path)/\(name)", cause: error)
            }
        }
        for name in files { try require(name, kind: S_IFREG, in: archive, path: path) }
    }

    private static func require(
        _ name: String, kind: mode_t, in archive: borrowing Directory, path: String
    ) throws(StoreError) {
        let found: mode_t?
        do {
            found = try archive.kind(of: Array(name.utf8))
        } catch {
            throw .archiveFile("\(path)/\(name)", cause: error)
        }
        switch found {
        case nil, kind: return
        case S_IFLNK: throw .partForeign("\(path)/\(name)", what: "is a symbolic link")
        default:
            throw .partForeign(
                "\(path)/\(name)", what: kind == S_IFDIR ? "is no folder" : "is no ordinary file")
        }
    }
}
