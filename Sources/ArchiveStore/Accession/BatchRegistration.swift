import ArchiveModel
import Catalogue
import DurableFiles
import GRDB
import OCFL

/// Makes the catalogue know what the newest version of a batch's object holds.
///
/// Used when a batch is received, when a broken-off commit is ended, and when the catalogue is made
/// again: all three must come to the same rows.
struct BatchRegistration {
    private let inventory: ObjectInventory
    private let file: BatchFile
    private let store: ObjectStore

    init(_ inventory: ObjectInventory, file: BatchFile, in store: ObjectStore) {
        self.inventory = inventory
        self.file = file
        self.store = store
    }

    /// Reads `batch.json` of the newest version; throws `record-unreadable`.
    static func read(
        _ inventory: ObjectInventory, in store: ObjectStore
    ) throws(StoreError) -> BatchRegistration {
        let path = store.path(of: LogicalPath.batch, in: inventory)
        return BatchRegistration(inventory, file: try BatchFile.read(at: path), in: store)
    }

    /// Adds the batch and those of its scans that the catalogue does not have, in the order of
    /// arrival; returns what they came to by logical path.
    ///
    /// `where` chooses scans by logical path.
    func register(
        in database: Database, where isWanted: (String) throws -> Bool = { _ in true }
    ) throws -> [String: AccessionOutcome] {
        let batch = try writeBatch(in: database)
        let present = try String.fetchSet(
            database, sql: "SELECT path FROM scan WHERE batch_id = ?", arguments: [batch.rawValue])
        let files = inventory.files
        let created = creationTimes()
        var result: [String: AccessionOutcome] = [:]
        for entry in file.files
        where try !present.contains(entry.path) && isWanted(entry.path) {
            guard let digest = files[entry.path], let content = inventory.content(of: digest),
                let name = LogicalPath.name(ofOriginal: entry.path)
            else { throw StoreError.recordUnreadable(store.folder(of: inventory.id)) }
            let row = AccessionRow(
                batch: batch, name: name, path: entry.path, content: content, digest: digest,
                size: Folder.fileSize(store.folder(of: inventory.id) + "/" + content) ?? -1,
                modified: StoredTime.nanoseconds(entry.modified) ?? 0,
                accessionedAt: created[entry.path] ?? StoredTime.now)
            result[entry.path] = try row.insert(into: database)
        }
        return result
    }

    /// Forgets that files of these paths could not be taken in before.
    func forgetRefusals(of paths: some Collection<String>, in database: Database) throws {
        guard let folder = PortableName.decode(file.folder) else { return }
        try RefusalRow.remove(
            folder: folder, names: paths.compactMap(LogicalPath.name), in: database)
    }

    /// Writes the event of a reception.
    func recordReceived(
        _ accessions: [String: AccessionOutcome], by user: ActingUser, in database: Database
    ) throws {
        let duplicates = accessions.values.count {
            if case .duplicate = $0 { true } else { false }
        }
        try EventLog.append(
            .batchReceived, object: "\(inventory.id) \(inventory.head)",
            detail: ["duplicates": duplicates, "files": accessions.count], by: user, in: database)
    }

    /// The name that the batch's own record gives it; throws `record-unreadable`.
    var statedName: ScanName {
        get throws(StoreError) {
            guard let name = PortableName.decode(file.name) else {
                throw .recordUnreadable(store.folder(of: inventory.id))
            }
            return name
        }
    }

    /// Adds the batch, or says how far it is known; one whose name another batch has gets a free one.
    private func writeBatch(in database: Database) throws -> BatchID {
        if let known = try BatchRow.read(object: inventory.id, in: database) {
            try database.execute(
                sql: "UPDATE batch SET head = ? WHERE id = ?",
                arguments: [inventory.headNumber, known.id.rawValue])
            return known.id
        }
        guard let folder = PortableName.decode(file.folder),
            let source = PortableName.decode(file.source)
        else { throw StoreError.recordUnreadable(store.folder(of: inventory.id)) }
        let name = try BatchRow.freeName(for: statedName, in: database)
        try database.execute(
            sql: """
                INSERT INTO batch (name, folder, source, object, head, opened_at)
                VALUES (?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                name.blob, folder.blob, source.blob, inventory.id, inventory.headNumber,
                inventory.version(1)?.created ?? StoredTime.now,
            ])
        return BatchID(rawValue: database.lastInsertedRowID)
    }

    /// When each logical path came into the object.
    private func creationTimes() -> [String: String] {
        var result: [String: String] = [:]
        for number in 1...max(1, inventory.headNumber) {
            guard let version = inventory.version(number) else { continue }
            for path in version.state.values.joined() where result[path] == nil {
                result[path] = version.created
            }
        }
        return result
    }
}

extension ObjectStore {
    /// Where the content of a logical path of the newest version lies; a path that is not there
    /// when the object does not have it.
    func path(of logical: String, in inventory: ObjectInventory) -> String {
        let content = inventory.files[logical].flatMap(inventory.content) ?? logical
        return folder(of: inventory.id) + "/" + content
    }
}
