import ArchiveModel
import Glibc
import SystemPackage

/// Copies one object of an archive, up to one of its versions.
struct ObjectBackup {
    private let id: String
    private let head: Int
    private let source: String
    private let target: String
    private let staging: String
    private let method: ArchiveBackup.Method

    init(
        _ id: String, head: Int, from archive: ObjectStore, to backup: ObjectStore,
        _ method: ArchiveBackup.Method
    ) {
        self.id = id
        self.head = head
        source = archive.folder(of: id)
        target = backup.folder(of: id)
        staging = backup.staging
        self.method = method
    }

    /// Copies the files of all versions that the backup does not have.
    func copyVersions(_ summary: inout BackupSummary) throws {
        let store = ObjectStore(archive: "")
        let inventory: ObjectInventory
        do throws(StoreError) {
            inventory = try store.inventory(at: "\(source)/v\(head)/inventory.json")
        } catch {
            return summary.problems.append(
                ArchiveFinding(error.codeName, .error, subject: id, message: error.message))
        }
        for number in 1...head {
            for name in ["inventory.json", "inventory.json.sha512"] {
                try take("v\(number)/\(name)", digest: nil, &summary)
            }
        }
        for (hex, paths) in inventory.manifest.sorted(by: { $0.value[0] < $1.value[0] }) {
            for path in paths { try take(path, digest: ContentDigest(hex: hex), &summary) }
        }
        try take("0=ocfl_object_1.1", digest: nil, &summary)
        try StoreError.about(target) { () throws(Errno) in try Folder.synchronizeTree(target) }
    }

    /// Makes the inventory of the newest version that of the object.
    func replaceInventory() throws(StoreError) {
        for name in ["inventory.json", "inventory.json.sha512"] {
            let new = "\(target)/v\(head)/\(name)"
            let current = "\(target)/\(name)"
            do {
                guard Folder.isFile(new) else { continue }
                let bytes = try Folder.readFile(new, limit: 1 << 30)
                guard (try? Folder.readFile(current, limit: 1 << 30)) != bytes else { continue }
                let part = staging + "/inventory.part"
                try Folder.writeFile(bytes, to: part, mode: FileAccess.sealed)
                try Folder.move(part, to: current)
            } catch {
                throw .archiveFile(current, error)
            }
        }
        WriteStep.backupInventory.reached()
    }

    /// Copies or links one file unless the backup has one of its size.
    ///
    /// A file without the digest it must have is a problem, and stays out.
    private func take(
        _ path: String, digest: ContentDigest?, _ summary: inout BackupSummary
    ) throws {
        let from = "\(source)/\(path)"
        let to = "\(target)/\(path)"
        guard let size = Folder.fileSize(from) else {
            return summary.problems.append(problem("scan-missing", path, "the file is not there"))
        }
        if Folder.fileSize(to) == size {
            summary.present += 1
            return
        }
        try StoreError.about(to) { () throws(Errno) in try Folder.make(Folder.parent(of: to)) }
        if method == .hardLink, link(from, to) == 0 {
            summary.copied += 1
        } else if try copy(from, to: to, digest: digest) {
            summary.copied += 1
            summary.copiedBytes += size
        } else {
            summary.problems.append(
                problem("E092", path, "the file does not have its digest and was not copied"))
        }
        WriteStep.backupFile.reached()
    }

    /// Copies beside the place and renames; false when the bytes do not have the digest.
    private func copy(
        _ from: String, to: String, digest: ContentDigest?
    ) throws(StoreError) -> Bool {
        let part = staging + "/file.part"
        let found = try write(from, to: part)
        guard digest == nil || found == digest else {
            try? Folder.removeFile(part)
            return false
        }
        do {
            _ = try OpenFile.retrying { rename(part, to) }
        } catch {
            throw .archiveFile(to, error)
        }
        return true
    }

    private func write(_ from: String, to part: String) throws(StoreError) -> ContentDigest {
        try StoreError.about(part) { () throws(Errno) in try Folder.removeFile(part) }
        let source = try ScanSource(path: Array(from.utf8))
        let copy = try StagedFile(part)
        let digest = try source.read { (bytes) throws(StoreError) in try copy.write(bytes) }
        try copy.finish()
        return digest
    }

    private func problem(_ code: String, _ path: String, _ message: String) -> ArchiveFinding {
        ArchiveFinding(code, .error, subject: "\(id): \(path)", message: message)
    }
}
