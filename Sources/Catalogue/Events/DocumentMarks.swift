package import ArchiveModel
import DurableFiles
import Foundation
package import GRDB

/// What an event keeps of a document, so that no change of the catalogue goes unexplained: a mark of
/// each of its parts, which tells whether the part is what it was, and nothing of what it says.
///
/// A mark is 32 hexadecimal digits of a SHA-512 with a salt of the document
/// (docs/format/archive-format.md, "Marks of a document").
package struct DocumentMarks: Codable, Equatable {
    /// The mark of the list of corrections.
    package var corrections: String
    /// By name of the field.
    package var fields: [String: String]
    /// The mark of the list of pages and what was read on them.
    package var pages: String
    /// The mark of the type and where it was read.
    package var type: String

    /// How they are made; nil in events of catalogues before 6.
    package var version: Int?

    /// Marks a document as it is; nil when it is not there.
    ///
    /// Reads what was read on each page, one page at a time. In the way of an older version to compare
    /// them with what an older program wrote.
    package static func read(
        of id: DocumentID, version: MarkVersion = .newest, in database: Database
    ) throws -> DocumentMarks? {
        guard let key = try DocumentRow.key(of: id, in: database) else { return nil }
        let marker = Marker(salt: try salt(of: key, in: database))
        let pages = try marker.mark("pages", parts: pageParts(of: key, in: database))
        return try read(of: id, version: version, marker: marker, pages: pages, in: database)
    }

    /// The marks of the same document after a change that left its pages and their texts alone.
    package func afterCorrection(
        of id: DocumentID, in database: Database
    ) throws -> DocumentMarks? {
        guard let key = try DocumentRow.key(of: id, in: database) else { return nil }
        let marker = Marker(salt: try Self.salt(of: key, in: database))
        return try Self.read(
            of: id, version: .newest, marker: marker, pages: pages, in: database)
    }

    private static func read(
        of id: DocumentID, version: MarkVersion, marker: Marker, pages: String,
        in database: Database
    ) throws -> DocumentMarks? {
        guard let head = try DocumentRow.head(id, in: database) else { return nil }
        let parts = MarkedParts(of: head, version: version)
        let corrections = try CorrectionRow.all(of: id, in: database)
        return DocumentMarks(
            corrections: try marker.mark("corrections", parts: parts.corrections(corrections)),
            fields: try parts.fields.reduce(into: [:]) { marks, field in
                marks[field.key] = try marker.mark("field \(field.key)", parts: field.value)
            },
            pages: pages, type: try marker.mark("type", parts: parts.type),
            version: version.recorded)
    }

    /// Names of the parts that are not the same in both: `corrections`, `pages`, `type` and fields.
    package func differences(from other: DocumentMarks) -> [String] {
        let names = Set(fields.keys).union(other.fields.keys)
        return names.filter { fields[$0] != other.fields[$0] }.sorted()
            + (type == other.type ? [] : [DocumentChange.type])
            + (pages == other.pages ? [] : ["pages"])
            + (corrections == other.corrections ? [] : ["corrections"])
    }

    /// Of each page the digest of its scan, its number, its outcome, and the digest of its text.
    private static func pageParts(of key: Int64, in database: Database) throws -> [[String?]] {
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT scan.digest, number, page.verdict, text
                FROM document_page JOIN page ON page.id = document_page.page_id
                JOIN scan ON scan.id = page.scan_id
                LEFT JOIN page_text ON page_text.page_id = page.id
                WHERE document_key = ? ORDER BY position
                """, arguments: [key])
        var parts: [[String?]] = []
        while let row = try rows.next() {
            parts.append([
                ContentDigest(bytes: row.bytes("digest"))?.hex, "\(row["number"] as Int)",
                try PageRow.verdict(row).rawValue,
                (row["text"] as String?).map { ContentDigest(of: Array($0.utf8)).hex },
            ])
        }
        return parts
    }
}

extension DocumentMarks {
    /// Makes the marks of one document.
    private struct Marker {
        let salt: [UInt8]

        func mark(_ name: String, parts: [[String?]]) throws -> String {
            let text = try name + "\n" + StoredJSON.encode(parts)
            return String(ContentDigest(of: salt + Array(text.utf8)).hex.prefix(32))
        }
    }

    /// The salt of a document; none when an event never marked it.
    private static func salt(of key: Int64, in database: Database) throws -> [UInt8] {
        let row = try Row.fetchOne(
            database.cachedStatement(sql: "SELECT salt FROM document_salt WHERE document_key = ?"),
            arguments: [key])
        return row.map { $0.bytes("salt") } ?? []
    }

    /// Gives a document a salt unless it has one.
    fileprivate static func giveSalt(to id: DocumentID, in database: Database) throws {
        var generator = SystemRandomNumberGenerator()
        let salt = (0..<16).map { _ in UInt8.random(in: 0...255, using: &generator) }
        try database.cachedStatement(
            sql: """
                INSERT OR IGNORE INTO document_salt (document_key, salt)
                SELECT key, ? FROM document WHERE id = ?
                """
        ).execute(arguments: [Data(salt), id.text])
    }
}

extension DocumentMarks {
    /// What `unexplained` names when no event tells of the document at all.
    package static let wholeDocument = "document"

    /// What an event of a document says beside its marks.
    private struct Detail: Codable {
        /// The first page of the document.
        var first: Page?
        var marks: DocumentMarks?
        /// The field that was corrected.
        var name: String?

        struct Page: Codable {
            var page: Int
            var scan: ContentDigest
        }
    }

    /// Adds an event that explains the document as it is now; `name` is what was corrected.
    package static func record(
        _ action: EventAction, of id: DocumentID, name: String? = nil, by user: ActingUser,
        in database: Database
    ) throws {
        try giveSalt(to: id, in: database)
        let marks = try DocumentMarks.read(of: id, in: database)
        try record(action, of: id, marks: marks, name: name, by: user, in: database)
    }

    /// Adds an event of a correction; `name` is the field, and these are the marks after it.
    package func recordCorrection(
        of id: DocumentID, name: String, by user: ActingUser, in database: Database
    ) throws {
        try Self.record(
            .documentCorrected, of: id, marks: self, name: name, by: user, in: database)
    }

    private static func firstPage(
        of id: DocumentID, in database: Database
    ) throws -> Detail.Page? {
        let row = try Row.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT digest, number FROM document
                    JOIN document_page ON document_key = key AND position = 1
                    JOIN page ON page.id = page_id JOIN scan ON scan.id = scan_id
                    WHERE document.id = ?
                    """), arguments: [id.text])
        return row.flatMap { row in
            ContentDigest(bytes: row.bytes("digest")).map {
                Detail.Page(page: row["number"], scan: $0)
            }
        }
    }

    private static func record(
        _ action: EventAction, of id: DocumentID, marks: DocumentMarks?, name: String?,
        by user: ActingUser, in database: Database
    ) throws {
        let detail = Detail(first: try firstPage(of: id, in: database), marks: marks, name: name)
        try EventLog.append(action, object: id.text, detail: detail, by: user, in: database)
    }

    /// Adds an event for each document: what is there is taken as it is.
    package static func recordAll(by user: ActingUser, in database: Database) throws {
        var last: Int64 = 0
        while let row = try Row.fetchOne(
            database, sql: "SELECT key, id FROM document WHERE key > ? ORDER BY key LIMIT 1",
            arguments: [last])
        {
            last = row["key"]
            guard let id = DocumentID(row["id"]) else { continue }
            try record(.documentRecorded, of: id, by: user, in: database)
        }
    }

    /// Names of the parts of a document that are not as its newest event left them; none when all of
    /// it is explained.
    package static func unexplained(
        _ id: DocumentID, in database: Database
    ) throws -> [String] {
        guard let found = try DocumentMarks.read(of: id, in: database) else {
            return [wholeDocument]
        }
        return try found.unexplained(id, in: database)
    }

    /// As above, of a document whose marks are these.
    package func unexplained(_ id: DocumentID, in database: Database) throws -> [String] {
        guard let known = try Self.newest(of: id, in: database)?.marks,
            let version = MarkVersion(recorded: known.version)
        else { return [Self.wholeDocument] }
        guard known.version != self.version else { return differences(from: known) }
        let then = try Self.read(of: id, version: version, in: database)
        return then?.differences(from: known) ?? [Self.wholeDocument]
    }

    /// Whether any event has marks of a document.
    static func areRecorded(in database: Database) throws -> Bool {
        try Bool.fetchOne(
            database,
            sql: "SELECT EXISTS (SELECT 1 FROM event WHERE action = 'document-recorded')") ?? false
    }

    /// Documents that an event says are there and start with a page of one of these scans, and that
    /// are not there.
    ///
    /// Goes through the documents of all events: to be asked where a page is in no document.
    package static func missing(
        startingIn scans: Set<ContentDigest>, in database: Database
    ) throws -> [DocumentID] {
        let texts = try String.fetchAll(
            database,
            sql: """
                SELECT DISTINCT object FROM event
                WHERE action IN ('document-recorded', 'document-corrected', 'document-removed')
                AND NOT EXISTS (SELECT 1 FROM document WHERE document.id = object)
                """)
        return try texts.compactMap { DocumentID($0) }.filter { id in
            guard let known = try newest(of: id, in: database), known.marks != nil else {
                return false
            }
            return known.first.map { scans.contains($0.scan) } ?? false
        }
    }

    /// Whether the newest event of a document says that it is there.
    package static func isExpected(_ id: DocumentID, in database: Database) throws -> Bool {
        try newest(of: id, in: database)?.marks != nil
    }

    /// Whether the catalogue is of a version whose events have marks.
    package static func areKept(in database: Database) throws -> Bool {
        let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        return try version >= firstVersion && !isIntroductionUnfinished(in: database)
    }

    /// Whether the upgrade that gives each document its first event was broken off on the way: what the
    /// catalogue says of documents is taken as it is when the next writer goes on with it.
    package static func isIntroductionUnfinished(in database: Database) throws -> Bool {
        guard try Int.fetchOne(database, sql: "PRAGMA user_version") == firstVersion else {
            return false
        }
        let hasDocuments = try Bool.fetchOne(
            database, sql: "SELECT EXISTS (SELECT 1 FROM document)")
        return try hasDocuments == true && !areRecorded(in: database)
    }

    /// The version of the catalogue from which on documents have such events.
    private static let firstVersion = 4

    /// What the newest event of a document says; nil when there is none, or its hash is not its own.
    private static func newest(of id: DocumentID, in database: Database) throws -> Detail? {
        let row = try Row.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT * FROM event WHERE object = ?
                    AND action IN ('document-recorded', 'document-corrected', 'document-removed')
                    ORDER BY sequence DESC LIMIT 1
                    """), arguments: [id.text])
        guard let row, let previous = ContentDigest(bytes: row.bytes("previous")),
            let hash = ContentDigest(bytes: row.bytes("hash"))
        else { return nil }
        let event = Event(row)
        guard event.hash(after: previous.hex) == hash else { return nil }
        return try? StoredJSON.decode(event.detail)
    }
}
