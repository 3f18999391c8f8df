import ArchiveModel
package import DurableFiles
package import GRDB
import Glibc
import SystemPackage

/// The open `catalogue.sqlite`: many readers, at most one writer.
package struct Catalogue: Sendable {
    private let reader: any DatabaseReader
    let writer: (any DatabaseWriter)?
    /// The folder of the archive, as it was given.
    private let archive: String
    /// Keeps the digests beside the file true while it is written to; nil for a reader.
    let books: CatalogueBooks?
    private let digest: CatalogueDigest
    /// The end of its event log, outside of the file.
    package let anchor: EventAnchor
    /// What persons decided; nil for a catalogue that is only being made.
    package let journal: Journal?
    /// Whether it is open for a run, and not for single transactions.
    private let isRun: Bool

    /// Opens the catalogue for reading and writing, and brings it to the newest version.
    ///
    /// Only with `mayBeNew` is one made: an archive that lost its catalogue must not go on with an
    /// empty one. Throws `catalogue-digest` when it was changed by other means: what tells it without
    /// reading the whole file. With a `journal` what was decided and not carried out is; throws
    /// `journal-damaged` and the like. What `accept` throws about a catalogue that is there keeps anything
    /// from being written.
    package static func open(
        writing path: String, mayBeNew: Bool, journal: Journal?,
        accept: (Database) throws -> Void = { _ in }
    ) throws(StoreError) -> Catalogue {
        let digest = CatalogueDigest(of: path)
        let anchor = EventAnchor(of: path)
        return try StoreError.ofCatalogue { () throws -> Catalogue in
            try requireFile(path, unless: mayBeNew)
            if Folder.isFile(path) {
                let reader = try openReader(path, mayBeNew: mayBeNew)
                if !mayBeNew { try reader.read(accept) }
                try reader.close()
                try digest.takeOverWhole()
            }
            try StoreError.about(path) { () throws(Errno) in try FileAccess.makeDatabase(path) }
            let books = try CatalogueBooks.open(of: path, isAlone: false)
            let pool = try books.inTurn {
                try openPool(path, books: books, anchor: anchor, journal: journal)
            }
            return Catalogue(
                reader: pool, writer: pool, archive: folder(of: path), books: books, digest: digest,
                anchor: anchor, journal: journal, isRun: true)
        }
    }

    private static func openPool(
        _ path: String, books: CatalogueBooks, anchor: EventAnchor, journal: Journal?
    ) throws -> DatabasePool {
        // Opening for writing writes already: GRDB has SQLite begin the log at once.
        try books.beginChange()
        let pool = try DatabasePool(path: path, configuration: writerConfiguration())
        FileAccess.adoptLog(of: path)
        try pool.writeWithoutTransaction { database in
            // Of a disk that failed and so undid the change of mode, SQLite says so only once something was written,
            // as GRDB did to begin the log; the books follow that log.
            guard try String.fetchOne(database, sql: "PRAGMA journal_mode") == "wal" else {
                throw DatabaseError(resultCode: .SQLITE_IOERR)
            }
            // GRDB asks for NORMAL in WAL mode, which may lose the newest commits with the power.
            try database.execute(sql: "PRAGMA synchronous = FULL")
            books.watch(database)
            try books.requireFitting(database)
        }
        // Before the version that asks for it, so that it is never missing.
        let end = try pool.read { try endOfLogWithoutAnchor(in: $0) }
        if let end { try anchor.write(end) }
        try upgrade(pool, journal: journal)
        try pool.read { try anchor.begin(in: $0) }
        return pool
    }

    /// Brings an older catalogue to the newest version.
    private static func upgrade(_ pool: DatabasePool, journal: Journal?) throws {
        let migrator = CatalogueSchema.migrator(journal: journal)
        let isNewest = try pool.read { try migrator.hasCompletedMigrations($0) }
        guard !isNewest else { return }
        try migrator.migrate(pool)
        WriteStep.catalogueUpgraded.reached()
    }

    /// Opens the catalogue for reading, beside a writer or on a disk that is mounted read-only.
    package static func open(reading path: String) throws(StoreError) -> Catalogue {
        try StoreError.ofCatalogue { () throws -> Catalogue in
            try requireFile(path, unless: false)
            return Catalogue(
                reader: try openReader(path), writer: nil, archive: folder(of: path), books: nil,
                digest: CatalogueDigest(of: path), anchor: EventAnchor(of: path), journal: nil,
                isRun: false)
        }
    }

    /// Opens the catalogue for single transactions, alone or beside a run of another process.
    ///
    /// By one connection, and without writing anything yet. The upgrade of an older catalogue is left
    /// to a run: nil for one. `accept` is as for `open(writing:)`.
    package static func open(
        actingOn path: String, isBesideRun: Bool, journal: Journal,
        accept: (Database) throws -> Void = { _ in }
    ) throws(StoreError) -> Catalogue? {
        return try StoreError.ofCatalogue { () throws -> Catalogue? in
            try requireFile(path, unless: false)
            let digest = CatalogueDigest(of: path)
            guard !Folder.isFile(digest.wholePath) else { return nil }
            let queue = try DatabaseQueue(path: path, configuration: writerConfiguration())
            let version = try queue.read { database in
                try requireOurs(database, path: path, mayBeNew: false)
                return try Int.fetchOne(database, sql: "PRAGMA user_version")
            }
            guard version == CatalogueSchema.version else {
                try queue.close()
                return nil
            }
            try queue.read(accept)
            FileAccess.adoptLog(of: path)
            let books = try CatalogueBooks.open(of: path, isAlone: !isBesideRun)
            let anchor = EventAnchor(of: path)
            try queue.writeWithoutTransaction { database in
                try database.execute(sql: "PRAGMA synchronous = FULL")
                // What a run left that was broken off; beside one it looks at that itself.
                if !isBesideRun { try books.inTurn { try books.requireFitting(database) } }
                try isBesideRun ? anchor.join(in: database) : anchor.begin(in: database)
            }
            return Catalogue(
                reader: queue, writer: queue, archive: folder(of: path), books: books,
                digest: digest, anchor: anchor, journal: journal, isRun: false)
        }
    }

    /// Reads in one consistent view of the catalogue.
    package func read<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
        try StoreError.ofCatalogue { try reader.read(body) }
    }

    /// Changes the catalogue in one transaction; what `body` throws undoes all of it.
    package func write<Value>(
        _ body: (Database) throws -> Value
    ) throws(StoreError) -> Value {
        try StoreError.ofCatalogue { try writeRethrowing(body) }
    }

    /// As `write`, but errors that are not SQLite's pass as they are.
    package func writeRethrowing<Value>(
        _ body: (Database) throws -> Value
    ) throws -> Value {
        guard let writer, let books else { throw StoreError.openedForReading(archive) }
        do {
            return try writer.writeWithoutTransaction { database in
                try books.inTurn {
                    try books.beginChange()
                    let (value, end) = try transaction(database, body)
                    try anchor.advance(to: end)
                    if isRun { try books.limitLog(database) }
                    return value
                }
            }
        } catch let error as DatabaseError {
            throw StoreError.catalogue(error)
        }
    }

    /// Carries out what is due and `body` in one transaction; with the end of the log after it.
    private func transaction<Value>(
        _ database: Database, _ body: (Database) throws -> Value
    ) throws -> (Value, EventLog.End) {
        var result: (Value, EventLog.End)?
        try database.inTransaction(.immediate) {
            try evenJournal(in: database)
            result = (try body(database), try EventLog.end(in: database))
            return .commit
        }
        guard let result else { preconditionFailure("a transaction that ends has its result") }
        return result
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
        guard let writer, let books else { return }
        try StoreError.ofCatalogue {
            let isEmpty = try writer.writeWithoutTransaction { database in
                try books.inTurn { try books.emptyLog(database) }
            }
            guard isEmpty else { throw DatabaseError(resultCode: .SQLITE_BUSY) }
            try writer.close()
        }
    }

    /// Compares the whole file with the digests beside it, also while somebody writes.
    package func agreement() throws(StoreError) -> CatalogueDigest.Agreement {
        try StoreError.ofCatalogue {
            // Without a transaction: reading all of the file takes long, and keeps the log from
            // being emptied in one.
            try reader.unsafeRead { try digest.agreement(with: ConnectionFile($0)) }
        }
    }

    /// Throws `catalogue-digest` when the file or the digests were changed by other means.
    ///
    /// Reads all of the file.
    package func requireUnaltered() throws(StoreError) {
        if try agreement() == .differs { throw .catalogueAltered(digest.catalogue) }
    }

    /// Writes a copy of the catalogue as it is in this moment, beside whoever writes to it.
    package func copy(to path: String) throws(StoreError) {
        try StoreError.ofCatalogue {
            try StoreError.about(path) { () throws(Errno) in try FileAccess.makeDatabase(path) }
            let copy = try DatabaseQueue(path: path)
            try reader.backup(to: copy)
            try copy.close()
        }
    }

    /// Brings all changes into the file itself, and closes the books.
    ///
    /// While a reader keeps the log from being emptied the books stay open, and the next writer closes
    /// them; a run waits ten seconds for that, an act does not.
    package func finish() throws(StoreError) {
        let attempts = isRun ? 100 : 1
        for attempt in 1...attempts {
            if try closeBooks() || attempt == attempts { return }
            usleep(100_000)
        }
    }

    private func closeBooks() throws(StoreError) -> Bool {
        guard let writer, let books else { return true }
        return try StoreError.ofCatalogue { () throws -> Bool in
            return try writer.writeWithoutTransaction { database in
                try books.inTurn {
                    guard try !books.areClosed() else { return true }
                    guard try books.emptyLog(database) else { return false }
                    try anchor.finish(at: EventLog.end(in: database))
                    try books.close(database)
                    return true
                }
            }
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

    /// That of a connection that writes, and leaves it to the books when its log is emptied.
    private static func writerConfiguration() -> Configuration {
        var configuration = configuration()
        configuration.prepareDatabase { try CatalogueBooks.prepare($0) }
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
