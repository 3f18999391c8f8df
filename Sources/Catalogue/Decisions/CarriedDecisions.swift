import ArchiveModel
import DurableFiles
package import GRDB

/// Writes decisions that are in no object, and that no line of the journal has, into the journal.
package struct CarriedDecisions {
    private let database: Database
    private let history: JournalHistory
    private var journal: Journal { history.journal }

    /// Of a catalogue, into the journal of a history.
    package init(database: Database, history: JournalHistory) {
        self.database = database
        self.history = history
    }

    /// One line for each document with corrections, and for each other decision; durable when it returns.
    package func append() throws {
        var known: Set<String> = []
        // What cannot be read of an object is not known, and so carried.
        try history.forEachLine(fault: { _ in }) { known.formUnion(try $0.identities()) }
        try journal.locked { tail in
            var tail = tail
            for id in try unsealedDocuments() {
                let corrections = try CorrectionRow.all(of: id, in: database)
                    .filter { !known.contains($0.id) }
                guard !corrections.isEmpty else { continue }
                let line = try Decision(corrections: corrections).line(
                    Decision.carried, about: id, by: .current, after: tail.end)
                tail = try journal.append([line], to: tail).after
            }
            for decided in try GroupingRow.unsealed(in: database)
            where !known.contains(decided.grouping.id) {
                guard let document = decided.grouping.documents.first else { continue }
                let line = try Decision(grouping: decided.grouping).line(
                    about: document, by: decided.user, at: decided.at, after: tail.end)
                tail = try journal.append([line], to: tail).after
            }
            for decided in try DisposalRow.decisions(in: database)
            where !known.contains(decided.step.id) {
                let line = try Decision(disposal: decided.step).line(
                    of: decided.step.subject, by: decided.user, at: decided.at, after: tail.end)
                tail = try journal.append([line], to: tail).after
            }
            for decided in try ResolvedEntryRow.all(in: database)
            where !known.contains(decided.entry.id) {
                let line = try Decision(resolved: decided.entry).line(
                    of: decided.entry.subject.id.text, by: decided.user, at: decided.at,
                    after: tail.end)
                tail = try journal.append([line], to: tail).after
            }
            tail = try appendDossiers(but: known, after: tail)
            // No object of a batch has them.
            for decided in try DuplicateRow.all(in: database)
            where !known.contains(decided.duplicate.id) {
                let line = try Decision(duplicate: decided.duplicate).line(
                    about: decided.duplicate.document, by: decided.user, at: decided.at,
                    after: tail.end)
                tail = try journal.append([line], to: tail).after
            }
            try JournalState.write(tail.end, in: database)
        }
    }

    private func appendDossiers(
        but known: Set<String>, after end: JournalTail
    ) throws -> JournalTail {
        var tail = end
        for decided in try DossierDecisionRow.unsealed(in: database)
        where !known.contains(decided.decision.id) {
            let line = try Decision(dossier: decided.decision).line(
                about: decided.decision.dossier, by: decided.user, after: tail.end)
            tail = try journal.append([line], to: tail).after
        }
        return tail
    }

    /// Documents with corrections whose batches are to be sealed, and those that are not there.
    private func unsealedDocuments() throws -> [DocumentID] {
        try String.fetchAll(
            database,
            sql: """
                SELECT DISTINCT document FROM correction WHERE NOT EXISTS (
                    SELECT 1 FROM document WHERE document.id = correction.document)
                OR EXISTS (
                    SELECT 1 FROM document JOIN document_page ON document_key = key
                    JOIN page ON page.id = page_id JOIN scan ON scan.id = scan_id
                    JOIN batch ON batch.id = batch_id
                    WHERE document.id = correction.document AND pending = 1)
                ORDER BY document
                """
        ).compactMap { DocumentID($0) }
    }
}
