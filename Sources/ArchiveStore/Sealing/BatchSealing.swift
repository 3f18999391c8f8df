import ArchiveModel
import Catalogue
import DurableFiles
import Foundation
import GRDB
import OCFL

/// Writes what was made of a batch as the next version of its object: an ALTO file for each scan
/// whose text changed, and `documents.json`.
struct BatchSealing {
    private let archive: Archive
    private let user: ActingUser
    private let batch: BatchRow
    private var draft: VersionDraft
    /// The number of the last event that `documents.json` knows of.
    private var lastEvent: Int64 = 0

    private init(archive: Archive, user: ActingUser, batch: BatchRow, draft: VersionDraft) {
        self.archive = archive
        self.user = user
        self.batch = batch
        self.draft = draft
    }

    /// Begins with the newest version of the batch's object.
    static func begin(
        _ batch: BatchRow, archive: Archive, by user: ActingUser
    ) throws -> BatchSealing {
        let inventory = try archive.store.inventory(of: batch.object)
        return BatchSealing(
            archive: archive, user: user, batch: batch,
            draft: try .begin(after: inventory, in: archive.store))
    }

    /// Writes the version and marks the batch as sealed; nothing is left of it when it throws.
    mutating func seal() throws {
        var committed = false
        let unused = draft
        defer { if !committed { unused.discard() } }
        let isFirst = draft.files[LogicalPath.documents] == nil
        try writeALTO()
        try writeDocuments()
        let staged = try draft.stage(
            message: isFirst ? VersionMessage.recognised : VersionMessage.corrected,
            user: user.inventoryUser)
        try archive.store.commit(staged) { inventory in
            try archive.catalogue.write { database in
                try Self.recordSealed(inventory, asOf: lastEvent, by: user, in: database)
            }
            try archive.noteVersions()
        }
        committed = true
    }

    /// Marks a batch as sealed by the newest version of its object, which knows of no later event than
    /// `event`: the words of its pages are in ALTO files only, and nothing of it is pending, unless a
    /// person changed something since.
    static func recordSealed(
        _ inventory: ObjectInventory, asOf event: Int64, by user: ActingUser, in database: Database
    ) throws {
        guard let batch = try BatchRow.read(object: inventory.id, in: database) else {
            throw StoreError.catalogueDamaged(inventory.id)
        }
        try writeALTOPaths(of: batch, inventory, in: database)
        try database.execute(
            sql: "UPDATE batch SET head = ?, pending = ? WHERE id = ?",
            arguments: [
                inventory.headNumber, try isCorrected(batch.id, after: event, in: database),
                batch.id.rawValue,
            ])
        try EventLog.append(
            .batchSealed, object: "\(inventory.id) \(inventory.head)",
            detail: ["files": inventory.files.count], by: user, in: database)
    }

    /// Whether a document with pages of the batch was corrected behind an event.
    private static func isCorrected(
        _ batch: BatchID, after event: Int64, in database: Database
    ) throws -> Bool {
        try Bool.fetchOne(
            database,
            sql: """
                SELECT EXISTS (
                    SELECT 1 FROM event JOIN document ON document.id = event.object
                    JOIN document_page ON document_key = key JOIN page ON page.id = page_id
                    JOIN scan ON scan.id = scan_id
                    WHERE event.sequence > ? AND action = ? AND batch_id = ?)
                """,
            arguments: [event, EventAction.documentCorrected.rawValue, batch.rawValue]) ?? false
    }

    private static func writeALTOPaths(
        of batch: BatchRow, _ inventory: ObjectInventory, in database: Database
    ) throws {
        let files = inventory.files
        let rows = try Row.fetchAll(
            database,
            sql: "SELECT id, path, alto FROM scan WHERE batch_id = ? AND verdict IS NOT NULL",
            arguments: [batch.id.rawValue])
        for row in rows {
            let path = LogicalPath.alto(ofOriginal: row["path"])
            guard let content = files[path].flatMap(inventory.content) else { continue }
            if row["alto"] as String? != content {
                try database.execute(
                    sql: "UPDATE scan SET alto = ? WHERE id = ?", arguments: [content, row["id"]])
            }
            try database.execute(
                sql: """
                    DELETE FROM page_words WHERE page_id IN (
                        SELECT id FROM page WHERE scan_id = ?)
                    """, arguments: [row["id"]])
        }
    }

    /// Writes the ALTO files of scans that have none, or words that are in none.
    private mutating func writeALTO() throws {
        let batch = batch.id
        let scans = try archive.catalogue.read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT scan.id, path FROM scan WHERE batch_id = ? AND verdict IS NOT NULL
                    AND EXISTS (SELECT 1 FROM page WHERE scan_id = scan.id)
                    AND (alto IS NULL OR EXISTS (
                        SELECT 1 FROM page JOIN page_words ON page_id = page.id
                        WHERE scan_id = scan.id))
                    ORDER BY scan.id
                    """, arguments: [batch.rawValue]
            ).map { (id: ScanID(rawValue: $0["id"]), path: $0["path"] as String) }
        }
        for scan in scans {
            let record = try Listing(archive: archive).scan(scan.id)
            let archive = archive
            try draft.add(LogicalPath.alto(ofOriginal: scan.path)) { sink in
                try ScanReading(of: record, in: archive).writeALTO(to: sink)
            }
        }
    }

    private mutating func writeDocuments() throws {
        let (archive, batch) = (archive, batch.id)
        var last = EventLog.start
        draft.remove(LogicalPath.documents)
        try draft.add(LogicalPath.documents) { sink in
            try archive.catalogue.read { database in
                let content = BatchContent(batch: batch, database: database)
                let unexplained = try content.unexplainedDocuments()
                guard unexplained.isEmpty else {
                    throw StoreError.recordUnexplained(unexplained)
                }
                var writer = RecordWriter(sink)
                try writer.write("{\"documents\":[")
                try content.forEachDocument { try writer.writeElement($0) }
                last = try EventLog.end(in: database)
                try writer.write("\n],\n\"events\":\(StoredJSON.encode(last)),\n")
                try writer.write("\"format\":\"\(SealedBatch.format)\",\n")
                let groupings = try content.groupings()
                if !groupings.isEmpty {
                    try writer.write("\"groupings\":\(StoredJSON.encode(groupings)),\n")
                }
                let removed = try content.removed()
                if !removed.isEmpty {
                    try writer.write(
                        "\"removed\":\(StoredJSON.encode(removed, keys: .snakeCase)),\n")
                }
                try writer.write("\"scans\":[")
                try content.forEachScan { try writer.writeElement($0) }
                try writer.write("\n]}\n")
            }
        }
        lastEvent = last.sequence
    }
}

/// Writes a long JSON file piece by piece, one element of a list a line.
private struct RecordWriter {
    private let sink: (UnsafeRawBufferPointer) throws -> Void
    private var isFirst = true

    init(_ sink: @escaping (UnsafeRawBufferPointer) throws -> Void) {
        self.sink = sink
    }

    mutating func writeElement(_ value: some Encodable) throws {
        let comma = isFirst ? "" : ","
        try writeText(comma + "\n" + StoredJSON.encode(value, keys: .snakeCase))
        isFirst = false
    }

    /// Writes text that is no element; the next element is the first of its list.
    mutating func write(_ text: String) throws {
        isFirst = true
        try writeText(text)
    }

    private func writeText(_ text: String) throws {
        var text = text
        try text.withUTF8 { try sink(UnsafeRawBufferPointer($0)) }
    }
}
