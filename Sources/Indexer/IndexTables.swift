import GRDB

/// The tables of the index, in the catalogue's file so that both change together.
///
/// `search_text` holds words that are already folded, separated by spaces, under SQLite's own
/// `ascii` tokenizer: any sqlite3 can open and check it. It is contentless; taking a document out
/// needs exactly the words that went in, so `search_document` keeps which pages those came from.
/// The rowid carries the date: day number << 20 | sequence, negative for documents without one, so
/// that newest first and date ranges are walks of the rowid.
enum IndexTables {
    /// Changes whenever the analysis does: words of different versions must not meet.
    static let version = 4
    /// The oldest version that is searched as it is: its words are the same, and dates and amounts in some
    /// written forms are missing.
    static let oldestReadable = 2

    /// Makes the tables unless they are there.
    static func make(in database: Database) throws {
        try database.execute(
            sql: """
                CREATE TABLE IF NOT EXISTS search_document (
                    rowid INTEGER PRIMARY KEY,
                    id TEXT NOT NULL UNIQUE,
                    pages TEXT NOT NULL,
                    meta TEXT NOT NULL,
                    corrections TEXT NOT NULL,
                    checksum INTEGER NOT NULL
                ) STRICT;
                CREATE VIRTUAL TABLE IF NOT EXISTS search_text
                    USING fts5 (text, keys, meta, content = '', tokenize = 'ascii');
                CREATE TABLE IF NOT EXISTS search_state (version INTEGER NOT NULL) STRICT;
                INSERT INTO search_state (version)
                    SELECT \(version) WHERE NOT EXISTS (SELECT 1 FROM search_state);
                """)
    }

    /// Removes the tables.
    static func drop(in database: Database) throws {
        for table in ["search_text", "search_document", "search_state"] {
            try database.execute(sql: "DROP TABLE IF EXISTS \(table)")
        }
    }

    /// Throws `index-missing` or `index-outdated` unless the tables are this version's.
    static func requireCurrent(in database: Database) throws {
        guard try requireReadable(in: database) else { throw IndexError.outdated() }
    }

    /// Whether the tables are there, and this version's.
    static func isCurrent(in database: Database) throws -> Bool {
        do {
            return try requireReadable(in: database)
        } catch is IndexError {
            return false
        }
    }

    /// Whether the tables are this version's; false for those of an earlier one that can be searched.
    ///
    /// Throws `index-missing`, or `index-outdated` for all others.
    @discardableResult
    static func requireReadable(in database: Database) throws -> Bool {
        guard try database.tableExists("search_state"), try database.tableExists("search_text")
        else { throw IndexError.missing }
        let found = try Int.fetchOne(database, sql: "SELECT version FROM search_state")
        guard let found, (oldestReadable...version).contains(found) else {
            throw IndexError.outdated()
        }
        return found == version
    }
}
