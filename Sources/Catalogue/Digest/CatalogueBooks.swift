import CSQLiteShims
import DurableFiles
import GRDB
import Synchronization
import SystemPackage

/// Keeps the digests beside the catalogue true while this process writes to it.
///
/// SQLite changes the file in one way only: by bringing its log into it. That is done here and nowhere
/// else. Before, what the log will change is known from its frames; each of these chunks must
/// have its digest, so that a change by other means is never taken for ours, and is noted as changed.
/// Whoever is the last to write gives the noted chunks their new digests, and closes the books.
///
/// All that changes catalogue or log is done in turns, so that nothing comes into the log between
/// looking at it and bringing it into the file. Only the process with the archive's lock does so.
final class CatalogueBooks: Sendable {
    private let catalogue: String
    private let digest: CatalogueDigest
    private let list: DigestList
    /// Whether this is an act with the archive's lock: then all noted chunks are its own.
    private let isAlone: Bool
    private let frames = FrameCount()
    private let state = Mutex(State())

    private struct State {
        /// Chunks that are noted; nil when the list has to be searched for them, since others wrote
        /// before us and were broken off.
        var noted: Set<Int>?
        /// From how many frames on the log is brought into the file.
        var limit = CatalogueBooks.logLimit
    }

    /// Frames in the log of a run before they are brought into the file: 4 MB, as SQLite does.
    static let logLimit = 1000

    private init(of catalogue: String, list: DigestList, isAlone: Bool) {
        self.catalogue = catalogue
        digest = CatalogueDigest(of: catalogue)
        self.list = list
        self.isAlone = isAlone
    }

    /// Opens the books of the catalogue at a path, and begins them when there are none: then nothing
    /// is known of the file.
    ///
    /// `isAlone` is whether the caller is an act that has the archive's lock: it begins with closed books
    /// and knows what it notes. Others search the list for what is noted.
    static func open(
        of catalogue: String, isAlone: Bool
    ) throws(StoreError) -> CatalogueBooks {
        let path = CatalogueDigest(of: catalogue).path
        if !Folder.isFile(path) {
            let header = DigestList.Header(size: 0, isClosed: false)
            try StoreError.about(path) { () throws(Errno) in
                try Folder.writeFile(header.bytes, to: path)
            }
        }
        guard let list = try DigestList.open(path, forWriting: true) else {
            throw .archiveFile(path, cause: .noSuchFileOrDirectory)
        }
        return CatalogueBooks(of: catalogue, list: list, isAlone: isAlone)
    }

    /// Has a connection leave it to us when its log is brought into the file.
    static func prepare(_ database: Database) throws {
        try database.execute(sql: "PRAGMA wal_autocheckpoint = 0")
        // What is removed must not stay in free pages; Debian's SQLite does so by itself.
        try database.execute(sql: "PRAGMA secure_delete = ON")
        _ = css_keep_log(database.sqliteConnection)
    }

    /// Counts the frames in the log from now on.
    func watch(_ database: Database) {
        css_count_frames(database.sqliteConnection, frames.pointer)
    }

    /// Does something that changes the catalogue, while nobody else does.
    func inTurn<Value>(_ body: () throws -> Value) throws -> Value {
        try list.inTurn(body)
    }

    /// Opens the books before the first change, in one's turn; durable when it returns.
    ///
    /// Throws `catalogue-digest` when they are closed, and the file has another size or a log, or
    /// when they cannot be understood.
    func beginChange() throws(StoreError) {
        guard let header = try list.header() else { throw .catalogueAltered(catalogue) }
        guard header.isClosed else { return }
        guard Folder.fileSize(catalogue) == header.size, !digest.hasLog,
            try list.fits(size: header.size), try isAlone ? true : hasAllDigests(of: header.size)
        else { throw .catalogueAltered(catalogue) }
        try list.open(header)
        // SQLite may just have made its log. It synchronises the folder, too, and goes on when that fails.
        try StoreError.about(catalogue) { () throws(Errno) in
            try Folder.synchronize(Folder.parent(of: catalogue))
        }
        WriteStep.booksOpened.reached()
        if isAlone { state.withLock { $0.noted = [] } }
    }

    /// Whether closed books have a digest of each chunk of a catalogue of a size; reads all lines.
    ///
    /// An act, which is not to read so much, looks at the chunks that it changes.
    private func hasAllDigests(of size: Int64) throws(StoreError) -> Bool {
        try list.noted(among: DigestList.chunks(in: size)).isEmpty
    }

    /// Throws `catalogue-digest` when the log is to change a chunk that is not as it was left.
    func requireFitting(_ database: Database) throws(StoreError) {
        _ = try fittingChunks(database)
    }

    /// Brings the log of a run into the file when it is long; as far as readers allow.
    func limitLog(_ database: Database) throws {
        guard frames.count >= state.withLock({ $0.limit }) else { return }
        try noteChanges(database)
        let (all, done) = try database.checkpoint(.passive)
        state.withLock { $0.limit = Self.logLimit + (done < all ? all : 0) }
    }

    /// Whether nobody has changed anything since the books were closed.
    func areClosed() throws(StoreError) -> Bool { try list.header()?.isClosed == true }

    /// Brings the log into the file; false when a reader keeps some of it.
    func emptyLog(_ database: Database) throws -> Bool {
        try noteChanges(database)
        do {
            try database.execute(sql: "PRAGMA busy_timeout = 0")
            defer { try? database.execute(sql: "PRAGMA busy_timeout = 10000") }
            _ = try database.checkpoint(.truncate)
        } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
            return false
        }
        WriteStep.logEmptied.reached()
        return true
    }

    /// Writes the digests of what was noted, and closes the books of a file whose log is empty.
    ///
    /// Nothing is written when they are closed: then nobody changed anything.
    func close(_ database: Database) throws(StoreError) {
        guard let header = try list.header() else { throw .catalogueAltered(catalogue) }
        guard !header.isClosed else { return }
        let file = ConnectionFile(database)
        let size = try file.size()
        let count = DigestList.chunks(in: size)
        if try !list.fits(size: size) { try list.note([], of: count) }
        var digests: [Int: [UInt8]] = [:]
        for chunk in try notedChunks(of: count) where chunk < count {
            digests[chunk] = try file.digest(ofChunk: chunk)
        }
        try list.close(size: size, digests: digests)
        WriteStep.booksClosed.reached()
        state.withLock { $0.noted = nil }
    }

    private func notedChunks(of count: Int) throws(StoreError) -> Set<Int> {
        if let known = state.withLock({ $0.noted }) { return known }
        return try list.noted(among: count)
    }

    /// Notes what bringing the log into the file will change; durable when it returns.
    private func noteChanges(_ database: Database) throws(StoreError) {
        let (chunks, total) = try fittingChunks(database)
        guard !chunks.isEmpty else { return }
        try list.note(chunks, of: total)
        state.withLock { state in
            state.noted?.formUnion(chunks)
        }
        WriteStep.changesNoted.reached()
    }

    /// The chunks that the log is to change and that are not noted, once each was compared with its
    /// digest; and how many there will be.
    private func fittingChunks(
        _ database: Database
    ) throws(StoreError) -> (chunks: Set<Int>, total: Int) {
        // SQLite opens the log with the first reading.
        do { try database.execute(sql: "SELECT 1 FROM sqlite_master LIMIT 1") } catch {
            throw .catalogue(error)
        }
        let file = ConnectionFile(database)
        let size = try file.size()
        let log = try LogFrames.read(ConnectionFile(database, .log))
        var chunks: Set<Int> = []
        for chunk in log.chunks(ofFileOf: size) {
            switch try list.line(chunk) {
            case .noted where isExpected(chunk): continue
            case .missing: chunks.insert(chunk)
            case .digest(let digest) where try file.digest(ofChunk: chunk) == digest:
                chunks.insert(chunk)
            default: throw .catalogueAltered(catalogue)
            }
        }
        return (chunks, DigestList.chunks(in: log.fileSize ?? size))
    }

    /// Whether a note of a chunk may be there: ours, or one of those who wrote before us and were broken off.
    private func isExpected(_ chunk: Int) -> Bool {
        state.withLock { $0.noted?.contains(chunk) ?? true }
    }
}

/// How many frames the log had after the last transaction of a connection.
private final class FrameCount: @unchecked Sendable {
    // Safe: SQLite writes and we read within accesses of one connection, which queue up.
    let pointer = UnsafeMutablePointer<Int32>.allocate(capacity: 1)

    var count: Int { Int(pointer.pointee) }

    init() { pointer.initialize(to: 0) }

    deinit { pointer.deallocate() }
}
