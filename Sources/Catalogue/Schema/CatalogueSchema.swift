import GRDB

/// The tables of the catalogue; names are those of the glossary.
package enum CatalogueSchema {
    /// What `file(1)` and our own opener know a catalogue by: `arcv`.
    static let applicationID = 0x6172_6376
    /// The version that this program writes.
    package static let version = 7
    /// The version from which on pages have their codes.
    private static let firstVersionWithCodes = 7
    /// The version from which on there is a journal.
    static let firstVersionWithJournal = 5
    /// The oldest version that this program can bring forward.
    static let oldestVersion = 2

    /// The migrations from nothing to the newest version.
    ///
    /// "5" begins the journal, with what was corrected and is in no object yet.
    static func migrator(journal: Journal?) -> DatabaseMigrator {
        var migrator = DatabaseMigrator()
        // Version 1 was never released: its originals lay in no OCFL object.
        migrator.registerMigration("2") { database in
            for sql in [
                physicalTables, readingTables, logicalTables, eventTable, pendingTriggers,
                "PRAGMA application_id = \(applicationID)", "PRAGMA user_version = 2",
            ] { try database.execute(sql: sql) }
        }
        // The tables are the same. Words may have remarks from now on, which programs of version 2
        // would drop from page_words and refuse in ALTO.
        migrator.registerMigration("3") { try $0.execute(sql: "PRAGMA user_version = 3") }
        migrator.registerMigration("4") { database in
            for sql in [
                doubtColumns, supersededColumn, explanationTables, "PRAGMA user_version = 4",
            ] {
                try database.execute(sql: sql)
            }
        }
        // An index changes nothing that a program of before reads or writes.
        migrator.registerMigration("4, tables") { try $0.execute(sql: tableEventIndex) }
        migrator.registerMigration("5") { database in
            // Version 5 was never released. What it and version 6 brought comes in one transaction,
            // since the decisions of a journal are carried out in the tables of today.
            try database.execute(sql: decisionTables)
            try StayingIdentities.introduce(in: database)
            try JournalBeginning(database: database, journal: journal).begin()
            // What a catalogue of before there were marks says of documents is taken as it is.
            if try !DocumentMarks.areRecorded(in: database) {
                try DocumentMarks.recordAll(by: .current, in: database)
            }
        }
        migrator.registerMigration("5, objects") { try $0.execute(sql: objectTables) }
        migrator.registerMigration("6") { database in
            guard try StayingIdentities.areMissing(in: database) else { return }
            try StayingIdentities.introduce(in: database)
        }
        migrator.registerMigration("7") { database in
            try database.execute(sql: codeColumn)
            try database.execute(sql: "PRAGMA user_version = 7")
        }
        // Columns that a program of before leaves empty where it writes, as for documents of before.
        migrator.registerMigration("7, bounds") { try $0.execute(sql: boundsColumns) }
        migrator.registerMigration("7, groupings") { try $0.execute(sql: groupingTables) }
        migrator.registerMigration("7, quarantine") { try $0.execute(sql: quarantineTables) }
        migrator.registerMigration("7, lists") { try $0.execute(sql: accessionIndex) }
        migrator.registerMigration("7, times of groupings") { try $0.execute(sql: timeColumn) }
        migrator.registerMigration("7, readings") { try $0.execute(sql: rereadingTables) }
        migrator.registerMigration("7, dossiers") { try $0.execute(sql: dossierTables) }
        migrator.registerMigration("7, disposals") { try $0.execute(sql: disposalTables) }
        migrator.registerMigration("7, likenesses") { try $0.execute(sql: likenessTables) }
        migrator.registerMigration("7, filing") { try $0.execute(sql: filingTable) }
        migrator.registerMigration("7, review") { try $0.execute(sql: DoubtfulRows.indexes) }
        migrator.registerMigration("7, undoing") { database in
            guard try !hasReadings(database) else { return }
            try database.execute(sql: readingColumns)
        }
        return migrator
    }

    /// Shows a reader an older catalogue as if it were of the newest version: what came later is empty.
    ///
    /// Only a writer brings a catalogue forward, and a reader may have no right to. Temporary views
    /// come before tables of the same name, and last as long as the connection. A reader that is open
    /// while a writer brings the catalogue forward has to open it again.
    static func showAsNewest(_ database: Database) throws {
        if try !database.tableExists("rereading") {
            try database.execute(
                sql: """
                    CREATE TEMP VIEW rereading AS
                    SELECT NULL AS page_id, NULL AS reader WHERE FALSE
                    """)
        }
        if try !database.tableExists("resolved_entry") {
            try database.execute(sql: "CREATE TEMP VIEW resolved_entry AS \(noResolvedEntry)")
        }
        let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        if version >= StayingIdentities.firstVersion, try !hasReadings(database) {
            try database.execute(
                sql: """
                    CREATE TEMP VIEW correction AS SELECT *, \(noReadings) FROM main.correction
                    """)
        }
        guard (oldestVersion..<firstVersionWithCodes).contains(version) else { return }
        let doubts = version < 4 ? "NULL AS doubts, " : ""
        try database.execute(
            sql:
                "CREATE TEMP VIEW page AS SELECT *, \(doubts)NULL AS codes, NULL AS engine FROM main.page"
        )
        guard version < StayingIdentities.firstVersion else { return }
        try StayingIdentities.show(in: database)
        guard version < firstVersionWithJournal else {
            return try database.execute(
                sql: """
                    CREATE TEMP VIEW correction AS
                    SELECT *, NULL AS field, \(noReadings) FROM main.correction;
                    """)
        }
        let account = version < 4 ? ", NULL AS account" : ""
        try database.execute(
            sql: """
                CREATE TEMP VIEW correction AS
                SELECT correction.*\(account), document.id AS document, NULL AS identity,
                    NULL AS decision, NULL AS field, \(noReadings)
                FROM main.correction JOIN main.document ON key = document_key;
                """)
        guard version < 4 else { return }
        try database.execute(
            sql: """
                CREATE TEMP VIEW scan AS
                SELECT *, NULL AS doubts, NULL AS superseded_by FROM main.scan;
                """)
    }

    /// The physical side: batches, their scans, and files that could not be taken in.
    ///
    /// Names are the bytes that the file system gave, so they are BLOB. `verdict` is NULL until
    /// the scan is finished. Bytes are stored once: only one scan of a digest is no duplicate.
    private static let physicalTables = """
        CREATE TABLE batch (
            id INTEGER PRIMARY KEY,
            name BLOB NOT NULL UNIQUE,
            folder BLOB NOT NULL,
            source BLOB NOT NULL,
            object TEXT NOT NULL UNIQUE,
            head INTEGER NOT NULL,
            opened_at TEXT NOT NULL,
            pending INTEGER NOT NULL DEFAULT 0
        ) STRICT;
        CREATE INDEX batch_folder ON batch (folder);
        CREATE INDEX batch_pending ON batch (id) WHERE pending = 1;
        CREATE TABLE scan (
            id INTEGER PRIMARY KEY,
            batch_id INTEGER NOT NULL REFERENCES batch (id),
            name BLOB NOT NULL,
            path TEXT NOT NULL,
            content TEXT NOT NULL,
            digest BLOB NOT NULL CHECK (length(digest) = 64),
            size INTEGER NOT NULL,
            modified INTEGER NOT NULL,
            accessioned_at TEXT NOT NULL,
            duplicate_of INTEGER REFERENCES scan (id),
            format TEXT,
            page_count INTEGER,
            warnings TEXT,
            verdict TEXT CHECK (verdict IN ('done', 'duplicate', 'failed')),
            failure_code TEXT,
            failure_message TEXT,
            alto TEXT,
            UNIQUE (batch_id, path)
        ) STRICT;
        CREATE INDEX scan_name ON scan (name, size);
        CREATE UNIQUE INDEX scan_original ON scan (digest) WHERE duplicate_of IS NULL;
        CREATE INDEX scan_unfinished ON scan (id) WHERE verdict IS NULL;
        CREATE INDEX scan_failed ON scan (id) WHERE verdict = 'failed';
        CREATE INDEX scan_duplicate ON scan (id) WHERE duplicate_of IS NOT NULL;
        CREATE TABLE refusal (
            folder BLOB NOT NULL,
            name BLOB NOT NULL,
            code TEXT NOT NULL,
            message TEXT NOT NULL,
            refused_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now')),
            PRIMARY KEY (folder, name)
        ) STRICT, WITHOUT ROWID;
        """

    /// What was read on each page.
    ///
    /// The page row stays narrow (about 300 bytes); its text (2 kB on an ordinary page) and its
    /// words with boxes (300 words: 9 kB) have rows of their own. Words stay only until the ALTO file
    /// of the scan is written. `retry` marks a failed page that
    /// is to be read again. Boxes are in pixels of the upright page; `transform` leads to the scan.
    private static let readingTables = """
        CREATE TABLE page (
            id INTEGER PRIMARY KEY,
            scan_id INTEGER NOT NULL REFERENCES scan (id),
            number INTEGER NOT NULL CHECK (number >= 1),
            verdict TEXT NOT NULL,
            failure_code TEXT,
            failure_message TEXT,
            warnings TEXT NOT NULL,
            scan_width INTEGER,
            scan_height INTEGER,
            resolution_x REAL,
            resolution_y REAL,
            rotation INTEGER NOT NULL,
            transform TEXT NOT NULL,
            steps TEXT NOT NULL,
            confidence REAL,
            retry INTEGER NOT NULL DEFAULT 0,
            UNIQUE (scan_id, number)
        ) STRICT;
        CREATE INDEX page_failed ON page (scan_id) WHERE verdict = 'failed';
        CREATE TABLE page_text (
            page_id INTEGER PRIMARY KEY REFERENCES page (id) ON DELETE CASCADE,
            text TEXT NOT NULL
        ) STRICT;
        CREATE TABLE page_words (
            page_id INTEGER PRIMARY KEY REFERENCES page (id) ON DELETE CASCADE,
            words TEXT NOT NULL
        ) STRICT;
        """

    /// The logical side: documents are ordered lists of pages, a page is in one at most.
    private static let logicalTables = """
        CREATE TABLE document (
            key INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            type TEXT,
            type_confidence REAL NOT NULL,
            type_evidence TEXT,
            date TEXT,
            changed_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))
        ) STRICT;
        CREATE INDEX document_type ON document (type);
        CREATE TABLE document_page (
            document_key INTEGER NOT NULL REFERENCES document (key) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            page_id INTEGER NOT NULL UNIQUE REFERENCES page (id),
            PRIMARY KEY (document_key, position)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE field (
            document_key INTEGER NOT NULL REFERENCES document (key) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            name TEXT NOT NULL,
            value TEXT NOT NULL,
            raw TEXT NOT NULL,
            page INTEGER NOT NULL,
            box_left INTEGER NOT NULL,
            box_top INTEGER NOT NULL,
            box_right INTEGER NOT NULL,
            box_bottom INTEGER NOT NULL,
            confidence REAL NOT NULL,
            rule TEXT NOT NULL,
            "check" TEXT NOT NULL,
            PRIMARY KEY (document_key, position)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE correction (
            id INTEGER PRIMARY KEY,
            document_key INTEGER NOT NULL REFERENCES document (key) ON DELETE CASCADE,
            name TEXT NOT NULL,
            previous TEXT,
            value TEXT,
            actor TEXT NOT NULL,
            at TEXT NOT NULL
        ) STRICT;
        CREATE INDEX correction_document ON correction (document_key);
        """

    /// What a person should look at, as JSON; NULL where nothing is doubtful, so that the few rows
    /// that are can be found without the others.
    private static let doubtColumns = """
        ALTER TABLE scan ADD COLUMN doubts TEXT;
        ALTER TABLE page ADD COLUMN doubts TEXT;
        CREATE INDEX scan_doubtful ON scan (id) WHERE doubts IS NOT NULL;
        CREATE INDEX page_doubtful ON page (scan_id) WHERE doubts IS NOT NULL;
        CREATE TRIGGER pending_doubts AFTER UPDATE OF doubts ON scan
        BEGIN UPDATE batch SET pending = 1 WHERE pending = 0 AND id = new.batch_id; END;
        """

    /// The events that tell of the domain tables.
    private static let tableEventIndex = """
        CREATE INDEX event_table ON event (sequence)
        WHERE action IN ('archive-created', 'catalogue-rebuilt', 'table-changed')
        """

    /// The codes on a page, as JSON; NULL where there are none, so that the few pages that have some can be found
    /// without the others.
    private static let codeColumn = """
        ALTER TABLE page ADD COLUMN codes TEXT;
        CREATE INDEX page_coded ON page (scan_id) WHERE codes IS NOT NULL;
        """

    /// How persons grouped pages: decisions, the documents that they are about, and the batches whose
    /// objects tell of them.
    ///
    /// `content` is NULL for one that only an object tells of.
    private static let groupingTables = """
        CREATE TABLE grouping (
            id TEXT PRIMARY KEY,
            decision INTEGER,
            actor TEXT NOT NULL,
            account TEXT,
            content TEXT,
            is_carried_out INTEGER NOT NULL,
            is_renewed INTEGER NOT NULL DEFAULT 0
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX grouping_unfinished ON grouping (decision)
        WHERE is_carried_out = 0 OR is_renewed = 0;
        CREATE TABLE grouping_document (
            document TEXT NOT NULL,
            grouping TEXT NOT NULL REFERENCES grouping (id),
            PRIMARY KEY (document, grouping)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE grouping_batch (
            batch_id INTEGER NOT NULL REFERENCES batch (id),
            grouping TEXT NOT NULL REFERENCES grouping (id),
            PRIMARY KEY (batch_id, grouping)
        ) STRICT, WITHOUT ROWID;
        """

    /// What read each page (NULL for what was recorded before), what reading it again came to, and what
    /// reading costs on this machine.
    private static let rereadingTables = """
        ALTER TABLE page ADD COLUMN engine TEXT;
        CREATE TABLE rereading (
            page_id INTEGER PRIMARY KEY REFERENCES page (id) ON DELETE CASCADE,
            at TEXT NOT NULL,
            reader TEXT NOT NULL,
            outcome TEXT NOT NULL,
            confidence_before REAL NOT NULL,
            words_before INTEGER NOT NULL,
            confidence_after REAL,
            words_after INTEGER
        ) STRICT;
        CREATE TABLE reading_cost (
            stage TEXT PRIMARY KEY,
            seconds REAL NOT NULL,
            pages INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        """

    /// What persons are done with although it could not be read: decisions, with what they are about in
    /// columns of their own.
    private static let quarantineTables = """
        CREATE TABLE resolved_entry (
            id TEXT PRIMARY KEY,
            decision INTEGER NOT NULL,
            actor TEXT NOT NULL,
            account TEXT,
            at TEXT NOT NULL,
            content TEXT NOT NULL,
            scan BLOB,
            page INTEGER,
            folder BLOB,
            name BLOB,
            code TEXT
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX resolved_entry_scan ON resolved_entry (scan) WHERE scan IS NOT NULL;
        CREATE INDEX resolved_entry_file ON resolved_entry (folder, name)
        WHERE folder IS NOT NULL;
        """

    /// What a reader sees in the place of that table in a catalogue of before there was one.
    private static let noResolvedEntry = """
        SELECT NULL AS id, NULL AS decision, NULL AS actor, NULL AS account, NULL AS at,
            NULL AS content, NULL AS scan, NULL AS page, NULL AS folder, NULL AS name,
            NULL AS code WHERE FALSE
        """

    /// What was taken in on a day, without a look at all scans.
    private static let accessionIndex = "CREATE INDEX scan_accessioned ON scan (accessioned_at)"

    /// When persons grouped pages; NULL for what an earlier program recorded.
    private static let timeColumn = "ALTER TABLE grouping ADD COLUMN at TEXT"

    /// Why the pages of a document are one, as JSON, and whether a person should look at it.
    private static let boundsColumns = """
        ALTER TABLE document ADD COLUMN bounds TEXT;
        ALTER TABLE document ADD COLUMN doubtful INTEGER NOT NULL DEFAULT 0;
        CREATE INDEX document_doubtful ON document (key) WHERE doubtful = 1;
        """

    /// What persons decided, by the identifier of the document, and how far the journal is carried out.
    ///
    /// `index_due` has documents that were changed where no index was at hand.
    private static let decisionTables = """
        ALTER TABLE correction RENAME TO correction_of_row;
        CREATE TABLE correction (
            id INTEGER PRIMARY KEY,
            document TEXT NOT NULL,
            identity TEXT NOT NULL UNIQUE,
            decision INTEGER,
            name TEXT NOT NULL,
            previous TEXT,
            value TEXT,
            account TEXT,
            actor TEXT NOT NULL,
            at TEXT NOT NULL
        ) STRICT;
        \(readingColumns);
        CREATE INDEX correction_subject ON correction (document);
        CREATE TABLE journal_state (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            sequence INTEGER NOT NULL,
            hash TEXT NOT NULL
        ) STRICT;
        CREATE TABLE index_due (document TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
        """

    /// What a machine had read where a person corrected it, as JSON, and what was taken back.
    private static let readingColumns = """
        ALTER TABLE correction ADD COLUMN reading TEXT;
        ALTER TABLE correction ADD COLUMN restored TEXT;
        ALTER TABLE correction ADD COLUMN undoes TEXT
        """

    /// Whether corrections have the columns of `readingColumns`.
    private static func hasReadings(_ database: Database) throws -> Bool {
        try database.columns(in: "correction").contains { $0.name == "restored" }
    }

    /// The same columns for a reader of a catalogue that has none.
    private static let noReadings = "NULL AS reading, NULL AS restored, NULL AS undoes"

    /// Objects that are no batches, and decisions that are known to be lost.
    private static let objectTables = """
        CREATE TABLE object (
            id TEXT PRIMARY KEY,
            kind TEXT NOT NULL,
            head INTEGER NOT NULL,
            first INTEGER NOT NULL,
            last INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE journal_gap (first INTEGER PRIMARY KEY, last INTEGER NOT NULL) STRICT;
        """

    /// A correction counts for the batches of all pages of its document.
    static let correctionTrigger = """
        CREATE TRIGGER pending_correction AFTER INSERT ON correction
        BEGIN UPDATE batch SET pending = 1 WHERE pending = 0 AND id IN (
            SELECT batch_id FROM scan JOIN page ON scan_id = scan.id
            JOIN document_page ON page_id = page.id JOIN document ON key = document_key
            WHERE document.id = new.document); END;
        """

    /// What ties documents to the events that explain them, and names the account behind an actor.
    ///
    /// The salt keeps the marks in an event from telling what a field says once the document is
    /// gone.
    private static let explanationTables = """
        ALTER TABLE event ADD COLUMN account TEXT;
        ALTER TABLE correction ADD COLUMN account TEXT;
        CREATE TABLE document_salt (
            document_key INTEGER PRIMARY KEY REFERENCES document (key) ON DELETE CASCADE,
            salt BLOB NOT NULL CHECK (length(salt) = 16)
        ) STRICT;
        CREATE INDEX event_document ON event (object, sequence)
        WHERE action IN ('document-recorded', 'document-corrected', 'document-removed');
        """

    /// The event log; nothing in it can be changed, removed or replaced through SQL.
    ///
    /// `INSERT OR REPLACE` fires no trigger of a removal, so that a number is only taken once is a
    /// trigger of its own.
    private static let eventTable = """
        CREATE TABLE event (
            sequence INTEGER PRIMARY KEY,
            at TEXT NOT NULL,
            actor TEXT NOT NULL,
            action TEXT NOT NULL,
            object TEXT NOT NULL,
            detail TEXT NOT NULL,
            previous BLOB NOT NULL CHECK (length(previous) = 64),
            hash BLOB NOT NULL CHECK (length(hash) = 64)
        ) STRICT;
        CREATE TRIGGER event_next BEFORE INSERT ON event
        WHEN new.sequence IS NOT (SELECT coalesce(max(sequence), 0) + 1 FROM event)
        BEGIN SELECT RAISE(ABORT, 'events follow each other'); END;
        CREATE TRIGGER event_unchanged BEFORE UPDATE ON event
        BEGIN SELECT RAISE(ABORT, 'events are never changed'); END;
        CREATE TRIGGER event_kept BEFORE DELETE ON event
        BEGIN SELECT RAISE(ABORT, 'events are never removed'); END;
        """

    /// The later state of the same file that has all that a scan has; NULL for most.
    private static let supersededColumn = """
        ALTER TABLE scan ADD COLUMN superseded_by INTEGER REFERENCES scan (id);
        CREATE INDEX scan_superseded ON scan (id) WHERE superseded_by IS NOT NULL;
        CREATE TRIGGER pending_superseded AFTER UPDATE OF superseded_by ON scan
        BEGIN UPDATE batch SET pending = 1 WHERE pending = 0 AND id = new.batch_id; END;
        """

    /// Whatever changes what `documents.json` would say marks its batch as pending.
    ///
    /// As triggers, so that no code that changes a row can forget it. A document counts for the
    /// batches of all its pages.
    private static var pendingTriggers: String {
        let scan = "SELECT batch_id FROM scan WHERE id = "
        let page = "SELECT batch_id FROM scan JOIN page ON scan_id = scan.id WHERE page.id = "
        let document = """
            SELECT batch_id FROM scan JOIN page ON scan_id = scan.id
            JOIN document_page ON page_id = page.id WHERE document_key =
            """
        let changes: [(table: String, change: String, batches: String)] = [
            (
                "scan",
                "UPDATE OF format, page_count, warnings, verdict, failure_code, failure_message",
                "new.batch_id"
            ),
            // A duplicate comes with its verdict.
            ("scan", "INSERT", "SELECT new.batch_id WHERE new.verdict IS NOT NULL"),
            ("page", "INSERT", scan + "new.scan_id"), ("page", "UPDATE", scan + "new.scan_id"),
            ("document", "UPDATE", "\(document) new.key"),
            ("document_page", "INSERT", page + "new.page_id"),
            ("document_page", "DELETE", page + "old.page_id"),
            ("field", "INSERT", "\(document) new.document_key"),
            ("field", "UPDATE", "\(document) new.document_key"),
            ("field", "DELETE", "\(document) old.document_key"),
            ("correction", "INSERT", "\(document) new.document_key"),
        ]
        return changes.enumerated().map { number, trigger in
            """
            CREATE TRIGGER pending_\(number + 1) AFTER \(trigger.change) ON \(trigger.table)
            BEGIN UPDATE batch SET pending = 1 WHERE pending = 0 AND id IN (\(trigger.batches)); END;
            """
        }.joined(separator: "\n")
    }
}
