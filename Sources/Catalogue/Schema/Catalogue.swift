import ArchiveModel
package import DurableFiles
package import GRDB
import SystemPackage

/// The open `catalogue.sqlite`: many readers, at most one writer.
package struct Catalogue: Sendable {
    private let reader: any DatabaseReader
    private let writer: DatabasePool?
    /// The folder of the archive, as it was given.
    private let archive: String
    /// The digest beside the file.
    package let digest: CatalogueDigest
    /// The end of its event log, outside of the file.
    package let anchor: EventAnchor
    /// What persons decided; nil for a catalogue that is only being made.
    package let journal: Journal?
    /// Whether it is open for single transactions beside a run of another process.
    private let isBesideRun: Bool

    /// Opens the catalogue for reading and writing, and brings it to the newest version.
    ///
    /// Only with `mayBeNew` is one made: an archive that lost its catalogue must not go on with an
    /// empty one. Throws `catalogue-digest` before anything is written when the file is not what the
    /// digest beside it says: a new digest would make the change look like the truth. With a
    /// `journal` what was decided and not carried out is; throws `journal-damaged` and the like.
    package static func open(
        writing path: String, mayBeNew: Bool, journal: Journal?
    ) throws(StoreError) -> Catalogue {
        let digest = CatalogueDigest(of: path)
        let anchor = EventAnchor(of: path)
        do {
            try requireFile(path, unless: mayBeNew)
            if Folder.isFile(path) {
                let isAsWritten = try digest.fits()
                try openReader(path, mayBeNew: mayBeNew).close()
                guard isAsWritten else { throw StoreError.catalogueAltered(path) }
            }
            // Opening for writing writes already: GRDB has SQLite begin the log at once.
            try digest.beginChange()
            try StoreError.about(path) { () throws(Errno) in try FileAccess.makeDatabase(path) }
            let pool = try DatabasePool(path: path, configuration: configuration())
            FileAccess.adoptLog(of: path)
            // GRDB asks for NORMAL in WAL mode, which may lose the newest commits with the power.
            try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
            // Before the version that asks for it, so that it is never missing.
            let end = try pool.read { try endOfLogWithoutAnchor(in: $0) }
            if let end { try anchor.write(end) }
            try CatalogueSchema.migrator(journal: journal).migrate(pool)
            try pool.read { try anchor.begin(in: $0) }
            return Catalogue(
                reader: pool, writer: pool, archive: folder(of: path), digest: digest,
                anchor: anchor, journal: journal, isBesideRun: false)
        } catch let error as StoreError {
            throw error
        } catch let fault as JournalFault {
            throw .journal(fault)
        } catch {
            throw .catalogue(error)
        }
    }

    /// Opens the catalogue for reading, beside a writer or on a disk that is mounted read-only.
    package static func open(reading path: String) throws(StoreError) -> Catalogue {
        do {
            try requireFile(path, unless: false)
            return Catalogue(
                reader: try openReader(path), writer: nil, archive: folder(of: path),
                digest: CatalogueDigest(of: path),
                anchor: EventAnchor(of: path), journal: nil, isBesideRun: false)
        } catch let error as StoreError {
            throw error
        } catch {
            throw .catalogue(error)
        }
    }

    /// Opens the catalogue for single transactions, beside a run of another process.
    ///
    /// What that run looked at when it began is not looked at again, and its digest and the upgrade
    /// of an older catalogue are left to it; nil for an older one.
    package static func open(
        besideRunAt path: String, journal: Journal
    ) throws(StoreError) -> Catalogue? {
        do {
            try requireFile(path, unless: false)
            let reader = try openReader(path)
            let version = try reader.read { try Int.fetchOne($0, sql: "PRAGMA user_version") }
            try reader.close()
            guard version == CatalogueSchema.version else { return nil }
            let pool = try DatabasePool(path: path, configuration: configuration())
            try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
            let anchor = EventAnchor(of: path)
            try pool.read { try anchor.join(in: $0) }
            return Catalogue(
                reader: pool, writer: pool, archive: folder(of: path),
                digest: CatalogueDigest(of: path), anchor: anchor, journal: journal,
                isBesideRun: true)
        } catch let error as StoreError {
            throw error
        } catch {
            throw .catalogue(error)
        }
    }

    /// Reads in one consistent view of the catalogue.
    package func read<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
        do {
            return try reader.read(body)
        } catch let error as StoreError {
            throw error
        } catch {
            throw .catalogue(error)
        }
    }

    /// Changes the catalogue in one transaction; what `body` throws undoes all of it.
    package func write<Value>(
        _ body: (Database) throws -> Value
    ) throws(StoreError) -> Value {
        do {
            return try writeRethrowing(body)
        } catch let error as StoreError {
            throw error
        } catch {
            throw .catalogue(error)
        }
    }

    /// As `write`, but errors that are not SQLite's pass as they are.
    package func writeRethrowing<Value>(
        _ body: (Database) throws -> Value
    ) throws -> Value {
        guard let writer else { throw StoreError.openedForReading(archive) }
        if !isBesideRun { try digest.beginChange() }
        do {
            let (value, end) = try writer.write { database in
                // Within the transaction: a run that ends writes the digest within one, too.
                if isBesideRun { try digest.remove() }
                try evenJournal(in: database)
                return (try body(database), try EventLog.end(in: database))
            }
            try anchor.advance(to: end)
            return value
        } catch let error as DatabaseError {
            throw StoreError.catalogue(error)
        }
    }

    /// The end of the log of a catalogue of a version that wrote no anchor, or of a new one; nil for
    /// others.
    private static func endOfLogWithoutAnchor(in database: Database) throws -> EventLog.End? {
        let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        guard version < EventAnchor.firstVersion else { return nil }
        return version == 0 ? EventLog.start : try EventLog.end(in: database)
    }

    /// Brings all changes into the file itself and closes it; the catalogue is not to be used after.
    package func close() throws(StoreError) {
        do {
            if let writer {
                try writer.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
                try writer.close()
            }
        } catch {
            throw .catalogue(error)
        }
    }

    /// Writes a copy of the catalogue as it is in this moment, beside whoever writes to it.
    package func copy(to path: String) throws(StoreError) {
        do {
            try StoreError.about(path) { () throws(Errno) in try FileAccess.makeDatabase(path) }
            let copy = try DatabaseQueue(path: path)
            try reader.backup(to: copy)
            try copy.close()
        } catch let error as StoreError {
            throw error
        } catch {
            throw .catalogue(error)
        }
    }

    /// Brings all changes into the file itself and writes its digest.
    ///
    /// Without the digest while a reader keeps the log from being emptied: the next writer does it.
    package func finish() throws(StoreError) {
        guard let writer else { return }
        do {
            try writer.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
        } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
            return
        } catch {
            throw .catalogue(error)
        }
        try anchor.finish(at: read { try EventLog.end(in: $0) })
        guard let content = try digest.contentOfFile() else { return }
        try writeDigest(content, writer)
    }

    /// Writes the digest, unless an act of another process changed the catalogue meanwhile; it leaves
    /// the digest to the next writer then.
    private func writeDigest(_ content: [UInt8], _ writer: DatabasePool) throws(StoreError) {
        do {
            try writer.writeWithoutTransaction { database in
                try database.inTransaction(.immediate) {
                    if digest.isAsHashed { try digest.write(content) }
                    return .rollback
                }
            }
        } catch let error as StoreError {
            throw error
        } catch {
            throw .catalogue(error)
        }
    }

    private static func openReader(
        _ path: String, mayBeNew: Bool = false
    ) throws -> any DatabaseReader {
        var configuration = configuration()
        configuration.readonly = true
        configuration.prepareDatabase { try CatalogueSchema.showAsNewest($0) }
        do {
            let pool = try DatabasePool(path: path, configuration: configuration)
            try pool.read { try requireOurs($0, path: path, mayBeNew: mayBeNew) }
            return pool
        } catch let error as DatabaseError {
            // A reader of a WAL catalogue makes small files beside it. Where it cannot, and there
            // is no log to replay, nothing can change the file and SQLite may read it as it is.
            guard [.SQLITE_CANTOPEN, .SQLITE_READONLY].contains(error.resultCode),
                !CatalogueDigest(of: path).hasLog, Folder.isFile(path)
            else { throw error }
            let queue = try DatabaseQueue(path: immutableURI(path), configuration: configuration)
            try queue.read { try requireOurs($0, path: path, mayBeNew: mayBeNew) }
            return queue
        }
    }

    /// The `file:` form of a path; every byte but the plainest is escaped.
    static func immutableURI(_ path: String) -> String {
        "file:" + inURI.encode(path.utf8) + "?immutable=1"
    }

    /// Letters, digits, `-`, `.` and `/` stay.
    private static let inURI = PercentEncoding(letters: .small) {
        $0.isASCIILetter || $0.isASCIIDigit || "-./".utf8.contains($0)
    }

    /// The folder that a catalogue lies in, written as its path is.
    private static func folder(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    }

    private static func configuration() -> Configuration {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(10)
        configuration.maximumReaderCount = 4
        return configuration
    }

    private static func requireFile(_ path: String, unless mayBeNew: Bool) throws(StoreError) {
        // SQLite only says that it cannot open one of them.
        for file in ["", "-wal", "-shm"].map({ path + $0 }) where ReadingRight.isMissing(for: file)
        {
            throw .notReadable(file)
        }
        guard mayBeNew || Folder.isFile(path) else {
            throw .catalogueDamaged(TerminalText.sanitized(path))
        }
    }

    /// Throws unless it is a catalogue of ours, of a version that can be used, or a new one.
    private static func requireOurs(
        _ database: Database, path: String, mayBeNew: Bool
    ) throws {
        let application = try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
        let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        if application == 0 && version == 0 && mayBeNew { return }
        guard application == CatalogueSchema.applicationID, version >= 1 else {
            throw StoreError.catalogueDamaged(TerminalText.sanitized(path))
        }
        guard version >= CatalogueSchema.oldestVersion else {
            throw StoreError.archiveTooOld(path, version: version)
        }
        guard version <= CatalogueSchema.version else {
            throw StoreError.archiveTooNew(
                path, version: version, known: CatalogueSchema.version)
        }
    }
}
