import GRDB

/// How far the catalogue has carried out the journal: the one row of `journal_state`.
enum JournalState {
    /// The last decision that is carried out; the start of all journals when none is.
    static func read(in database: Database) throws -> EventLog.End {
        let row = try Row.fetchOne(
            database.cachedStatement(sql: "SELECT sequence, hash FROM journal_state"))
        return row.map { EventLog.End(hash: $0["hash"], sequence: $0["sequence"]) }
            ?? EventLog.start
    }

    /// Says that the journal is carried out up to this decision.
    static func write(_ end: EventLog.End, in database: Database) throws {
        try database.execute(
            sql: """
                INSERT INTO journal_state (id, sequence, hash) VALUES (1, ?, ?)
                ON CONFLICT (id) DO UPDATE SET sequence = excluded.sequence, hash = excluded.hash
                """, arguments: [end.sequence, end.hash])
    }
}
