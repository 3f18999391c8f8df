package import GRDB

/// What a catalogue says of the decisions that it carried out.
package struct CarriedOut {
    /// The last one.
    package let end: EventLog.End
    /// The identities of all that is in it.
    package let identities: Set<String>

    /// Reads it; nil for a catalogue of before there was a journal.
    package static func read(in database: Database) throws -> CarriedOut? {
        let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        guard version >= CatalogueSchema.firstVersionWithJournal else { return nil }
        return CarriedOut(
            end: try JournalState.read(in: database),
            identities: try DecisionTable.allCases.reduce(
                into: DisposalRow.removedCorrections(in: database)
            ) { all, table in all.formUnion(try table.identities(in: database)) })
    }
}

extension JournalLine {
    /// The identities of what the line decided; none once that was erased.
    package func identities() throws -> [String] { try Decision.of(self)?.identities ?? [] }

    /// Whether it is about documents, and not about an entry of the quarantine, a dossier or a proposal.
    package var isAboutDocument: Bool {
        action != Decision.resolved && action != Decision.dossier && !DisposalStep.isAction(action)
    }

    /// What it is about, in words.
    package var subject: String {
        switch action {
        case Decision.resolved: "quarantine \(object)"
        case Decision.dossier: "dossier \(object)"
        case _ where DisposalStep.isAction(action): "decision \(object)"
        default: "document \(object)"
        }
    }
}
