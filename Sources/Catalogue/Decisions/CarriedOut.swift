package import GRDB

/// What a catalogue says of the decisions that it carried out.
package struct CarriedOut {
    /// The last one.
    package let end: EventLog.End
    /// The identities of all corrections.
    package let corrections: Set<String>

    /// Reads it; nil for a catalogue of before there was a journal.
    package static func read(in database: Database) throws -> CarriedOut? {
        let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        guard version >= CatalogueSchema.firstVersionWithJournal else { return nil }
        return CarriedOut(
            end: try JournalState.read(in: database),
            corrections: try String.fetchSet(database, sql: "SELECT identity FROM correction"))
    }
}

extension JournalLine {
    /// The identities of the corrections that the line decided; none once they were erased.
    package func correctionIDs() throws -> [String] {
        try Decision.of(self)?.corrections.map(\.id) ?? []
    }
}
