import ArchiveModel
package import Catalogue
package import DurableFiles
import GRDB
import Glibc
import OCFL
import SystemPackage

/// Makes the catalogue again from `objects/` and `journal/`.
///
/// ```swift
/// let rebuild = try CatalogueRebuild.begin(
///     at: path, settings: ArchiveSettings(), tables: tables)
/// let summary = try rebuild.restore()
/// _ = try SearchIndex.rebuild(rebuild.archive)
/// try rebuild.replace()
/// ```
///
/// The new catalogue is made in `staging/`; until it replaces the old one nothing changes. Changes
/// that were in the old catalogue only are not in the new one.
package final class CatalogueRebuild {
    /// The archive with the catalogue that is being made.
    package let archive: Archive
    let store: ObjectStore
    private let user: ActingUser
    private let path: String
    private let made: String
    /// What takes the place of the journal, when that is damaged or not there.
    private var newJournal: Journal?

    private init(_ archive: Archive, by user: ActingUser, path: String, made: String) {
        self.archive = archive
        self.user = user
        self.path = path
        self.made = made
        store = archive.store
    }

    /// Takes the writer's lock and begins a catalogue.
    ///
    /// `settings` and `tables` are used when the archive has lost its own. Throws `archive-missing`
    /// when there is no storage root, `archive-is-backup` and the like, `archive-in-use`, and faults
    /// of the machine.
    package static func begin(
        at path: String, settings: ArchiveSettings, tables: [String: [UInt8]],
        by user: ActingUser = .current, expecting: ArchiveID? = nil
    ) throws(StoreError) -> CatalogueRebuild {
        let store = ObjectStore(archive: path)
        try Archive.requireNoBackup(path)
        // With its objects behind a link, it is not missing.
        if Folder.isFolder(path) { try ArchiveParts.requireOwn(in: path) }
        guard store.isDeclared else { throw .archiveMissing(path) }
        if let expecting, try Archive.exists(at: path) {
            try Archive.require(
                expecting, at: path, settings: Archive.readSettings(path + "/archive.yaml"))
        }
        let lock = try Archive.locked(path)
        try StoreError.about(store.staging) { () throws(Errno) in try Folder.make(store.staging) }
        for commit in VersionCommit.all(in: store.staging) {
            guard try store.complete(commit) != nil, let old = commit.replaces else { continue }
            try store.remove(old)
        }
        try store.sweep()
        try restoreSettings(at: path, settings: settings, tables: tables)
        try restoreIdentity(at: path)
        let made = store.staging + "/catalogue.sqlite"
        let archive = Archive(
            path: path, mode: .write, settings: try Archive.readSettings(path + "/archive.yaml"),
            catalogue: try Catalogue.open(writing: made, mayBeNew: true, journal: nil), lock: lock)
        return CatalogueRebuild(archive, by: user, path: path, made: made)
    }

    /// Fills the catalogue; the index is left to its own module.
    ///
    /// `progress` gets the number of objects done, after each. Objects and files that cannot be
    /// understood become problems of the summary; all others are taken over.
    package func restore(progress: (Int) -> Void = { _ in }) throws -> RebuildSummary {
        var restoration = Restoration(archive, by: user)
        let objects = restoration.findObjects()
        for (number, object) in objects.batches.enumerated() {
            try restoration.restoreSealed(object)
            progress(number + 1)
        }
        for object in objects.batches { try restoration.restoreRest(object) }
        try restoration.restoreWaitingDocuments()
        try restoration.restoreSupersessions()
        try restoration.recordEvents(of: objects.all)
        try restoration.restoreJournalObjects(objects.journal)
        try restoration.restoreDossiers(objects.dossiers)
        try restoration.restoreDecisions(newJournalIn: store.staging)
        newJournal = restoration.newJournal
        return restoration.summary
    }

    /// Puts the new catalogue in the place of the old one, which is kept under another name.
    ///
    /// Returns that name, nil when there was none. The archive must not be used after.
    package func replace() throws(StoreError) -> String? {
        let end = try archive.catalogue.read { try EventLog.end(in: $0) }
        try archive.catalogue.close()
        try StoreError.about(made) { () throws(Errno) in
            try OpenFile(made, flags: O_RDONLY).synchronize()
        }
        WriteStep.rebuildComplete.reached()
        let final = path + "/catalogue.sqlite"
        let digest = CatalogueDigest(of: final)
        let kept = try Self.keepOld(final, in: path)
        WriteStep.oldKept.reached()
        try digest.remove()
        try VersionsAhead.anchor(of: path).replace(by: end) { () throws(StoreError) in
            try EventAnchor(of: final).replace(by: end) { () throws(StoreError) in
                try StoreError.about(final) { () throws(Errno) in try Folder.move(made, to: final) }
            }
        }
        WriteStep.catalogueReplaced.reached()
        try replaceJournal()
        try digest.recordWhole()
        try store.sweep()
        return kept
    }

    private func replaceJournal() throws(StoreError) {
        guard let newJournal else { return }
        do throws(JournalFault) {
            _ = try Journal(in: path, of: newJournal.archive).replace(by: newJournal)
        } catch {
            throw .journal(error)
        }
    }

    /// Gives the old catalogue a second name, and takes its log away from where the new one would
    /// take it for its own.
    static func keepOld(_ final: String, in path: String) throws(StoreError) -> String? {
        guard Folder.isFile(final) else { return nil }
        // When it is sound, its log goes into it first; when it is not, nothing better can be done.
        try? Catalogue.open(writing: final, mayBeNew: false, journal: nil).close()
        let kept = Folder.nameSetAside(final)
        do {
            _ = try OpenFile.retrying { link(final, kept) }
            for suffix in ["-wal", "-shm"] where Folder.isFile(final + suffix) {
                try Folder.move(final + suffix, to: kept + suffix)
            }
            try Folder.synchronize(path)
        } catch {
            throw .archiveFile(kept, cause: error)
        }
        return kept
    }

    /// Writes the identity into settings that have none: that of the old catalogue, if it can still
    /// be read, else that of the journal or of an object of it, else a new one.
    private static func restoreIdentity(at path: String) throws(StoreError) {
        let settings = try Archive.readSettings(path + "/archive.yaml")
        guard settings.id == nil else { return }
        let old = try? Catalogue.open(reading: path + "/catalogue.sqlite").identity()
        let decided = Journal.identity(in: path) ?? JournalObject.identity(in: path)
        try Archive.addIdentity(old ?? decided ?? .random(), at: path)
    }

    private static func restoreSettings(
        at path: String, settings: ArchiveSettings, tables: [String: [UInt8]]
    ) throws(StoreError) {
        do {
            for (name, bytes) in tables where !Folder.isFile("\(path)/tables/\(name)") {
                try Folder.make(path + "/tables")
                try Folder.writeFile(bytes, to: "\(path)/tables/\(name)")
            }
            guard !Folder.isFile(path + "/archive.yaml") else { return }
            try Folder.writeFile(Array(settings.yaml.utf8), to: path + "/archive.yaml")
        } catch {
            throw .archiveFile(path, cause: error)
        }
    }
}
