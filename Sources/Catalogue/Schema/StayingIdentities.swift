import ArchiveModel
import GRDB

/// Version 6 of the catalogue: fields have identifiers, and evidence names scan and page.
///
/// One place says what the rows of an older catalogue are in the new form: for the migration, and
/// for a reader, to whom an older catalogue is shown so.
enum StayingIdentities {
    /// The first version that has them.
    static let firstVersion = 6

    /// Whether the catalogue is of an older version.
    static func areMissing(in database: Database) throws -> Bool {
        try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0 < firstVersion
    }

    /// Brings the tables forward; within one transaction.
    static func introduce(in database: Database) throws {
        try withoutTriggers(in: database) {
            database.add(function: fieldIdentity)
            try database.execute(sql: "ALTER TABLE field RENAME TO field_by_position")
            try database.execute(sql: tables)
            try database.execute(
                sql: """
                    INSERT INTO field \(fields(in: "field_by_position"));
                    DROP TABLE field_by_position;
                    UPDATE document SET type_evidence = \(typeEvidence(in: "document"))
                    WHERE type_evidence IS NOT NULL;
                    """)
            database.remove(function: fieldIdentity)
        }
        try database.execute(sql: "PRAGMA user_version = \(firstVersion)")
    }

    /// Writes documents and fields another way, which is no change: no batch is pending by it.
    static func withoutTriggers(in database: Database, _ body: () throws -> Void) throws {
        let triggers = try Row.fetchAll(
            database,
            sql: """
                SELECT name, sql FROM sqlite_master
                WHERE type = 'trigger' AND tbl_name IN ('document', 'field')
                """)
        for trigger in triggers {
            try database.execute(sql: "DROP TRIGGER \(trigger["name"] as String)")
        }
        try body()
        for trigger in triggers { try database.execute(sql: trigger["sql"]) }
    }

    /// Shows a reader of an older catalogue what came with this version; temporary views come before
    /// tables of the same name.
    static func show(in database: Database) throws {
        database.add(function: fieldIdentity)
        try database.execute(
            sql: """
                CREATE TEMP VIEW field AS \(fields(in: "main.field"));
                CREATE TEMP VIEW document AS
                SELECT key, id, type, type_confidence, \(typeEvidence(in: "main.document"))
                    AS type_evidence, date, changed_at
                FROM main.document;
                CREATE TEMP VIEW former_document AS
                SELECT NULL AS id, NULL AS batch_id WHERE FALSE;
                CREATE TEMP VIEW former_field AS SELECT NULL AS document, NULL AS id WHERE FALSE;
                """)
    }

    /// `former_document` and `former_field` have what was given and must not be given again.
    private static let tables = """
        CREATE TABLE field (
            document_key INTEGER NOT NULL REFERENCES document (key) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            id TEXT NOT NULL,
            name TEXT NOT NULL,
            value TEXT NOT NULL,
            raw TEXT NOT NULL,
            page_id INTEGER REFERENCES page (id),
            box_left INTEGER,
            box_top INTEGER,
            box_right INTEGER,
            box_bottom INTEGER,
            confidence REAL NOT NULL,
            rule TEXT NOT NULL,
            "check" TEXT NOT NULL,
            PRIMARY KEY (document_key, position)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX field_id ON field (id);
        CREATE INDEX field_page ON field (page_id);
        CREATE TABLE former_field (
            document TEXT NOT NULL,
            id TEXT NOT NULL,
            PRIMARY KEY (document, id)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE former_document (
            id TEXT PRIMARY KEY,
            batch_id INTEGER NOT NULL REFERENCES batch (id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX former_document_batch ON former_document (batch_id);
        CREATE TRIGGER pending_former_insert AFTER INSERT ON former_document
        BEGIN UPDATE batch SET pending = 1 WHERE pending = 0 AND id = new.batch_id; END;
        CREATE TRIGGER pending_former_delete AFTER DELETE ON former_document
        BEGIN UPDATE batch SET pending = 1 WHERE pending = 0 AND id = old.batch_id; END;
        ALTER TABLE correction ADD COLUMN field TEXT;
        CREATE INDEX correction_field ON correction (field) WHERE field IS NOT NULL;
        """

    /// The rows of a table `field` of before, as they are now.
    ///
    /// A position in the document becomes the page that stands there. What has no text and no
    /// extent was added by a person, and has no place.
    private static func fields(in table: String) -> String {
        let isAnywhere = """
            (old.raw <> '' OR old.page <> 1 OR old.box_left <> 0 OR old.box_top <> 0
                OR old.box_right <> 0 OR old.box_bottom <> 0)
            """
        let box = ["left", "top", "right", "bottom"].map {
            "CASE WHEN \(isAnywhere) THEN old.box_\($0) END AS box_\($0)"
        }
        return """
            SELECT document_key, position,
                field_identity((
                    SELECT id FROM main.document WHERE key = old.document_key), name, (
                    SELECT count(*) FROM \(table) AS earlier
                    WHERE earlier.document_key = old.document_key AND earlier.name = old.name
                    AND earlier.position <= old.position)) AS id,
                name, value, raw,
                CASE WHEN \(isAnywhere) THEN (
                    SELECT page_id FROM main.document_page AS place
                    WHERE place.document_key = old.document_key AND place.position = old.page)
                END AS page_id,
                \(box.joined(separator: ", ")), confidence, rule, "check"
            FROM \(table) AS old
            """
    }

    /// The evidence of the type in a row of `document` of before, as it is now; NULL when its page is
    /// not there.
    private static func typeEvidence(in table: String) -> String {
        """
        (SELECT json_set(
            \(table).type_evidence, '$.scan', lower(hex(digest)), '$.page', number)
        FROM main.document_page JOIN main.page ON page.id = page_id
        JOIN main.scan ON scan.id = scan_id
        WHERE document_key = \(table).key
        AND position = json_extract(\(table).type_evidence, '$.page'))
        """
    }

    /// `field_identity(document, name, ordinal)`: the first identifier of a field, as text.
    private static let fieldIdentity = DatabaseFunction(
        "field_identity", argumentCount: 3, pure: true
    ) { values in
        guard let text = String.fromDatabaseValue(values[0]), let document = DocumentID(text),
            let name = String.fromDatabaseValue(values[1]),
            let ordinal = Int.fromDatabaseValue(values[2])
        else { return nil }
        return try FieldID.initial(
            of: FieldName(rawValue: name), in: document, ordinal: ordinal
        ).text
    }
}
