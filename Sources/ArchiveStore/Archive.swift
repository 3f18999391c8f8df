import GRDB
import SystemPackage

/// What an archive is opened for.
public enum ArchiveMode: Sendable {
    /// Reading: needs no lock and works while another process writes.
    case read
    /// Writing: one process at a time.
    case write
}

/// An archive on disk: originals under their digest, and the catalogue of what they are.
///
/// ```swift
/// let archive = try Archive.open(at: "arhiva", mode: .write)
/// let batch = try archive.openBatch(name: ScanName("scans/lot_0001"), source: "/srv/scans/lot_0001")
/// let taken = try archive.accession(sourcePath: path, name: ScanName("0001.tif"), into: batch)
/// ```
///
/// May be used from any thread; writes queue up.
public final class Archive: Sendable {
    /// The archive's folder as given.
    public let path: String
    /// What it was opened for.
    public let mode: ArchiveMode
    /// The settings as they were when it was opened.
    public let settings: ArchiveSettings

    let catalogue: Catalogue
    let originals: OriginalStore
    private let lock: WriterLock?

    private init(
        path: String, mode: ArchiveMode, settings: ArchiveSettings, catalogue: Catalogue,
        lock: WriterLock?
    ) {
        self.path = path
        self.mode = mode
        self.settings = settings
        self.catalogue = catalogue
        self.originals = OriginalStore(archive: path)
        self.lock = lock
    }

    /// Whether there is an archive at the path, of whatever version.
    public static func exists(at path: String) -> Bool {
        Folder.isFile(path + "/archive.yaml")
    }

    /// Makes an archive in a new or empty folder and opens it for writing.
    ///
    /// `tables` are the domain tables by file name, such as `document-types.yaml`. Throws
    /// `archive-exists`, `archive-folder-not-empty`, or what opening throws. A creation that was
    /// interrupted is completed by calling it again: `archive.yaml` is written last.
    public static func create(
        at path: String, settings: ArchiveSettings, tables: [String: [UInt8]]
    ) throws(StoreError) -> Archive {
        guard !Folder.isFile(path + "/archive.yaml") else { throw .archiveExists(path) }
        let ours = ["objects", "staging", "tables", "lock"]
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
            for (name, bytes) in tables {
                step = path + "/tables/" + name
                try Folder.writeFile(bytes, to: step)
            }
            let catalogue = try Catalogue(writing: path + "/catalogue.sqlite", mayBeNew: true)
            step = path + "/archive.yaml"
            try Folder.writeFile(Array(settings.yaml.utf8), to: step)
            return Archive(
                path: path, mode: .write, settings: settings, catalogue: catalogue, lock: lock)
        } catch let error as StoreError {
            throw error
        } catch {
            throw .archiveFile(step, error as? Errno ?? .ioError)
        }
    }

    /// Opens an archive.
    ///
    /// Throws `archive-missing`, `archive-settings-invalid`, `archive-too-new`,
    /// `catalogue-damaged` when the catalogue is gone or none of ours, and for writing
    /// `archive-in-use` naming who holds it. Writing sweeps what an interrupted run left.
    public static func open(at path: String, mode: ArchiveMode) throws(StoreError) -> Archive {
        guard exists(at: path) else { throw .archiveMissing(path) }
        let settings = try readSettings(path + "/archive.yaml")
        switch mode {
        case .read:
            return Archive(
                path: path, mode: mode, settings: settings,
                catalogue: try Catalogue(reading: path + "/catalogue.sqlite"), lock: nil)
        case .write:
            let lock = try locked(path)
            let catalogue = try Catalogue(writing: path + "/catalogue.sqlite", mayBeNew: false)
            let archive = Archive(
                path: path, mode: mode, settings: settings, catalogue: catalogue, lock: lock)
            try archive.originals.sweep()
            return archive
        }
    }

    /// The bytes of a domain table; throws `archive-table-unreadable`.
    public func table(named name: String) throws(StoreError) -> [UInt8] {
        let file = path + "/tables/" + name
        do throws(Errno) {
            guard !name.contains("/") else { throw Errno.noSuchFileOrDirectory }
            return try Folder.readFile(file)
        } catch {
            throw .tableUnreadable(file, cause: error)
        }
    }

    private static func locked(_ path: String) throws(StoreError) -> WriterLock {
        try WriterLock(path: path + "/lock", archive: path)
    }

    private static func readSettings(_ file: String) throws(StoreError) -> ArchiveSettings {
        let bytes: [UInt8]
        do {
            bytes = try Folder.readFile(file)
        } catch {
            throw .archiveFile(file, error)
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw .settingsInvalid(file, line: nil, problem: "it is not UTF-8 text")
        }
        return try ArchiveSettings(yaml: text, path: file)
    }
}
