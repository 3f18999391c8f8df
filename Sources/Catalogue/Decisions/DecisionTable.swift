package import GRDB

/// The tables that keep what persons decided, a row for each decision or correction, with its random identity.
package enum DecisionTable: String, CaseIterable {
    case correction
    case grouping
    case resolvedEntry = "resolved_entry"
    case dossierDecision = "dossier_decision"
    case disposalStep = "disposal_step"
    case duplicateDecision = "duplicate_decision"

    private var identity: String { self == .correction ? "identity" : "id" }

    /// The identities of all that it has; none in a catalogue of before there was such a table.
    func identities(in database: Database) throws -> Set<String> {
        guard try database.tableExists(rawValue) else { return [] }
        return try String.fetchSet(database, sql: "SELECT \(identity) FROM \(rawValue)")
    }

    /// Whether it has one of this identity.
    package func has(_ id: String, in database: Database) throws -> Bool {
        try Bool.fetchOne(
            database, sql: "SELECT EXISTS (SELECT 1 FROM \(rawValue) WHERE \(identity) = ?)",
            arguments: [id]) ?? false
    }
}
