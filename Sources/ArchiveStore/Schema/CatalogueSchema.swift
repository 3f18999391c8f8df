import GRDB

/// The tables of the catalogue; names are those of the glossary.
enum CatalogueSchema {
    /// What `file(1)` and our own opener know a catalogue by: `arcv`.
    static let applicationID = 0x6172_6376
    /// The version that this program writes.
    static let version = 1

    /// The migrations from nothing to the newest version.
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1") { database in
            try database.execute(sql: physicalTables)
            try database.execute(sql: readingTables)
            try database.execute(sql: logicalTables)
            try database.execute(sql: "PRAGMA application_id = \(applicationID)")
            try database.execute(sql: "PRAGMA user_version = 1")
        }
        return migrator
    }

    /// The physical side: batches, their scans, and files that could not be taken in.
    ///
    /// Names are the bytes that the file system gave, so they are BLOB. `verdict` is NULL until
    /// the scan is finished. Bytes are stored once: only one scan of a digest is no duplicate.
    private static let physicalTables = """
        CREATE TABLE batch (
            id INTEGER PRIMARY KEY,
            name BLOB NOT NULL UNIQUE,
            source TEXT NOT NULL,
            opened_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))
        ) STRICT;
        CREATE TABLE scan (
            id INTEGER PRIMARY KEY,
            batch_id INTEGER NOT NULL REFERENCES batch (id),
            name BLOB NOT NULL,
            digest BLOB NOT NULL CHECK (length(digest) = 64),
            size INTEGER NOT NULL,
            modified INTEGER NOT NULL,
            accessioned_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now')),
            duplicate_of INTEGER REFERENCES scan (id),
            format TEXT,
            page_count INTEGER,
            warnings TEXT,
            verdict TEXT CHECK (verdict IN ('done', 'duplicate', 'failed')),
            failure_code TEXT,
            failure_message TEXT,
            UNIQUE (batch_id, name, digest)
        ) STRICT;
        CREATE UNIQUE INDEX scan_original ON scan (digest) WHERE duplicate_of IS NULL;
        CREATE INDEX scan_unfinished ON scan (id) WHERE verdict IS NULL;
        CREATE INDEX scan_failed ON scan (id) WHERE verdict = 'failed';
        CREATE TABLE refusal (
            batch_id INTEGER NOT NULL REFERENCES batch (id),
            name BLOB NOT NULL,
            code TEXT NOT NULL,
            message TEXT NOT NULL,
            refused_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now')),
            PRIMARY KEY (batch_id, name)
        ) STRICT, WITHOUT ROWID;
        """

    /// What was read on each page.
    ///
    /// The page row stays narrow (about 300 bytes); its text (2 kB on an ordinary page) and its
    /// words with boxes (300 words: 9 kB) have rows of their own. `retry` marks a failed page that
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
        """
}
