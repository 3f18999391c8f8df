import ArchiveModel
import DurableFiles
import Glibc
import OCFL
import SystemPackage

/// Brings one object of a backup up to one of its versions in the archive.
///
/// Nothing gets into the backup without the digest it must have, and nothing sound in it is
/// replaced. What is damaged in the backup is mended from the archive.
struct ObjectBackup {
    let id: String
    let source: String
    let target: String
    let backup: ObjectStore
    let options: Options
    private let head: Int
    private let place: String
    /// Whether an earlier backup was completed with the object in it.
    private let wasWhole: Bool

    /// How the objects of a backup are brought up.
    struct Options {
        let method: ArchiveBackup.Method
        /// Limits the reading of what is there already to a part of the files.
        let sample: VerifySample?
        let sides: BackupSides
    }

    init(
        _ id: String, head: Int, from archive: ObjectStore, to backup: ObjectStore,
        wasWhole: Bool, options: Options
    ) {
        self.id = id
        self.head = head
        self.backup = backup
        self.options = options
        self.wasWhole = wasWhole
        source = archive.folder(of: id)
        target = backup.folder(of: id)
        place = backup.local(target)
    }

    var sides: BackupSides { options.sides }
    var staging: String { backup.staging }

    /// Copies the files of all versions that the backup does not have, and checks those it has.
    ///
    /// False when the object has to stay as it is; why, is among the problems then.
    func copyVersions(_ summary: inout BackupSummary) throws -> Bool {
        guard let inventory = soundInventory() else {
            summary.problems.append(
                problem(
                    "object-unusable", path: nil,
                    message:
                        "its newest inventory is missing or damaged in the \(sides.source); the "
                        + "\(sides.target) keeps what it has of the object"))
            return false
        }
        guard isContinuation(inventory) else {
            summary.problems.append(
                problem(
                    "object-differs", path: nil,
                    message: "the \(sides.target) has other versions of the object than the "
                        + "\(sides.source), and keeps them"))
            return false
        }
        guard try isReachedByFoldersAlone(inventory) else {
            summary.problems.append(
                problem(
                    "archive-part-foreign", path: nil,
                    message:
                        "a folder on the way to it in the \(sides.target) is a symbolic link or a "
                        + "mount, and nothing was written there; move it away and put a real "
                        + "folder there"))
            return false
        }
        checkNewestInventory(&summary)
        tellLaterVersions(&summary)
        let written = summary.copied + summary.mended.count
        for number in 1...head { try takeInventory(number, into: &summary) }
        for (hex, paths) in inventory.manifest.sorted(by: { $0.value[0] < $1.value[0] }) {
            guard let digest = ContentDigest(hex: hex) else { continue }
            for path in paths { try take(path, digest: digest, into: &summary) }
        }
        try take(Self.declaration, digest: Self.declarationDigest, into: &summary)
        guard summary.copied + summary.mended.count > written else { return true }
        try StoreError.about(target) { () throws(Errno) in try Folder.synchronizeTree(target) }
        return true
    }

    /// Makes the inventory of the newest version that of the object.
    ///
    /// Only once all of its versions are there; the object stays as it was otherwise.
    func replaceInventory(_ summary: inout BackupSummary) throws {
        let isComplete = (1...head).allSatisfy {
            SoundInventory.read(at: "\(target)/v\($0)") != nil
        }
        guard isComplete, let new = SoundInventory.read(at: "\(target)/v\(head)") else { return }
        if let old = SoundInventory.read(at: target), old.inventory.headNumber > head { return }
        if wasWhole, [.damaged, .missing].contains(NewestInventory.look(at: target, from: 1)) {
            summary.mended.append(mended("inventory.json"))
        }
        let contents = [
            ("inventory.json", new.bytes),
            ("inventory.json.sha512", ObjectInventory.sidecar(of: new.bytes)),
        ]
        for (name, bytes) in contents {
            let current = "\(target)/\(name)"
            guard (try? Folder.readFile(current, limit: 1 << 30)) != bytes else { continue }
            try StoreError.about(current) { () throws(Errno) in
                let part = staging + "/inventory.part"
                try Folder.writeFile(bytes, to: part, mode: FileAccess.sealed)
                try Folder.move(part, to: current)
            }
        }
        WriteStep.backupInventory.reached()
    }

    /// The newest inventory: the archive's, from either of its places, else the backup's own.
    private func soundInventory() -> ObjectInventory? {
        for folder in ["\(source)/v\(head)", source, "\(target)/v\(head)"] {
            if let found = SoundInventory.read(at: folder)?.inventory, found.headNumber == head,
                found.id == id
            {
                return found
            }
        }
        return nil
    }

    /// Whether an inventory holds all that the backup's does: versions never change.
    private func isContinuation(_ inventory: ObjectInventory) -> Bool {
        guard let old = SoundInventory.read(at: target)?.inventory else { return true }
        return old.headNumber <= head
            && old.manifest.allSatisfy { inventory.manifest[$0.key] == $0.value }
            && (1...old.headNumber).allSatisfy { inventory.version($0) == old.version($0) }
    }

    /// Whether all folders that may be written to are the backup's own: neither links nor mounts.
    private func isReachedByFoldersAlone(_ inventory: ObjectInventory) throws(StoreError) -> Bool {
        var folders = Set((1...head).map { "v\($0)" })
        for path in inventory.manifest.values.joined() {
            let parts = path.split(separator: "/").dropLast()
            folders.insert(parts.joined(separator: "/"))
        }
        for folder in folders {
            do throws(Errno) {
                _ = try backup.open("\(place)/\(folder)")
            } catch {
                switch error {
                case .noSuchFileOrDirectory: continue
                case .tooManySymbolicLinkLevels, .improperLink, .notDirectory: return false
                default: throw .archiveFile("\(target)/\(folder)", cause: error)
                }
            }
        }
        return true
    }

    /// Says so when the archive's copy of the newest inventory is damaged or gone.
    private func checkNewestInventory(_ summary: inout BackupSummary) {
        // A version may be on its way into the object: what is read in between is read again.
        let isDamaged = (1...2).allSatisfy { _ in
            [.damaged, .missing].contains(NewestInventory.look(at: source, from: head))
        }
        guard isDamaged else { return }
        summary.problems.append(
            problem(
                "E060", path: "inventory.json",
                message:
                    "the \(sides.source)'s is missing or damaged, it or its sidecar; the good copy of "
                    + "it in v\(head) was taken"))
    }

    /// Says so when the target has versions that are none of this state: a backup or restore of a
    /// newer one was broken off in it.
    private func tellLaterVersions(_ summary: inout BackupSummary) {
        guard let newest = FoundObjects.versions(in: target).first, newest > head else { return }
        summary.problems.append(
            problem(
                "object-differs", path: "v\(newest)",
                message: "the \(sides.target) has this version of a newer state, of which the "
                    + "\(sides.source) knows \(head): what was broken off here was newer; do that "
                    + "again, or use a new folder"))
    }

    private static let declaration = "0=ocfl_object_1.1"
    private static let declarationDigest = ContentDigest(of: Array("ocfl_object_1.1\n".utf8))

    func problem(_ code: String, path: String?, message: String) -> ArchiveFinding {
        ArchiveFinding(
            code, severity: .error, subject: path.map { "\(place)/\($0)" } ?? place,
            message: message)
    }

    func mended(_ path: String) -> ArchiveFinding {
        ArchiveFinding(
            "backup-mended", severity: .warning, subject: "\(place)/\(path)",
            message: "the \(sides.target)'s copy was damaged and is mended from the "
                + "\(sides.source); look at its disk")
    }
}

extension ObjectBackup {
    /// Takes over the inventory of a version with its sidecar, which vouches for it.
    private func takeInventory(_ number: Int, into summary: inout BackupSummary) throws {
        let ours = SoundInventory.read(at: "\(source)/v\(number)")
        let kept = SoundInventory.read(at: "\(target)/v\(number)")
        let path = "v\(number)/inventory.json"
        switch (ours, kept) {
        case (let ours?, let kept?) where ours.bytes == kept.bytes:
            summary.present += 2
        case (_?, _?):
            summary.problems.append(
                problem(
                    "object-differs", path: path,
                    message:
                        "\(sides.source) and \(sides.target) have different ones, and both are whole; "
                        + "the \(sides.target)'s was kept"))
        case (nil, _?):
            summary.problems.append(
                problem(
                    "E060", path: path,
                    message:
                        "the \(sides.source)'s is missing or damaged; the \(sides.target) holds a good "
                        + "copy, which was kept: put it back from there"))
        case (nil, nil):
            summary.problems.append(
                problem(
                    "E060", path: path,
                    message:
                        "the \(sides.source)'s is missing or damaged, and the \(sides.target) has no "
                        + "good one"))
        case (let ours?, nil):
            try write(ours.bytes, to: path, into: &summary)
            try write(
                ObjectInventory.sidecar(of: ours.bytes), to: path + ".sha512", into: &summary)
        }
    }

    private func write(
        _ bytes: [UInt8], to path: String, into summary: inout BackupSummary
    ) throws(StoreError) {
        let final = "\(target)/\(path)"
        let old = try? Folder.readFile(final, limit: 1 << 30)
        guard old != bytes else {
            summary.present += 1
            return
        }
        try backup.make(backup.local(Folder.parent(of: final)))
        try StoreError.about(final) { () throws(Errno) in
            let part = staging + "/inventory.part"
            try Folder.writeFile(bytes, to: part, mode: FileAccess.sealed)
            try Folder.move(part, to: final)
        }
        count(path, isMended: old != nil, bytes: Int64(bytes.count), into: &summary)
        WriteStep.backupFile.reached()
    }

    func count(
        _ path: String, isMended: Bool, bytes: Int64, into summary: inout BackupSummary
    ) {
        if isMended { summary.mended.append(mended(path)) } else { summary.copied += 1 }
        summary.copiedBytes += bytes
    }
}
