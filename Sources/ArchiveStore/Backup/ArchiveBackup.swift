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
package struct ArchiveBackup {
    /// How files get into the backup.
    package enum Method: Sendable {
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
    private let identity: ArchiveID?
    private var store: ObjectStore { ObjectStore(archive: target) }
    private var mark: BackupMark { isRestore ? .restore : .backup }
    private var sides: BackupSides { isRestore ? .restore : .backup }

    /// Looks at the folder to write to and takes its lock.
    ///
    /// `isRestore` makes an archive to work with instead of a backup; `sample` limits the reading of
    /// files that the folder has already to a part of them. Throws
    /// `backup-target-unusable` when the folder holds anything but an earlier backup, or lies in the
    /// archive; `backup-of-another` when another archive's backup was broken off in it;
    /// `archive-in-use` when another backup writes to it.
    package static func begin(
        of archive: Archive, to target: String, method: Method = .copy, isRestore: Bool = false,
        sample: VerifySample? = nil
    ) throws(StoreError) -> ArchiveBackup {
        do throws(StoreError) {
            return try prepare(
                target, for: archive, method: method, isRestore: isRestore, sample: sample)
        } catch {
            let sides: BackupSides = isRestore ? .restore : .backup
            throw error.inTarget(target, called: sides.folder)
        }
    }

    private static func prepare(
        _ target: String, for archive: Archive, method: Method, isRestore: Bool,
        sample: VerifySample?
    ) throws(StoreError) -> ArchiveBackup {
        let mark: BackupMark = isRestore ? .restore : .backup
        try requireUsable(target, for: archive, mark: mark)
        let store = ObjectStore(archive: target)
        try StoreError.about(target) { () throws(Errno) in try Folder.make(target) }
        let lock = try Archive.locked(target)
        let identity = (try? archive.identity()) ?? nil
        // Before anything else: the folder is known again when the copying is broken off.
        try beginMarked(target, mark: mark, of: identity)
        try StoreError.about(target) { () throws(Errno) in
            for folder in [store.objects, store.staging, target + "/tables"] {
                try Folder.make(folder)
            }
        }
        try store.sweep()
        try store.declare()
        return ArchiveBackup(
            archive: archive, target: target, method: method, isRestore: isRestore, sample: sample,
            lock: lock, identity: identity)
    }

    /// Copies what is missing and checks what is there; `progress` gets the number of batches done,
    /// after each.
    ///
    /// Throws `backup-of-another` and `backup-ahead` before anything of the backup is changed.
    package func run(progress: (Int) -> Void = { _ in }) throws -> BackupSummary {
        do {
            return try copy(progress)
        } catch let error as StoreError {
            throw error.inTarget(target, called: sides.folder)
        }
    }

    private func copy(_ progress: (Int) -> Void) throws -> BackupSummary {
        var summary = BackupSummary()
        let snapshot = store.staging + "/catalogue.sqlite"
        var catalogue = try BackupCatalogue.copy(of: archive, to: snapshot)
        let former = try requireContinued(by: &catalogue)
        report(catalogue, former: former, into: &summary)
        try tellDamagedCatalogue(isReplaced: catalogue.problems.isEmpty, &summary)
        try checkRoot(&summary)
        let whole = Set(former.map(\.id))
        let options = ObjectBackup.Options(method: method, sample: sample, sides: sides)
        let copies = catalogue.objects.map { object in
            ObjectBackup(
                object.id, head: object.head, from: archive.store, to: store,
                wasWhole: whole.contains(object.id),
                options: options)
        }
        var copied: [ObjectBackup] = []
        for copy in copies {
            if try copy.copyVersions(&summary) { copied.append(copy) }
            summary.batches += 1
            progress(summary.batches)
        }
        for copy in copied { try copy.replaceInventory(&summary) }
        try copySettings(&summary)
        if catalogue.problems.isEmpty { try replaceCatalogue(by: catalogue, at: snapshot) }
        try store.sweep()
        if isRestore { try mark.remove(from: target) }
        return summary
    }

    private func requireContinued(
        by catalogue: inout BackupCatalogue
    ) throws -> [ObjectHead] {
        do {
            return try catalogue.requireContinues(target, in: store)
        } catch {
            _ = try? store.sweep()
            throw error
        }
    }

    /// Tells what is wrong with the archive's catalogue, and which objects it lost.
    private func report(
        _ catalogue: BackupCatalogue, former: [ObjectHead],
        into summary: inout BackupSummary
    ) {
        summary.problems += catalogue.problems.map { problem in
            ArchiveFinding(
                problem.code, severity: .error, subject: problem.subject,
                message: problem.message + "; the catalogue was not copied, and one that was here "
                    + "before is kept")
        }
        let known = Set(catalogue.objects.map(\.id))
        for object in former where !known.contains(object.id) {
            summary.problems.append(
                ArchiveFinding(
                    "object-missing", severity: .error, subject: object.id,
                    message: "the \(sides.source) has this object no more; the \(sides.target) "
                        + "keeps it"))
        }
    }

    /// Tells that the backup's catalogue is not the one that was written there.
    private func tellDamagedCatalogue(
        isReplaced: Bool, _ summary: inout BackupSummary
    ) throws(StoreError) {
        let path = target + "/catalogue.sqlite"
        let digest = CatalogueDigest(of: path)
        // There is none while it is being replaced, or when that was broken off.
        guard let recorded = try digest.recorded() else { return }
        if let found = try? OpenFile(path, flags: O_RDONLY | O_NOFOLLOW).digest(),
            recorded == digest.content(for: found)
        {
            return
        }
        let rest = isReplaced ? "is replaced; look at its disk" : "is kept as it is"
        let finding = ArchiveFinding(
            isReplaced ? "backup-mended" : "catalogue-digest",
            severity: isReplaced ? .warning : .error,
            subject: "catalogue.sqlite",
            message: "the \(sides.target)'s copy was damaged, or its digest, and \(rest)")
        if isReplaced { summary.mended.append(finding) } else { summary.problems.append(finding) }
    }

    /// Compares the files that say what `objects/` is with what we write, in archive and backup.
    private func checkRoot(_ summary: inout BackupSummary) throws(StoreError) {
        for (name, text) in ObjectStore.rootFiles {
            let bytes = Array(text.utf8)
            if (try? Folder.readFile("\(archive.store.objects)/\(name)")) != bytes {
                let file = "\(archive.store.objects)/\(name)"
                if ReadingRight.isMissing(for: file) { throw .notReadable(file) }
                summary.problems.append(ArchiveFinding(alteredFile: "objects/\(name)"))
            }
            let kept = "\(store.objects)/\(name)"
            guard (try? Folder.readFile(kept)) != bytes else { continue }
            try store.make(store.local(Folder.parent(of: kept)))
            try StoreError.about(kept) { () throws(Errno) in
                try Folder.writeFile(bytes, to: kept)
            }
            summary.mended.append(
                ArchiveFinding(
                    "backup-mended", severity: .warning, subject: "objects/\(name)",
                    message:
                        "the \(sides.target)'s copy was damaged and is written anew; look at its "
                        + "disk"))
        }
    }

    private func copySettings(_ summary: inout BackupSummary) throws(StoreError) {
        let tables = (Folder.names(in: archive.path + "/tables") ?? [])
            .map { "tables/" + String(decoding: $0, as: UTF8.self) }
            // What a writer left that was killed while it wrote; the file itself is whole.
            .filter { !$0.hasSuffix(".new") }
        for name in tables + ["archive.yaml"] {
            if ReadingRight.isMissing(for: "\(archive.path)/\(name)") {
                throw .notReadable("\(archive.path)/\(name)")
            }
            guard let bytes = try? Folder.readFile("\(archive.path)/\(name)"), !bytes.isEmpty,
                String(validating: bytes, as: UTF8.self) != nil
            else {
                summary.problems.append(
                    ArchiveFinding(
                        "file-altered", severity: .error, subject: name,
                        message: "it is no text or cannot be read; the \(sides.target) keeps what "
                            + "it has"))
                continue
            }
            let kept = "\(target)/\(name)"
            guard (try? Folder.readFile(kept)) != bytes else { continue }
            try StoreError.about(kept) { () throws(Errno) in try Folder.writeFile(bytes, to: kept) }
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
        // After a rebuild of an archive that had none, its identity may be another.
        if mark.archive(in: target) != identity { try mark.write(of: identity, to: target) }
    }

    private static func requireUsable(
        _ target: String, for archive: Archive, mark: BackupMark
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
        // What an earlier run left that was broken off before it had marked the folder.
        let first = ["lock", mark.name + ".new"].map { Array($0.utf8) }
        guard mark.isIn(target) || names.allSatisfy(first.contains) else {
            throw .backupTargetUnusable(target, problem: "it holds other files")
        }
    }

    /// Marks the folder, unless it is; throws `backup-of-another` when all that is known of a broken
    /// off backup is the archive it was of, and that is another.
    private static func beginMarked(
        _ target: String, mark: BackupMark, of identity: ArchiveID?
    ) throws(StoreError) {
        // With a catalogue the logs are compared, which tell more.
        if mark.isIn(target), Folder.isFile(target + "/catalogue.sqlite") { return }
        let known = mark.archive(in: target)
        if let known, let identity, known != identity { throw .backupOfAnother(target) }
        if !mark.isIn(target) || known == nil { try mark.write(of: identity, to: target) }
    }
}
