import ArchiveModel
import Catalogue
import DurableFiles
import GRDB
import OCFL

/// Compares what the catalogue says of a batch with what its object holds.
struct BatchComparison {
    let archive: Archive
    let inventory: ObjectInventory
    /// The object's folder from the archive's.
    let subject: String
    private(set) var findings: [ArchiveFinding] = []

    init(_ inventory: ObjectInventory, subject: String, archive: Archive) {
        self.archive = archive
        self.inventory = inventory
        self.subject = subject
    }

    /// Makes the comparison, in one view of the catalogue; with `isDeep` also of every record and
    /// every text of a page.
    mutating func run(isDeep: Bool) throws {
        var comparison = self
        defer { self = comparison }
        try archive.catalogue.read { try comparison.compare(in: $0, isDeep: isDeep) }
    }

    private mutating func compare(in database: Database, isDeep: Bool) throws {
        guard let batch = try BatchRow.read(object: inventory.id, in: database) else {
            return add("object-unlisted", "the catalogue has no batch for this object")
        }
        guard batch.head <= inventory.headNumber else {
            return add(
                "object-behind",
                "the catalogue knows version \(batch.head), the object has only "
                    + "\(inventory.headNumber)")
        }
        guard batch.head == inventory.headNumber else {
            return add(
                "object-ahead",
                "the catalogue knows version \(batch.head), the object has \(inventory.headNumber)")
        }
        try compareScans(of: batch, in: database)
        guard isDeep else { return }
        try compareTexts(of: batch, in: database)
        try checkExplanations(of: batch, in: database)
        if batch.isPending {
            note("batch-pending", "changes are in the catalogue only; run 'archivectl seal'")
        } else {
            try compareRecords(of: batch, in: database)
        }
    }

    /// What the catalogue says of documents has an event that explains it.
    private mutating func checkExplanations(of batch: BatchRow, in database: Database) throws {
        guard try DocumentMarks.areKept(in: database) else { return }
        let content = BatchContent(batch: batch.id, database: database)
        for document in try content.unexplainedDocuments() {
            add(
                "record-unexplained", "the catalogue was changed and no event says by whom",
                "document \(document.text)")
        }
    }

    private mutating func compareScans(of batch: BatchRow, in database: Database) throws {
        let files = inventory.files
        let folder = archive.store.folder(of: inventory.id)
        var originals = Set(files.keys.filter { LogicalPath.name(ofOriginal: $0) != nil })
        let rows = try Row.fetchCursor(
            database,
            sql: "SELECT path, content, digest, size, verdict FROM scan WHERE batch_id = ?",
            arguments: [batch.id.rawValue])
        var unfinished = 0
        while let row = try rows.next() {
            let path: String = row["path"]
            let content: String = row["content"]
            let size: Int64 = row["size"]
            originals.remove(path)
            let digest = ContentDigest(bytes: row.bytes("digest"))
            if files[path] != digest || digest.flatMap(inventory.content) != content {
                add("scan-missing", "the object does not have this scan with this digest", path)
            } else if Folder.fileSize(folder + "/" + content) != size {
                add("scan-missing", "the archived file does not have the recorded size", path)
            }
            if row["verdict"] as String? == nil { unfinished += 1 }
        }
        for path in originals.sorted()
        where try !isDisposed(files[path], in: database) {
            add("scan-unlisted", "the catalogue does not have this scan", path)
        }
        if unfinished > 0 {
            note(
                "scan-unfinished",
                "scans without a verdict: \(unfinished); run 'archivectl ingest'")
        }
    }

    /// Whether a scan was disposed of, and its object is only to be replaced: there is a note of that.
    private func isDisposed(_ scan: ContentDigest?, in database: Database) throws -> Bool {
        try scan.flatMap { try DisposedScan.number(of: $0, in: database) } != nil
    }

    /// Compares `documents.json` with the catalogue; nothing is pending.
    private mutating func compareRecords(of batch: BatchRow, in database: Database) throws {
        guard inventory.files[LogicalPath.documents] != nil else {
            let settled = try Int.fetchOne(
                database,
                sql: "SELECT count(*) FROM scan WHERE batch_id = ? AND verdict IS NOT NULL",
                arguments: [batch.id.rawValue])
            if settled != 0 { add("record-differs", "the object has no documents.json") }
            return
        }
        guard let sealed = sealedBatch() else { return }
        try compareAnchor(sealed.events, in: database)
        for name in try differences(of: sealed, from: batch, in: database) {
            add("record-differs", "the catalogue says otherwise than documents.json", name)
        }
    }

    private mutating func sealedBatch() -> SealedBatch? {
        do throws(StoreError) {
            return try SealedBatch.read(
                at: archive.store.path(of: LogicalPath.documents, in: inventory))
        } catch {
            add("record-unreadable", error.message, LogicalPath.documents)
            return nil
        }
    }

    /// Names of the scans and documents that are not the same in both.
    private func differences(
        of sealed: SealedBatch, from batch: BatchRow, in database: Database
    ) throws -> [String] {
        let content = BatchContent(batch: batch.id, database: database)
        var scans = Dictionary(
            sealed.scans.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
        var documents = Dictionary(
            sealed.documents.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        var names: [String] = []
        try content.forEachScan { scan in
            if scans.removeValue(forKey: scan.path) != scan { names.append(scan.path) }
        }
        try content.forEachDocument { document in
            if documents.removeValue(forKey: document.id) != document {
                names.append("document \(document.id.text)")
            }
        }
        if try content.removed() != sealed.removed ?? [] { names.append("removed documents") }
        return names + scans.keys.sorted()
            + documents.keys.map { "document \($0.text)" }.sorted()
    }

    private mutating func compareAnchor(_ end: EventLog.End, in database: Database) throws {
        let row = try Row.fetchOne(
            database, sql: "SELECT hash FROM event WHERE sequence = ?", arguments: [end.sequence])
        let hash = row.flatMap { ContentDigest(bytes: $0.bytes("hash")) }
        guard hash?.hex != end.hash else { return }
        // A catalogue that was made again begins a new log, and says which versions it found.
        let isFound = try Bool.fetchOne(
            database, sql: "SELECT EXISTS (SELECT 1 FROM event WHERE action = ? AND object = ?)",
            arguments: [EventAction.versionFound.rawValue, "\(inventory.id) \(inventory.head)"])
        if isFound != true {
            add(
                "events-missing", "event \(end.sequence), which the object names, is not in the log"
            )
        }
    }

    mutating func add(_ code: String, _ message: String, _ path: String? = nil) {
        findings.append(
            ArchiveFinding(code, severity: .error, subject: place(path), message: message))
    }

    private mutating func note(_ code: String, _ message: String) {
        findings.append(ArchiveFinding(code, severity: .note, subject: subject, message: message))
    }

    private func place(_ path: String?) -> String { path.map { "\(subject): \($0)" } ?? subject }
}
