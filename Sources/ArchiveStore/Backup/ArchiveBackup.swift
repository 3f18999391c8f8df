import ArchiveModel
import Foundation
import Glibc
import SystemPackage

/// Makes a folder that holds the archive as it was in one moment, and can be used in its place.
///
/// The catalogue is copied first, beside whoever writes to it; then each object up to the version
/// that this copy knows. Versions never change, so that the two fit whatever is written meanwhile.
///
/// What the folder has is read, and so is what it was copied from: damage in the archive never gets
/// into the backup and is told, damage in the backup is mended. The backup's catalogue is replaced
/// only by one that is whole and continues it.
public struct ArchiveBackup {
    /// How files get into the backup.
    public enum Method: Sendable {
        /// As copies, hashed on the way.
        case copy
        /// As second names of the same bytes, where the file system can; a damaged disk or file
        /// then damages both.
        case hardLink
    }

    private let archive: Archive
    private let target: String
    private let method: Method
    private let isRestore: Bool
    private let sample: VerifySample?
    private let lock: WriterLock
    private var store: ObjectStore { ObjectStore(archive: target) }

    /// Looks at the folder to write to and takes its lock.
    ///
    /// `isRestore` makes an archive to work with instead of a backup; `sample` limits the reading of
    /// files that the folder has already to a part of them. Throws
    /// `backup-target-unusable` when the folder holds anything but an earlier backup, or lies in the
    /// archive; `archive-in-use` when another backup writes to it.
    public init(
        of archive: Archive, to target: String, method: Method = .copy, isRestore: Bool = false,
        sample: VerifySample? = nil
    ) throws(StoreError) {
        self.archive = archive
        self.target = target
        self.method = method
        self.isRestore = isRestore
        self.sample = sample
        try Self.requireUsable(target, for: archive, isRestore: isRestore)
        let store = ObjectStore(archive: target)
        try StoreError.about(target) { () throws(Errno) in try Folder.make(target) }
        lock = try Archive.locked(target)
        // Before anything else: the folder is known again when the copying is broken off.
        try Self.mark(target, isRestore ? Self.restoreName : Self.markName)
        try StoreError.about(target) { () throws(Errno) in
            for folder in [store.objects, store.staging, target + "/tables"] {
                try Folder.make(folder)
            }
        }
        try store.sweep()
        try store.declare()
    }

    /// Copies what is missing and checks what is there; `progress` gets the number of batches done,
    /// after each.
    ///
    /// Throws `backup-of-another` and `backup-ahead` before anything of the backup is changed.
    public func run(progress: (Int) -> Void = { _ in }) throws -> BackupSummary {
        var summary = BackupSummary()
        let snapshot = store.staging + "/catalogue.sqlite"
        var catalogue = try BackupCatalogue(of: archive, at: snapshot)
        let former = try requireContinued(by: &catalogue)
        report(catalogue, former, &summary)
        try checkRoot(&summary)
        let copies = catalogue.objects.map { id, head in
            ObjectBackup(id, head: head, from: archive.store, to: store, method, sample: sample)
        }
        for copy in copies {
            try copy.copyVersions(&summary)
            summary.batches += 1
            progress(summary.batches)
        }
        for copy in copies { try copy.replaceInventory(&summary) }
        try copySettings(&summary)
        if catalogue.problems.isEmpty { try replaceCatalogue(by: catalogue, at: snapshot) }
        try store.sweep()
        if isRestore {
            try StoreError.about(target) { () throws(Errno) in
                try Folder.removeTree("\(target)/\(Self.restoreName)")
            }
        }
        return summary
    }

    private func requireContinued(
        by catalogue: inout BackupCatalogue
    ) throws -> [(id: String, head: Int)] {
        do {
            return try catalogue.requireContinues(target, in: store)
        } catch {
            _ = try? store.sweep()
            throw error
        }
    }

    /// Tells what is wrong with the archive's catalogue, and which objects it lost.
    private func report(
        _ catalogue: BackupCatalogue, _ former: [(id: String, head: Int)],
        _ summary: inout BackupSummary
    ) {
        summary.problems += catalogue.problems.map { problem in
            ArchiveFinding(
                problem.code, .error, subject: problem.subject,
                message: problem.message + "; the catalogue was not copied, and one that was here "
                    + "before is kept")
        }
        let known = Set(catalogue.objects.map(\.id))
        for object in former where !known.contains(object.id) {
            summary.problems.append(
                ArchiveFinding(
                    "object-missing", .error, subject: object.id,
                    message: "the archive has this object no more; the backup keeps it"))
        }
    }

    /// Compares the files that say what `objects/` is with what we write, in archive and backup.
    private func checkRoot(_ summary: inout BackupSummary) throws(StoreError) {
        for (name, text) in ObjectStore.rootFiles {
            let bytes = Array(text.utf8)
            if (try? Folder.readFile("\(archive.store.objects)/\(name)")) != bytes {
                summary.problems.append(ArchiveFinding(alteredFile: "objects/\(name)"))
            }
            let kept = "\(store.objects)/\(name)"
            guard (try? Folder.readFile(kept)) != bytes else { continue }
            try StoreError.about(kept) { () throws(Errno) in
                try Folder.writeFile(bytes, to: kept)
            }
            summary.mended.append(
                ArchiveFinding(
                    "backup-mended", .warning, subject: "objects/\(name)",
                    message: "the backup's copy was damaged and is written anew; look at its disk"))
        }
    }

    private func copySettings(_ summary: inout BackupSummary) throws(StoreError) {
        let tables = (Folder.names(in: archive.path + "/tables") ?? [])
            .map { "tables/" + String(decoding: $0, as: UTF8.self) }
        for name in tables + ["archive.yaml"] {
            guard let bytes = try? Folder.readFile("\(archive.path)/\(name)"), !bytes.isEmpty,
                String(validating: bytes, as: UTF8.self) != nil
            else {
                summary.problems.append(
                    ArchiveFinding(
                        "file-altered", .error, subject: name,
                        message: "it is no text or cannot be read; the backup keeps what it has"))
                continue
            }
            try StoreError.about("\(target)/\(name)") { () throws(Errno) in
                try Folder.writeFile(bytes, to: "\(target)/\(name)")
            }
        }
    }

    private func replaceCatalogue(
        by new: BackupCatalogue, at snapshot: String
    ) throws(StoreError) {
        let final = target + "/catalogue.sqlite"
        let digest = CatalogueDigest(of: final)
        try digest.beginChange()
        if new.beginsAnew { _ = try CatalogueRebuild.keepOld(final, in: target) }
        try EventAnchor(of: final).replace(by: new.end) { () throws(StoreError) in
            try StoreError.about(final) { () throws(Errno) in
                // A reader of the backup may have left these; they belong to the former catalogue.
                for suffix in ["-wal", "-shm"] { try Folder.removeTree(final + suffix) }
                try OpenFile(snapshot, flags: O_RDONLY).synchronize()
                try Folder.move(snapshot, to: final)
            }
        }
        WriteStep.backupCatalogue.reached()
        try digest.endChanges()
    }

    private static func requireUsable(
        _ target: String, for archive: Archive, isRestore: Bool
    ) throws(StoreError) {
        let inside = { (path: String) in
            path == archive.path || (path + "/").hasPrefix(archive.path + "/")
        }
        let real = URL(fileURLWithPath: target).standardizedFileURL.resolvingSymlinksInPath().path
        let own = URL(fileURLWithPath: archive.path).standardizedFileURL
            .resolvingSymlinksInPath().path
        guard !inside(target), real != own, !real.hasPrefix(own + "/"), !own.hasPrefix(real + "/")
        else {
            throw .backupTargetUnusable(target, problem: "it is part of the archive or holds it")
        }
        let names = Folder.names(in: target) ?? []
        let mark = isRestore ? restoreName : markName
        // What an earlier run left that was broken off before it had marked the folder.
        let first = ["lock", mark + ".new"].map { Array($0.utf8) }
        guard Folder.isFile("\(target)/\(mark)") || names.allSatisfy(first.contains) else {
            throw .backupTargetUnusable(target, problem: "it holds other files")
        }
    }

    /// The file that says that a folder is a backup and no archive to write to.
    static let markName = "backup.json"
    /// The file that says that a folder is to become an archive, and is not whole yet.
    static let restoreName = "restore.json"

    private static func mark(_ target: String, _ name: String) throws(StoreError) {
        let path = "\(target)/\(name)"
        let text = "{\"format\":\"archivectl backup 1\"}\n"
        try StoreError.about(path) { () throws(Errno) in
            try Folder.writeFile(Array(text.utf8), to: path)
        }
    }
}
