import ArchiveModel
import Catalogue
import DurableFiles
import GRDB

/// Finds out whether a folder was taken in before: the question behind "adds nothing twice".
///
/// A folder that still holds a scan of the latest batch of its name is that batch, and what is new
/// in it came late. A folder of another name whose files are all in one batch is that batch under
/// another path. Anything else is a new batch.
struct BatchMatch {
    /// The batch that the folder is; nil when it is new.
    private(set) var batch: BatchRow?
    /// The scans of that batch that the files are, by position in the incoming batch.
    private(set) var known: [Int: ScanID] = [:]
    /// What was found wrong with files on the way, by position.
    private(set) var refused: [Int: StoreError] = [:]

    private let incoming: IncomingBatch
    private let catalogue: Catalogue
    private var sizes: [Int: Int64] = [:]
    private var digests: [Int: ContentDigest] = [:]

    /// Compares the folder with what the catalogue has; reads only files that may be known.
    static func find(_ incoming: IncomingBatch, in catalogue: Catalogue) throws -> BatchMatch {
        var match = BatchMatch(incoming, in: catalogue)
        try match.compare()
        return match
    }

    private init(_ incoming: IncomingBatch, in catalogue: Catalogue) {
        self.incoming = incoming
        self.catalogue = catalogue
    }

    private mutating func compare() throws {
        for index in incoming.files.indices { measure(index) }
        let folder = incoming.folder
        if let latest = try catalogue.read({ try BatchRow.latest(folder: folder, in: $0) }) {
            let found = try scans(of: latest, stopAtFirstMiss: false)
            if !found.isEmpty {
                match(latest, scans: found)
                return
            }
        }
        for other in try candidates() {
            let found = try scans(of: other, stopAtFirstMiss: true)
            if found.count == sizes.count {
                match(other, scans: found)
                return
            }
        }
    }

    private mutating func match(_ batch: BatchRow, scans: [Int: ScanID]) {
        self.batch = batch
        known = scans
    }

    /// Notes a file's size, or that it cannot be taken in.
    private mutating func measure(_ index: Int) {
        do throws(StoreError) {
            sizes[index] = try ScanSource.open(path: incoming.files[index].path).size
        } catch {
            refused[index] = error
        }
    }

    /// The scans of a batch that the files are: same name, same bytes.
    private mutating func scans(
        of batch: BatchRow, stopAtFirstMiss: Bool
    ) throws -> [Int: ScanID] {
        var result: [Int: ScanID] = [:]
        for index in sizes.keys.sorted() {
            let found = try scan(index, of: batch)
            if let found { result[index] = found } else if stopAtFirstMiss { break }
        }
        return result
    }

    private mutating func scan(_ index: Int, of batch: BatchRow) throws -> ScanID? {
        let name = incoming.files[index].name
        let size = sizes[index]
        let rows = try catalogue.read { database in
            try Row.fetchAll(
                database,
                sql: "SELECT id, digest FROM scan WHERE batch_id = ? AND name = ? AND size = ?",
                arguments: [batch.id.rawValue, name.blob, size])
        }
        guard !rows.isEmpty, let digest = digest(index) else { return nil }
        return rows.first { $0.bytes("digest") == Array(digest.blob) }
            .map { ScanID(rawValue: $0["id"]) }
    }

    /// The digest of a file, read once; nil when it cannot be read, which is then its refusal.
    private mutating func digest(_ index: Int) -> ContentDigest? {
        if let known = digests[index] { return known }
        do throws(StoreError) {
            let digest = try ScanSource.open(path: incoming.files[index].path).read { _ in }
            digests[index] = digest
            return digest
        } catch {
            refused[index] = error
            sizes[index] = nil
            return nil
        }
    }

    /// Batches of other folders that have a file of the name and size of the first one.
    private func candidates() throws -> [BatchRow] {
        guard let first = sizes.keys.min() else { return [] }
        let name = incoming.files[first].name
        let size = sizes[first]
        return try catalogue.read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT * FROM batch WHERE id IN (
                        SELECT batch_id FROM scan WHERE name = ? AND size = ?)
                    AND (SELECT count(*) FROM scan WHERE batch_id = batch.id) >= ?
                    ORDER BY id DESC
                    """, arguments: [name.blob, size, sizes.count]
            ).map(BatchRow.init)
        }
    }
}
