import ArchiveModel
import Catalogue
package import DurableFiles
import Foundation
import Glibc
import OCFL
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

    private let source: BackupSource
    private let target: String
    private let method: Method
    private let isRestore: Bool
    private let sample: VerifySample?
    private let lock: WriterLock
    private var identity: ArchiveID? { source.identity }
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
        try begin(
            from: BackupSource(archive), to: target, method: method, isRestore: isRestore,
            sample: sample)
    }

    /// As `begin(of:)`, from a folder that may have lost its catalogue.
    package static func begin(
        from source: BackupSource, to target: String, method: Method = .copy,
        isRestore: Bool = false, sample: VerifySample? = nil
    ) throws(StoreError) -> ArchiveBackup {
        do throws(StoreError) {
            return try prepare(
                target, for: source, method: method, isRestore: isRestore, sample: sample)
        } catch {
            let sides: BackupSides = isRestore ? .restore : .backup
            throw error.inTarget(target, called: sides.folder)
        }
    }

    private static func prepare(
        _ target: String, for source: BackupSource, method: Method, isRestore: Bool,
        sample: VerifySample?
    ) throws(StoreError) -> ArchiveBackup {
        let mark: BackupMark = isRestore ? .restore : .backup
        try requireUsable(target, for: source, mark: mark)
        let store = ObjectStore(archive: target)
        try StoreError.about(target) { () throws(Errno) in try Folder.make(target) }
        let lock = try Archive.locked(target)
        // Before anything else: the folder is known again when the copying is broken off.
        try beginMarked(target, mark: mark, of: source.identity)
        try StoreError.about(target) { () throws(Errno) in
            for folder in [store.objects, store.staging, target + "/tables"] {
                try Folder.make(folder)
            }
        }
        try store.sweep()
        try store.declare()
        return ArchiveBackup(
            source: source, target: target, method: method, isRestore: isRestore, sample: sample,
            lock: lock)
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
        var catalogue = try readCatalogue(at: snapshot)
        catalogue.takeUnknownKinds(from: source.store)
        let former = try requireContinued(by: &catalogue)
        report(catalogue, former: former, into: &summary)
        try tellDamagedCatalogue(isReplaced: catalogue.problems.isEmpty, &summary)
        try checkRoot(&summary)
        let whole = Set(former.map(\.id))
        let options = ObjectBackup.Options(method: method, sample: sample, sides: sides)
        var copied: [ObjectBackup] = []
        for object in catalogue.objects {
            let copy = ObjectBackup(
                object.id, head: object.head, from: source.store, to: store,
                wasWhole: whole.contains(object.id),
                options: options)
            if try copy.copyVersions(&summary) { copied.append(copy) }
            guard object.isBatch else { continue }
            summary.batches += 1
            progress(summary.batches)
        }
        for copy in copied { try copy.replaceInventory(&summary) }
        tellUnknownObjects(
            than: catalogue.objects.map(\.id) + former.map(\.id) + catalogue.replaced, &summary)
        try copySettings(&summary)
        let journal = identity.map {
            JournalBackup(
                source: source, target: target, identity: $0, isRestore: isRestore,
                objects: catalogue.objects.map(\.id))
        }
        try journal?.copy(&summary)
        try journal?.copySetAside()
        if catalogue.problems.isEmpty {
            try replaceCatalogue(by: catalogue, at: snapshot, &summary)
            try journal?.removeSealed()
            try removeReplaced(catalogue.replaced, &summary)
        } else if isRestore {
            tellRebuild(&summary)
        }
        try store.sweep()
        if isRestore { try mark.remove(from: target) }
        return summary
    }

    /// Copies the catalogue to a path; a restore goes by the objects when it is damaged or lost.
    private func readCatalogue(at snapshot: String) throws -> BackupCatalogue {
        guard isRestore else { return try BackupCatalogue.copy(of: source, to: snapshot) }
        var catalogue: BackupCatalogue
        do {
            catalogue = try BackupCatalogue.copy(of: source, to: snapshot)
        } catch let error as StoreError where error.exitStatus == .damaged {
            catalogue = BackupCatalogue(lostIn: source, at: snapshot)
        }
        if !catalogue.problems.isEmpty { catalogue.takeObjects(from: source.store) }
        return catalogue
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
                message: isRestore
                    ? "the backup's was altered or is lost, and was not copied; all objects are"
                    : problem.message + "; the catalogue was not copied, and one that was here "
                        + "before is kept")
        }
        let known = Set(catalogue.objects.map(\.id))
        for object in former
        where !known.contains(object.id) && !catalogue.replaced.contains(object.id) {
            summary.problems.append(
                ArchiveFinding(
                    "object-missing", severity: .error, subject: object.id,
                    message: "the \(sides.source) has this object no more; the \(sides.target) "
                        + "keeps it"))
        }
    }

    /// Removes objects that the archive replaced by others: what was disposed of there is to be nowhere.
    private func removeReplaced(
        _ objects: [String], _ summary: inout BackupSummary
    ) throws(StoreError) {
        for object in objects where Folder.isFolder(store.folder(of: object)) {
            try store.remove(object)
            summary.notices.append(
                ArchiveFinding(
                    "object-replaced", severity: .note,
                    subject: store.local(store.folder(of: object)),
                    message:
                        "the \(sides.source) replaced this object when documents were disposed of; the "
                        + "\(sides.target)'s copy of it was removed"))
        }
        tellKeptCopies(objects, &summary)
    }

    /// Names copies of former states in the folder, where documents may be that were disposed of.
    private func tellKeptCopies(_ replaced: [String], _ summary: inout BackupSummary) {
        guard !replaced.isEmpty else { return }
        for name in Folder.names(in: target) ?? [] {
            let text = String(decoding: name, as: UTF8.self)
            guard text.contains(Folder.setAside) else { continue }
            summary.notices.append(
                ArchiveFinding(
                    "disposed-kept", severity: .warning, subject: text,
                    message:
                        "documents were disposed of, and this former state in the \(sides.target) may hold "
                        + "them; remove it when you need it no more"))
        }
    }

    /// Tells how a restored archive gets the catalogue that the backup has lost.
    private func tellRebuild(_ summary: inout BackupSummary) {
        summary.problems.append(
            ArchiveFinding(
                "catalogue-damaged", severity: .error, subject: "catalogue.sqlite",
                message: "the archive has no catalogue yet; make it from the objects with "
                    + "'archivectl rebuild --archive \(TerminalText.sanitized(target))', "
                    + "which carries out the journal of decisions, too"))
    }

    /// Tells of objects in the folder that are none of the archive as it is now: a backup or restore
    /// of a newer state was broken off in it.
    private func tellUnknownObjects(than known: [String], _ summary: inout BackupSummary) {
        let places = Set(known.map { store.local(store.folder(of: $0)) })
        OCFLStorageRootCheck(rootAt: Array(store.objects.utf8)).run { label in
            let place = "objects/" + String(decoding: label.bytes, as: UTF8.self)
            // Of an object that is not whole only a version may be found.
            guard !places.contains(place), !places.contains(Folder.parent(of: place)) else {
                return
            }
            summary.problems.append(
                ArchiveFinding(
                    "object-unlisted", severity: .error, subject: place,
                    message: "the \(sides.target) has this object, and the \(sides.source)'s "
                        + "catalogue does not know it: what was broken off here was newer; do that "
                        + "again, or use a new folder"))
        }
    }

    /// Tells that the backup's catalogue is not the one that was written there.
    private func tellDamagedCatalogue(
        isReplaced: Bool, _ summary: inout BackupSummary
    ) throws(StoreError) {
        let digest = CatalogueDigest(of: target + "/catalogue.sqlite")
        // There are none while it is being replaced, or when that was broken off.
        guard digest.isThere, Self.differs(digest, from: target + "/catalogue.sqlite") else {
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

    private static func differs(_ digest: CatalogueDigest, from file: String) -> Bool {
        do {
            return try digest.agreement(with: ClosedFile.open(file, followingLinks: false))
                == .differs
        } catch {
            return true
        }
    }

    /// Compares the files that say what `objects/` is with what we write, in archive and backup.
    private func checkRoot(_ summary: inout BackupSummary) throws(StoreError) {
        for (name, text) in ObjectStore.rootFiles {
            let bytes = Array(text.utf8)
            if (try? Folder.readFile("\(source.store.objects)/\(name)")) != bytes {
                let file = "\(source.store.objects)/\(name)"
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
        let tables = (Folder.names(in: source.path + "/tables") ?? [])
            .map { "tables/" + String(decoding: $0, as: UTF8.self) }
            // What a writer left that was killed while it wrote; the file itself is whole.
            .filter { !$0.hasSuffix(".new") }
        for name in tables + ["archive.yaml"] {
            if ReadingRight.isMissing(for: "\(source.path)/\(name)") {
                throw .notReadable("\(source.path)/\(name)")
            }
            guard let bytes = try? Folder.readFile("\(source.path)/\(name)"), !bytes.isEmpty,
                String(validating: bytes, as: UTF8.self) != nil
            else {
                summary.problems.append(
                    ArchiveFinding(
                        "file-altered", severity: .error, subject: name,
                        message: "it is no text or cannot be read; "
                            + (isRestore
                                ? "the archive gets the usual one; put in it again what differed"
                                : "the backup keeps what it has")))
                continue
            }
            let kept = "\(target)/\(name)"
            guard (try? Folder.readFile(kept)) != bytes else { continue }
            try StoreError.about(kept) { () throws(Errno) in try Folder.writeFile(bytes, to: kept) }
        }
        if isRestore { try makeSettings() }
    }

    /// Gives a restored archive whose settings were lost the usual ones, with its identity: a rebuild
    /// would give it another.
    private func makeSettings() throws(StoreError) {
        let file = target + "/archive.yaml"
        guard !Folder.isFile(file) else { return }
        var settings = ArchiveSettings()
        settings.id = identity
        let bytes = Array(settings.yaml.utf8)
        try StoreError.about(file) { () throws(Errno) in try Folder.writeFile(bytes, to: file) }
    }

    private func replaceCatalogue(
        by new: BackupCatalogue, at snapshot: String, _ summary: inout BackupSummary
    ) throws(StoreError) {
        let final = target + "/catalogue.sqlite"
        let digest = CatalogueDigest(of: final)
        if new.beginsAnew, let kept = try CatalogueRebuild.keepOld(final, in: target) {
            summary.keptCatalogue = kept
            summary.notices.append(Self.notice(of: kept, lost: new.lostCorrections))
        }
        try digest.remove()
        try EventAnchor(of: final).replace(by: new.end) { () throws(StoreError) in
            try StoreError.about(final) { () throws(Errno) in
                // A reader of the backup may have left these; they belong to the former catalogue.
                for suffix in ["-wal", "-shm"] { try Folder.removeTree(final + suffix) }
                try OpenFile(snapshot, flags: O_RDONLY).synchronize()
                try Folder.move(snapshot, to: final)
            }
        }
        WriteStep.backupCatalogue.reached()
        try digest.recordWhole()
        // After a rebuild of an archive that had none, its identity may be another.
        if mark.archive(in: target) != identity { try mark.write(of: identity, to: target) }
    }

    /// Says that the backup's former catalogue was set aside, and what is in it alone.
    private static func notice(of kept: String, lost: Int?) -> ArchiveFinding {
        let rest =
            switch lost {
            case 0: "it holds no correction that this one lacks"
            case let count?:
                "it holds \(count) correction\(count == 1 ? "" : "s") that this one lacks, since "
                    + "the rebuild came before they were sealed: make them again with "
                    + "'archivectl correct'"
            case nil: "it cannot be read, so what corrections are in it alone is not known"
            }
        return ArchiveFinding(
            "catalogue-set-aside", severity: .warning, subject: kept,
            message: "the archive's catalogue was made again and its event log begins anew; the "
                + "backup's former catalogue was kept under this name; \(rest)")
    }

    private static func requireUsable(
        _ target: String, for source: BackupSource, mark: BackupMark
    ) throws(StoreError) {
        let inside = { (path: String) in
            path == source.path || (path + "/").hasPrefix(source.path + "/")
        }
        let real = URL(fileURLWithPath: target).standardizedFileURL.resolvingSymlinksInPath().path
        let own = URL(fileURLWithPath: source.path).standardizedFileURL
            .resolvingSymlinksInPath().path
        guard !inside(target), real != own, !real.hasPrefix(own + "/"), !own.hasPrefix(real + "/")
        else {
            throw .backupTargetUnusable(target, problem: "it is part of the archive or holds it")
        }
        guard !source.ground.surrounds(target) else {
            throw .backupTargetUnusable(
                target,
                problem: "it lies in an archive, a backup or an OCFL storage root, by whatever path"
            )
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
