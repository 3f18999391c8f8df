import ArchiveModel
import DurableFiles
import GRDB

/// What the catalogue that a rebuild replaces has of decisions.
///
/// The truth is the journal, in objects and in `journal/`. When a part of that is lost, this is the last
/// place where its decisions may be.
package struct FormerDecisions {
    /// What was decided about one document, dossier, entry of the quarantine, or proposal to dispose of documents.
    private struct Entry {
        /// The identifier of what it is about.
        let object: String
        /// The number that the decision had in the journal.
        let number: Int64
        let decision: Decision
        let user: ActingUser
        /// What a line of it is called.
        let action: String
        /// When it was decided; nil where each correction says so.
        var at: String?
    }

    /// All that have a number, in its order.
    private let entries: [Entry]
    private let digest: CatalogueDigest

    /// Reads them; nil when there is no catalogue that can be read.
    ///
    /// A catalogue of before there was a journal has none.
    package static func read(in catalogue: String) -> FormerDecisions? {
        guard Folder.isFile(catalogue), let former = try? Catalogue.open(reading: catalogue)
        else { return nil }
        defer { try? former.close() }
        guard let entries = try? former.read(all) else { return nil }
        return FormerDecisions(entries: entries, digest: CatalogueDigest(of: catalogue))
    }

    /// Whether nothing speaks against the catalogue: only then its word counts.
    ///
    /// Reads all of it. SQLite must not have it open in this process.
    package func areUnaltered() -> Bool { (try? digest.fits()) ?? false }

    private static func all(in database: Database) throws -> [Entry] {
        let documents = try String.fetchAll(
            database,
            sql: "SELECT DISTINCT document FROM correction WHERE decision IS NOT NULL")
        let corrected = try documents.compactMap { DocumentID($0) }
            .flatMap { try corrections(of: $0, in: database) }
        let others =
            try groupings(in: database) + resolvedEntries(in: database) + dossiers(in: database)
            + disposals(in: database) + duplicates(in: database)
        return (corrected + others)
            .sorted { ($0.number, $0.object) < ($1.number, $1.object) }
    }

    private static func corrections(
        of document: DocumentID, in database: Database
    ) throws -> [Entry] {
        let corrections = try CorrectionRow.all(of: document, in: database)
        return Dictionary(grouping: corrections, by: \.decision).compactMap { number, made in
            guard let number, let first = made.first else { return nil }
            return Entry(
                object: document.text, number: number, decision: Decision(corrections: made),
                user: ActingUser(name: first.actor, address: first.account ?? ""),
                action: Decision.carried)
        }
    }

    private static func groupings(in database: Database) throws -> [Entry] {
        try GroupingRow.all(in: database).compactMap { decided in
            decided.grouping.documents.first.map {
                Entry(
                    object: $0.text, number: decided.decision,
                    decision: Decision(grouping: decided.grouping), user: decided.user,
                    action: Decision.grouped, at: decided.at)
            }
        }
    }

    private static func resolvedEntries(in database: Database) throws -> [Entry] {
        try ResolvedEntryRow.all(in: database).map { decided in
            Entry(
                object: decided.entry.subject.id.text, number: decided.decision,
                decision: Decision(resolved: decided.entry), user: decided.user,
                action: Decision.resolved, at: decided.at)
        }
    }

    private static func dossiers(in database: Database) throws -> [Entry] {
        try DossierDecisionRow.all(in: database).map { decided in
            Entry(
                object: decided.decision.dossier.text, number: decided.number,
                decision: Decision(dossier: decided.decision), user: decided.user,
                action: Decision.dossier)
        }
    }

    private static func disposals(in database: Database) throws -> [Entry] {
        try DisposalRow.decisions(in: database).map { decided in
            let decision = Decision(disposal: decided.step)
            return Entry(
                object: decided.step.subject, number: decided.decision, decision: decision,
                user: decided.user, action: decision.action, at: decided.at)
        }
    }

    private static func duplicates(in database: Database) throws -> [Entry] {
        try DuplicateRow.all(in: database).map { decided in
            Entry(
                object: decided.duplicate.document.text, number: decided.decision,
                decision: Decision(duplicate: decided.duplicate), user: decided.user,
                action: Decision.duplicate, at: decided.at)
        }
    }

    /// The decisions that no line of a journal has, as lines of their number; `known` says whether the
    /// catalogue that is being made has a correction already.
    package func lost(
        from history: JournalHistory, known: (String) throws -> Bool
    ) throws -> [JournalLine] {
        var there: Set<Int64> = []
        // One whose payload was erased is there, too, and must not come back.
        try history.forEachLine(fault: { _ in }) { there.insert($0.sequence) }
        return try entries.filter { entry in
            guard !there.contains(entry.number) else { return false }
            return try entry.decision.identities.contains { try !known($0) }
        }.map { entry in
            try entry.decision.line(
                entry.action, of: entry.object, by: entry.user, at: entry.at,
                after: EventLog.End(hash: EventLog.start.hash, sequence: entry.number - 1))
        }
    }
}
