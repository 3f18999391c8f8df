package import ArchiveModel
package import Catalogue
package import DurableFiles
import GRDB
import Glibc
import OCFL
import Synchronization
import SystemPackage

/// What an archive is opened for.
package enum ArchiveMode: Sendable {
    /// Reading: needs no lock and works while another process writes.
    case read
    /// A run: one process at a time.
    case write
    /// An act: single transactions, also beside a run of another process.
    case act
}

/// An archive on disk: an OCFL object for each batch, and the catalogue of what they hold.
///
/// ```swift
/// let archive = try Archive.open(at: "arhiva", mode: .write)
/// let outcomes = try Accession(archive: archive, by: .current).takeIn(
///     IncomingBatch(folder: ScanName("scans/lot_0001"), source: source, files: files))
/// try archive.finish()
/// ```
///
/// May be used from any thread; writes queue up.
package final class Archive: Sendable {
    /// The archive's folder as given.
    package let path: String
    /// What it was opened for.
    package let mode: ArchiveMode
    /// The settings as they were when it was opened.
    package let settings: ArchiveSettings

    let catalogue: Catalogue
    let store: ObjectStore
    /// Held while a version is made: the next one of the same object must begin with it.
    let versions = Mutex(())
    /// What folders belong to archives, this one above all.
    package let ground: ArchiveGround
    private let foreign = Mutex<[ScanName]>([])
    private let isCompared = Mutex(false)
    private let lock: WriterLock?

    /// What lay in `staging/` when it was opened for writing, and was left alone since archivectl
    /// does not give such names.
    package var foreignInStaging: [ScanName] { foreign.withLock { $0 } }

    init(
        path: String, mode: ArchiveMode, settings: ArchiveSettings, catalogue: Catalogue,
        lock: WriterLock?
    ) {
        self.path = path
        self.mode = mode
        self.settings = settings
        self.catalogue = catalogue
        self.store = ObjectStore(archive: path)
        self.ground = ArchiveGround(archive: path)
        self.lock = lock
    }

    /// Whether there is an archive at the path, of whatever version.
    ///
    /// Throws `archive-unreadable` when that cannot be found out.
    package static func exists(at path: String) throws(StoreError) -> Bool {
        let file = path + "/archive.yaml"
        var status = stat()
        if stat(file, &status) == 0 {
            guard status.st_mode & S_IFMT == S_IFREG else {
                throw .archiveUnreadable(
                    file,
                    cause: status.st_mode & S_IFMT == S_IFDIR ? .isDirectory : .invalidArgument)
            }
            return true
        }
        let error = Errno(rawValue: errno)
        guard error == .noSuchFileOrDirectory else { throw .archiveUnreadable(path, cause: error) }
        return false
    }

    /// Makes an archive in a new or empty folder and opens it for writing.
    ///
    /// `tables` are the domain tables by file name, such as `document-types.yaml`. Throws
    /// `archive-exists`, `folder-in-archive`, `archive-incomplete`, `archive-folder-not-empty`, or what
    /// opening throws. A creation that was interrupted is completed by calling it again: `archive.yaml` is written
    /// last. `prepare` adds to the new catalogue what others keep in it; what it throws must have a
    /// `StoreError` below.
    package static func create(
        at path: String, settings: ArchiveSettings, tables: [String: [UInt8]],
        by user: ActingUser = .current, prepare: (StoreTransaction) throws -> Void = { _ in }
    ) throws(StoreError) -> Archive {
        guard try !exists(at: path) else { throw .archiveExists(path) }
        guard !ArchiveGround().surrounds(path) else { throw .placeInArchive(path) }
        guard !ObjectStore(archive: path).hasObjects else { throw .archiveIncomplete(path) }
        let ours = [
            "objects", "staging", "tables", "lock", Journal.name, EventAnchor.name,
            EventAnchor.name + ".new",
        ]
        for name in Folder.names(in: path) ?? [] {
            let text = String(decoding: name, as: UTF8.self)
            guard
                ours.contains(text) || text.hasPrefix("catalogue.sqlite")
                    || text == "archive.yaml.new"
            else { throw .folderNotEmpty(path) }
        }
        var step = path
        do {
            for folder in ["", "/objects", "/staging", "/tables"] {
                step = path + folder
                try Folder.make(step)
            }
            let lock = try Self.locked(path)
            try ObjectStore(archive: path).declare()
            for (name, bytes) in tables {
                step = path + "/tables/" + name
                try Folder.writeFile(bytes, to: step)
            }
            var settings = settings
            // A creation that was broken off may have its first event already, with the identity,
            // or at least the journal.
            let file = path + "/catalogue.sqlite"
            let logged = try Self.identity(ofCatalogue: file)
            let id = logged ?? Journal.identity(in: path) ?? settings.id ?? .random()
            settings.id = id
            let catalogue = try Catalogue.open(
                writing: file, mayBeNew: true, journal: Journal(in: path, of: id))
            let archive = Archive(
                path: path, mode: .write, settings: settings, catalogue: catalogue,
                lock: lock)
            try archive.recordCreation(by: user, prepare)
            step = path + "/archive.yaml"
            try Folder.writeFile(Array(settings.yaml.utf8), to: step)
            return archive
        } catch let error as StoreError {
            throw error
        } catch {
            if let below = (error as? any ArchiveError)?.cause as? StoreError { throw below }
            throw .archiveFile(step, cause: error as? Errno ?? .ioError)
        }
    }

    /// Opens an archive.
    ///
    /// With `expecting` the archive must be the one with this identity. Throws `archive-missing`,
    /// `archive-is-another`, `archive-unreadable`, `archive-incomplete`, `archive-settings-invalid`, `archive-too-new`,
    /// `catalogue-damaged` when the catalogue is gone or none of ours, and for writing
    /// `catalogue-behind` when it is older than the objects, and `archive-in-use` naming who holds it. Writing first ends what an interrupted run began, as `user`.
    package static func open(
        at path: String, mode: ArchiveMode, by user: ActingUser = .current,
        expecting expected: ArchiveID? = nil
    ) throws(StoreError) -> Archive {
        try requireWhole(path)
        guard try exists(at: path) else {
            throw ObjectStore(archive: path).hasObjects
                ? .archiveIncomplete(path) : .archiveMissing(path)
        }
        let settings = try readSettings(path + "/archive.yaml")
        try expected.map { (id) throws(StoreError) in try require(id, at: path, settings: settings)
        }
        switch mode {
        case .read:
            return Archive(
                path: path, mode: mode, settings: settings,
                catalogue: try readableCatalogue(of: path), lock: nil)
        case .act:
            return try openForAct(at: path, settings: settings, by: user)
        case .write:
            return try openForWriting(
                at: path, settings: settings, by: user, lock: locked(path), mode: mode)
        }
    }

    /// Opens an archive for an act: with the lock when no run has it, else beside that run.
    ///
    /// A catalogue of an older version is brought forward by a run only: throws `archive-in-use`
    /// while one is at it.
    private static func openForAct(
        at path: String, settings: ArchiveSettings, by user: ActingUser
    ) throws(StoreError) -> Archive {
        try requireNoBackup(path)
        let inUse: StoreError
        do throws(StoreError) {
            let lock = try locked(path, for: .act)
            return try openForWriting(
                at: path, settings: settings, by: user, lock: lock, mode: .act)
        } catch {
            guard error.code == .archiveInUse else { throw error }
            inUse = error
        }
        guard let id = settings.id,
            let catalogue = try Catalogue.open(
                actingOn: path + "/catalogue.sqlite", isBesideRun: true,
                journal: Journal(in: path, of: id))
        else { throw inUse }
        return Archive(
            path: path, mode: .act, settings: settings, catalogue: catalogue, lock: nil)
    }

    private static func openForWriting(
        at path: String, settings: ArchiveSettings, by user: ActingUser, lock: WriterLock,
        mode: ArchiveMode
    ) throws(StoreError) -> Archive {
        try requireNoBackup(path)
        let file = path + "/catalogue.sqlite"
        let logged = try settings.id == nil ? Self.identity(ofCatalogue: file) : nil
        let id = settings.id ?? logged ?? .random()
        let ahead = try VersionsAhead.look(at: path)
        var isNoted = true
        let catalogue = try writableCatalogue(
            of: path, mode: mode, journal: Journal(in: path, of: id)
        ) { isNoted = try ahead.requireNone(in: $0) }
        let archive = Archive(
            path: path, mode: mode,
            settings: try writeIdentity(id, into: settings, at: path),
            catalogue: catalogue, lock: lock)
        try Recovery(archive: archive, user: user).endBrokenCommits()
        if !isNoted { try archive.noteVersions() }
        let foreign = try archive.store.sweep()
        archive.foreign.withLock { $0 = foreign }
        try archive.recordTableChanges(by: user)
        return archive
    }

    private static func writableCatalogue(
        of path: String, mode: ArchiveMode, journal: Journal, accept: (Database) throws -> Void
    ) throws(StoreError) -> Catalogue {
        let file = path + "/catalogue.sqlite"
        if mode == .act,
            let catalogue = try Catalogue.open(
                actingOn: file, isBesideRun: false, journal: journal, accept: accept)
        {
            return catalogue
        }
        return try Catalogue.open(
            writing: file, mayBeNew: false, journal: journal, accept: accept)
    }

    private static func readableCatalogue(of path: String) throws(StoreError) -> Catalogue {
        let file = path + "/catalogue.sqlite"
        do throws(StoreError) {
            return try Catalogue.open(reading: file)
        } catch {
            guard error.code == .catalogueDamaged, BackupMark.backup.isIn(path) else { throw error }
            throw .catalogueOfBackupDamaged(file, cause: error)
        }
    }

    /// Throws `backup-unfinished` or `restore-unfinished` for a folder that a first backup or a
    /// restore was broken off in.
    ///
    /// Nothing else can be said of what is missing there, and a rebuild would write into it.
    static func requireWhole(_ path: String) throws(StoreError) {
        guard try !exists(at: path) || !Folder.isFile(path + "/catalogue.sqlite") else { return }
        guard !BackupMark.backup.isIn(path) else {
            throw .backupUnfinished(path)
        }
        guard !BackupMark.restore.isIn(path) else {
            throw .restoreUnfinished(path)
        }
    }

    /// Throws `archive-is-backup`, or what `requireWhole` throws.
    static func requireNoBackup(_ path: String) throws(StoreError) {
        try requireWhole(path)
        guard !BackupMark.backup.isIn(path) else {
            throw .archiveIsBackup(path)
        }
        guard !BackupMark.restore.isIn(path) else {
            throw .restoreUnfinished(path)
        }
    }

    /// Says that writing is done for now: everything is in the catalogue's file, and its digest
    /// beside it.
    ///
    /// Throws faults of the archive; nothing is lost when it does, or when it is never called.
    package func finish() throws(StoreError) {
        guard mode != .read else { return }
        guard lock == nil else { return try catalogue.finish() }
        // The run that this act stood beside ends the books, or has ended meanwhile.
        guard let lock = try? Self.locked(path, for: .act) else { return }
        try withExtendedLifetime(lock) { () throws(StoreError) in try catalogue.finish() }
    }

    /// Throws `catalogue-digest` when the catalogue was changed by other means.
    ///
    /// Reads all of its file, once; what is changed later is found where we would write over it.
    package func requireUnaltered() throws(StoreError) {
        guard !isCompared.withLock({ $0 }) else { return }
        try catalogue.requireUnaltered()
        isCompared.withLock { $0 = true }
    }

    private func recordCreation(
        by user: ActingUser, _ prepare: (StoreTransaction) throws -> Void
    ) throws {
        try catalogue.writeRethrowing { database in
            try prepare(StoreTransaction(database: database))
            guard try EventLog.end(in: database) == EventLog.start else { return }
            try EventLog.append(
                .archiveCreated, object: "archive",
                detail: CreationDetail(archive: settings.id?.text, tables: tableDigests()),
                by: user, in: database)
        }
    }

    /// The bytes of a domain table; throws `archive-table-unreadable`.
    package func table(named name: String) throws(StoreError) -> [UInt8] {
        let file = path + "/tables/" + name
        do throws(Errno) {
            guard !name.contains("/") else { throw Errno.noSuchFileOrDirectory }
            return try Folder.readFile(file)
        } catch {
            throw .tableUnreadable(file, cause: error)
        }
    }

    /// Takes the right to write, after a look whether all parts of the archive are its own.
    static func locked(
        _ path: String, for purpose: WriterLock.Purpose = .run
    ) throws(StoreError) -> WriterLock {
        try ArchiveParts.requireOwn(in: path)
        return try WriterLock.take(path: path + "/lock", archive: path, for: purpose)
    }

    static func readSettings(_ file: String) throws(StoreError) -> ArchiveSettings {
        let bytes: [UInt8]
        do {
            bytes = try Folder.readFile(file)
        } catch {
            throw .archiveUnreadable(file, cause: error)
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw .settingsInvalid(file, line: nil, problem: "it is not UTF-8 text")
        }
        return try ArchiveSettings(yaml: text, path: file)
    }
}
