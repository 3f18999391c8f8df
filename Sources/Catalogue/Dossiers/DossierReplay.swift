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
    ///
    /// A document that is new, or has pages of one that is no more, takes over its dossier unless it
    /// has one; it gives that back when the other one is there again.
    func follow(_ grouping: DecidedGrouping, of line: JournalLine) throws {
        guard try database.tableExists("dossier_document") else { return }
        let before = Set(grouping.before.map(\.document))
        let after = Set(grouping.after.map(\.document))
        for group in grouping.after {
            let place = try DossierPapers.place(of: group.document, in: database)
            if let place, let origin = place.origin, !before.contains(origin),
                after.contains(origin), try isNews(line, to: place.dossier)
            {
                try DossierPapers.take(group.document, outOf: place.dossier, in: database)
                try DossierRow.touch(place.dossier, decision: line.sequence, in: database)
            }
            guard place == nil else { continue }
            try inherit(group, from: grouping.before, of: line) { origin in
                !before.contains(group.document) || !after.contains(origin)
            }
        }
    }

    private func inherit(
        _ group: DecidedGrouping.Group, from before: [DecidedGrouping.Group],
        of line: JournalLine, may: (DocumentID) -> Bool
    ) throws {
        let pages = Set(group.addresses)
        for other in before where other.document != group.document && may(other.document) {
            guard other.addresses.contains(where: pages.contains),
                let dossier = try DossierPapers.place(of: other.document, in: database)?.dossier,
                try isNews(line, to: dossier)
            else { continue }
            try DossierPapers.put(
                group.document, into: dossier, origin: other.document, in: database)
            return try DossierRow.touch(dossier, decision: line.sequence, in: database)
        }
    }

    /// Whether a line is behind what the object of a dossier tells of.
    private func isNews(_ line: JournalLine, to dossier: DossierID) throws -> Bool {
        try line.sequence > DossierRow.settled(dossier, in: database)
    }
}
