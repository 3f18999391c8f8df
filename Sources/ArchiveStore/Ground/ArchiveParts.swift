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
        if let fault = faults(in: path).first { throw fault }
    }

    /// What keeps writers from the archive: the fault of each part that has one.
    static func faults(in path: String) -> [StoreError] {
        let archive: Directory
        do { archive = try Directory(path) } catch { return [.archiveFile(path, cause: error)] }
        var faults: [StoreError] = []
        for (name, kind) in folders.map({ ($0, S_IFDIR) }) + files.map({ ($0, S_IFREG) }) {
            do throws(StoreError) {
                try require(name, kind: kind, in: archive, path: path)
                if kind == S_IFDIR { try requireNoMount(name, in: archive, path: path) }
            } catch {
                faults.append(error)
            }
        }
        return faults
    }

    private static func requireNoMount(
        _ name: String, in archive: borrowing Directory, path: String
    ) throws(StoreError) {
        do throws(Errno) {
            guard try archive.kind(of: Array(name.utf8)) != nil else { return }
            _ = try archive.folder(Array(name.utf8))
        } catch {
            throw .archiveFile("\(path)/\(name)", cause: error)
        }
    }

    private static func require(
        _ name: String, kind: mode_t, in archive: borrowing Directory, path: String
    ) throws(StoreError) {
        let status: stat?
        do {
            status = try archive.status(of: Array(name.utf8))
        } catch {
            throw .archiveFile("\(path)/\(name)", cause: error)
        }
        switch status.map({ $0.st_mode & S_IFMT }) {
        case kind where name == "lock" && status?.st_nlink != 1:
            throw .partForeign("\(path)/\(name)", what: "has a second name")
        case nil, kind: return
        case S_IFLNK: throw .partForeign("\(path)/\(name)", what: "is a symbolic link")
        default:
            throw .partForeign(
                "\(path)/\(name)", what: kind == S_IFDIR ? "is no folder" : "is no ordinary file")
        }
    }
}
