extension CatalogueSchema {
    /// Dossiers, the documents that belong to them, and what was decided about them.
    ///
    /// Documents are named by their identifiers, be they there or not. `settled` is the number of the last
    /// decision that need not be carried out again, since the dossier's object was made later.
    static let dossierTables = """
        CREATE TABLE dossier (
            id TEXT PRIMARY KEY,
            code TEXT NOT NULL,
            year INTEGER NOT NULL,
            number INTEGER NOT NULL,
            volume INTEGER NOT NULL,
            description TEXT NOT NULL,
            decision INTEGER NOT NULL,
            settled INTEGER NOT NULL DEFAULT 0,
            pending INTEGER NOT NULL,
            object TEXT
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX dossier_mark ON dossier (code, year, number, volume);
        CREATE INDEX dossier_pending ON dossier (id) WHERE pending = 1;
        CREATE TABLE dossier_document (
            document TEXT PRIMARY KEY,
            dossier TEXT NOT NULL,
            position INTEGER NOT NULL,
            origin TEXT
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX dossier_document_of ON dossier_document (dossier, position);
        CREATE TABLE dossier_decision (
            id TEXT PRIMARY KEY,
            decision INTEGER NOT NULL,
            dossier TEXT NOT NULL,
            actor TEXT NOT NULL,
            account TEXT,
            content TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX dossier_decision_of ON dossier_decision (dossier, decision);
        """

    /// Scans whose documents were not put into dossiers yet, with the dossier that was wanted as JSON.
    static let filingTable = """
        CREATE TABLE filing_due (
            scan_id INTEGER PRIMARY KEY REFERENCES scan (id) ON DELETE CASCADE,
            wanted TEXT
        ) STRICT;
        """

    /// What was proposed to be disposed of, with the steps of each proposal, and what is left of that.
    ///
    /// `disposal_correction` has identities of what was corrected of documents that are no more, and
    /// `disposal_batch` the batches whose objects still have something: both until all is carried out.
    static let disposalTables = """
        CREATE TABLE disposal (number INTEGER PRIMARY KEY, content TEXT NOT NULL) STRICT;
        CREATE TABLE disposal_step (
            id TEXT PRIMARY KEY,
            number INTEGER NOT NULL,
            kind TEXT NOT NULL,
            confirmation TEXT,
            decision INTEGER NOT NULL,
            actor TEXT NOT NULL,
            account TEXT,
            at TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX disposal_step_number ON disposal_step (number, decision);
        CREATE TABLE disposal_document (
            document TEXT NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (document, number)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE disposal_correction (
            identity TEXT NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (number, identity)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE disposal_batch (
            number INTEGER NOT NULL, batch_id INTEGER NOT NULL REFERENCES batch (id),
            PRIMARY KEY (number, batch_id)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE disposed_scan (
            digest BLOB PRIMARY KEY CHECK (length(digest) = 64), number INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE replaced_object (id TEXT PRIMARY KEY, successor TEXT NOT NULL)
        STRICT, WITHOUT ROWID;
        CREATE INDEX replaced_object_successor ON replaced_object (successor);
        """

    /// What pages have in common with others, which documents seem to be earlier ones, and what persons decided about
    /// that.
    ///
    /// A document is due to be looked at whenever it gets pages or loses some; what it resembled counts no longer then.
    static let likenessTables = """
        CREATE TABLE page_key (
            key INTEGER NOT NULL,
            page_id INTEGER NOT NULL REFERENCES page (id) ON DELETE CASCADE,
            PRIMARY KEY (key, page_id)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE resemblance (
            id INTEGER PRIMARY KEY,
            document TEXT NOT NULL,
            original TEXT NOT NULL,
            share REAL NOT NULL,
            UNIQUE (document, original)
        ) STRICT;
        CREATE INDEX resemblance_original ON resemblance (original);
        CREATE TABLE duplicate_decision (
            id TEXT PRIMARY KEY,
            decision INTEGER NOT NULL,
            document TEXT NOT NULL,
            original TEXT NOT NULL,
            is_duplicate INTEGER NOT NULL,
            actor TEXT NOT NULL,
            account TEXT,
            at TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX duplicate_decision_document ON duplicate_decision (document, original);
        CREATE TABLE likeness_due (id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
        INSERT INTO likeness_due SELECT id FROM document;
        CREATE TRIGGER likeness_of_page AFTER INSERT ON document_page BEGIN
            INSERT OR IGNORE INTO likeness_due
            SELECT id FROM document WHERE key = new.document_key;
        END;
        CREATE TRIGGER likeness_lost AFTER DELETE ON document_page BEGIN
            INSERT OR IGNORE INTO likeness_due
            SELECT id FROM document WHERE key = old.document_key
            UNION SELECT document FROM resemblance
            WHERE original = (SELECT id FROM document WHERE key = old.document_key);
            DELETE FROM resemblance
            WHERE document = (SELECT id FROM document WHERE key = old.document_key)
            OR original = (SELECT id FROM document WHERE key = old.document_key);
        END;
        """
}
