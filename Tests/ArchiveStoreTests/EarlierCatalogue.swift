import ArchiveModel
import Foundation
import GRDB

@testable import ArchiveStore
@testable import Catalogue

/// Brings an archive back to what earlier programs made, so that its upgrade can be tried.
enum EarlierCatalogue {
    /// Makes version 6, whose pages had no codes.
    static func make6(at path: String) throws {
        try change(path) { database in
            try database.execute(
                sql: """
                    DROP INDEX page_coded;
                    ALTER TABLE page DROP COLUMN codes;
                    DROP INDEX field_doubtful;
                    DROP INDEX document_type_doubtful;
                    DELETE FROM grdb_migrations WHERE identifier IN ('7', '7, review');
                    PRAGMA user_version = 6;
                    """)
        }
    }

    /// Makes version 5, with marks as they were then.
    static func make5(at path: String) throws {
        try make6(at: path)
        try change(path) { database in
            let marks = try marks(in: database)
            try StayingIdentities.withoutTriggers(in: database) {
                try database.execute(sql: fieldsByPosition)
            }
            for (id, marks) in marks {
                try EventLog.append(
                    .documentRecorded, object: id.text, detail: ["marks": marks], by: .current,
                    in: database)
            }
            try database.execute(
                sql: """
                    DELETE FROM grdb_migrations WHERE identifier = '6';
                    PRAGMA user_version = 5;
                    """)
        }
        let queue = try DatabaseQueue(path: path + "/catalogue.sqlite")
        try EventAnchor(of: path + "/catalogue.sqlite").write(
            try queue.read { try EventLog.end(in: $0) })
        try queue.close()
        try makeDocuments1(below: path, without: ["field"])
    }

    /// Makes version 4, and takes the journal away.
    static func make4(at path: String) throws {
        try make5(at: path)
        try makeDocuments1(below: path, without: ["decision", "field", "id"])
        try change(path) { database in
            try database.execute(
                sql: """
                    DROP TRIGGER pending_correction;
                    CREATE TABLE old (
                        id INTEGER PRIMARY KEY,
                        document_key INTEGER NOT NULL REFERENCES document (key) ON DELETE CASCADE,
                        name TEXT NOT NULL, previous TEXT, value TEXT, actor TEXT NOT NULL,
                        at TEXT NOT NULL, account TEXT) STRICT;
                    INSERT INTO old SELECT correction.id, key, name, previous, value, actor, at, account
                    FROM correction JOIN document ON document.id = correction.document;
                    DROP TABLE correction;
                    ALTER TABLE old RENAME TO correction;
                    DROP TABLE journal_state;
                    DROP TABLE index_due;
                    DELETE FROM grdb_migrations WHERE identifier = '5';
                    PRAGMA user_version = 4;
                    """)
        }
        try FileManager.default.removeItem(atPath: path + "/journal")
    }

    private static func change(_ path: String, _ body: (Database) throws -> Void) throws {
        let queue = try DatabaseQueue(path: path + "/catalogue.sqlite")
        try queue.write(body)
        try queue.close()
        try? FileManager.default.removeItem(atPath: path + "/catalogue.sqlite.digests")
    }

    private static func marks(in database: Database) throws -> [(DocumentID, DocumentMarks)] {
        try String.fetchAll(database, sql: "SELECT id FROM document").compactMap { text in
            guard let id = DocumentID(text) else { return nil }
            return try DocumentMarks.read(of: id, version: .positions, in: database).map {
                (id, $0)
            }
        }
    }

    private static let fieldsByPosition = """
        CREATE TABLE old (
            document_key INTEGER NOT NULL REFERENCES document (key) ON DELETE CASCADE,
            position INTEGER NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL,
            raw TEXT NOT NULL, page INTEGER NOT NULL, box_left INTEGER NOT NULL,
            box_top INTEGER NOT NULL, box_right INTEGER NOT NULL, box_bottom INTEGER NOT NULL,
            confidence REAL NOT NULL, rule TEXT NOT NULL, "check" TEXT NOT NULL,
            PRIMARY KEY (document_key, position)) STRICT, WITHOUT ROWID;
        INSERT INTO old SELECT document_key, position, name, value, raw, coalesce((
                SELECT place.position FROM document_page AS place
                WHERE place.document_key = field.document_key AND place.page_id = field.page_id), 1),
            coalesce(box_left, 0), coalesce(box_top, 0), coalesce(box_right, 0),
            coalesce(box_bottom, 0), confidence, rule, "check" FROM field;
        DROP TABLE field;
        ALTER TABLE old RENAME TO field;
        UPDATE document SET type_evidence = json_remove(json_set(type_evidence, '$.page', (
            SELECT place.position FROM document_page AS place JOIN page ON page.id = page_id
            JOIN scan ON scan.id = scan_id WHERE place.document_key = document.key
            AND lower(hex(digest)) = type_evidence ->> '$.scan'
            AND number = type_evidence ->> '$.page')), '$.scan')
        WHERE type_evidence IS NOT NULL;
        DROP TABLE former_field;
        DROP TABLE former_document;
        DROP INDEX correction_field;
        ALTER TABLE correction DROP COLUMN field;
        """

    /// Writes the records of all objects in the form of format 1.
    private static func makeDocuments1(
        below path: String, without keys: [String]
    ) throws {
        let files = FileManager.default.enumerator(atPath: path + "/objects")?.allObjects ?? []
        for case let name as String in files where name.hasSuffix("documents.json") {
            let file = URL(fileURLWithPath: "\(path)/objects/\(name)")
            let now = try JSONSerialization.jsonObject(with: Data(contentsOf: file))
            guard var record = now as? [String: Any] else { continue }
            if record["format"] as? String == "archivectl documents 2" {
                record = camelCased(record) as? [String: Any] ?? record
            }
            var documents = record["documents"] as? [[String: Any]] ?? []
            if record["format"] as? String == "archivectl documents 2" {
                documents = documents.map(document1)
            }
            record["format"] = "archivectl documents 1"
            record["documents"] = documents.map { document in
                var document = document
                document["corrections"] = (document["corrections"] as? [[String: Any]])?.map {
                    $0.filter { !keys.contains($0.key) }
                }
                return document
            }
            try FileManager.default.removeItem(at: file)
            try JSONSerialization.data(withJSONObject: record).write(to: file)
        }
    }

    /// The same with keys such as `pageCount`.
    private static func camelCased(_ value: Any) -> Any {
        switch value {
        case let list as [Any]: return list.map(camelCased)
        case let record as [String: Any]:
            let pairs = record.map { key, value in
                let words = key.split(separator: "_")
                let rest = words.dropFirst().map(\.capitalized)
                return (([String(words[0])] + rest).joined(), camelCased(value))
            }
            return Dictionary(uniqueKeysWithValues: pairs)
        default: return value
        }
    }

    private static func document1(_ document: [String: Any]) -> [String: Any] {
        var document = document
        var pages: [PagePlace] = []
        for run in document["pages"] as? [[String: Any]] ?? [] {
            for number in run["numbers"] as? [Int] ?? [] {
                pages.append(PagePlace(scan: run["scan"] as? String, number: number))
            }
        }
        document["formerFields"] = nil
        document["typeEvidence"] = (document["typeEvidence"] as? [String: Any]).map {
            evidence1($0, pages)
        }
        document["fields"] = (document["fields"] as? [[String: Any]])?.map { field in
            var field = field
            field["id"] = nil
            field["evidence"] = evidence1(field["evidence"] as? [String: Any], pages)
            return field
        }
        return document
    }

    private struct PagePlace: Equatable {
        let scan: String?
        let number: Int?
    }

    private static func evidence1(
        _ evidence: [String: Any]?, _ pages: [PagePlace]
    ) -> [String: Any] {
        guard var evidence else {
            return [
                "raw": "", "page": 1, "box": ["left": 0, "top": 0, "right": 0, "bottom": 0],
            ]
        }
        let place = PagePlace(scan: evidence["scan"] as? String, number: evidence["page"] as? Int)
        evidence["page"] = (pages.firstIndex(of: place) ?? 0) + 1
        evidence["scan"] = nil
        return evidence
    }
}
