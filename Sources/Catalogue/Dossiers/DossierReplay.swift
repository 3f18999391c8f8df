import ArchiveModel
import DurableFiles
import GRDB

/// Carries out what persons decided about dossiers.
struct DossierReplay {
    private let database: Database

    /// In a catalogue, within one transaction.
    init(in database: Database) {
        self.database = database
    }

    /// Carries out the decision of a line, once.
    ///
    /// Not when the dossier was taken over from its object, and that was made later.
    func carryOut(_ decision: DossierDecision, of line: JournalLine) throws {
        let isKnown = try DecisionTable.dossierDecision.has(decision.id, in: database)
        try DossierDecisionRow.write(decision, of: line, in: database)
        guard !isKnown, try isNews(line, to: decision.dossier) else { return }
        if let description = decision.description {
            try DossierRow.write(description, of: decision.dossier, in: database)
        }
        for document in decision.added {
            try DossierPapers.put(document, into: decision.dossier, in: database)
        }
        for document in decision.removed {
            try DossierPapers.take(document, outOf: decision.dossier, in: database)
        }
        try DossierRow.touch(decision.dossier, decision: line.sequence, in: database)
    }

    /// Has documents follow those whose pages they have now into their dossiers.
    func follow(_ grouping: DecidedGrouping, of line: JournalLine) throws {
        guard try database.tableExists("dossier_document") else { return }
        let following = DossierFollowing(grouping, in: database)
        for group in grouping.after {
            switch try following.outcome(of: group, where: { try isNews(line, to: $0) }) {
            case .stays: break
            case .givesBack(let dossier):
                try DossierPapers.take(group.document, outOf: dossier, in: database)
                try DossierRow.touch(dossier, decision: line.sequence, in: database)
            case .takesOver(let dossier, let origin):
                try DossierPapers.put(group.document, into: dossier, origin: origin, in: database)
                try DossierRow.touch(dossier, decision: line.sequence, in: database)
            }
        }
    }

    /// Whether a line is behind what the object of a dossier tells of.
    private func isNews(_ line: JournalLine, to dossier: DossierID) throws -> Bool {
        try line.sequence > DossierRow.settled(dossier, in: database)
    }
}
