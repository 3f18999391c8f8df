package import ArchiveModel
package import Catalogue
import GRDB

/// What persons decided about one document: who, what and when.
package struct DocumentHistory: Sendable {
    /// What was decided.
    package enum Deed: Sendable {
        /// Its type or its fields were corrected.
        case corrected([Correction])
        /// Pages were grouped anew, and it had a part in that.
        case grouped(DecidedGrouping)
        /// It was put into a dossier.
        case added(DossierMark?)
        /// It was taken out of a dossier.
        case removed(DossierMark?)
        /// Whether it is another one, scanned anew, or the other one is it.
        case compared(DecidedDuplicate)
    }

    /// One decision.
    package struct Entry: Sendable {
        /// Its number in the journal; nil for what was corrected before there was one.
        package let decision: Int64?
        /// When, UTC, ISO 8601; nil where the journal does not have it any more.
        package var at: String?
        /// Who.
        package let user: ActingUser
        /// What.
        package let deed: Deed
    }

    /// All decisions, the oldest first.
    package let entries: [Entry]

    /// Reads what the catalogue has, and from the journal when dossiers were decided about, which the catalogue does
    /// not keep; faults of the catalogue are thrown, of the journal only the time is missing.
    package static func read(
        of document: DocumentID, in archive: Archive
    ) throws -> DocumentHistory {
        let found = try archive.catalogue.read { database in
            try changes(of: document, in: database)
                + dossiers(of: document, in: database) + comparisons(of: document, in: database)
        }
        let known = try times(of: found.filter { $0.at == nil }.compactMap(\.decision), in: archive)
        let entries = found.map { entry in
            var entry = entry
            entry.at = entry.at ?? entry.decision.flatMap { known[$0] }
            return entry
        }
        // Nothing that has no number can be younger than what has one.
        return DocumentHistory(entries: entries.sorted { ($0.decision ?? 0) < ($1.decision ?? 0) })
    }

    /// What was decided about type, fields and pages, the oldest first.
    static func changes(of document: DocumentID, in database: Database) throws -> [Entry] {
        try (corrections(of: document, in: database) + groupings(of: document, in: database))
            .sorted { ($0.decision ?? 0) < ($1.decision ?? 0) }
    }

    private static func corrections(
        of document: DocumentID, in database: Database
    ) throws -> [Entry] {
        var entries: [Entry] = []
        for correction in try CorrectionRow.all(of: document, in: database) {
            var together = [correction]
            if let last = entries.last, case .corrected(let before) = last.deed,
                let decision = correction.decision, last.decision == decision
            {
                together = before + together
                entries.removeLast()
            }
            entries.append(
                Entry(
                    decision: correction.decision, at: correction.at,
                    user: ActingUser(
                        name: correction.actor, address: correction.account ?? ""),
                    deed: .corrected(together)))
        }
        return entries
    }

    private static func groupings(
        of document: DocumentID, in database: Database
    ) throws -> [Entry] {
        try GroupingRow.all(about: document, in: database).map {
            Entry(decision: $0.decision, at: $0.at, user: $0.user, deed: .grouped($0.grouping))
        }
    }

    private static func dossiers(
        of document: DocumentID, in database: Database
    ) throws -> [Entry] {
        try DossierDecisionRow.all(aboutDocument: document, in: database).map { decided in
            let mark = try DossierRow.description(of: decided.decision.dossier, in: database)?.mark
            return Entry(
                decision: decided.number, at: nil, user: decided.user,
                deed: decided.decision.added.contains(document) ? .added(mark) : .removed(mark))
        }
    }

    private static func comparisons(
        of document: DocumentID, in database: Database
    ) throws -> [Entry] {
        try DuplicateRow.all(about: document, in: database).map {
            Entry(decision: $0.decision, at: $0.at, user: $0.user, deed: .compared($0.duplicate))
        }
    }

    /// When decisions of these numbers were made, as the journal says.
    private static func times(
        of decisions: [Int64], in archive: Archive
    ) throws -> [Int64: String] {
        guard let id = archive.settings.id, !decisions.isEmpty else { return [:] }
        let wanted = Set(decisions)
        let lines = try archive.look(atHistoryOf: id) { history in
            var lines: [JournalLine] = []
            try history.forEachLine(fault: { _ in }) { line in
                if wanted.contains(line.sequence) { lines.append(line) }
            }
            return lines
        }
        return Dictionary(lines.map { ($0.sequence, $0.at) }) { $1 }
    }
}
