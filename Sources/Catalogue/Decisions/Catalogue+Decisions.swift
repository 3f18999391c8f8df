package import ArchiveModel
import DurableFiles
package import GRDB

extension Catalogue {
    /// Writes down what a person decided about a document, and carries it out, in one transaction.
    ///
    /// `make` says what is decided, by the catalogue as it is then; with nothing, nothing is written.
    /// `then` is called with the change made. The decision is in the journal, synchronised, before
    /// the transaction ends. Throws what `make` and `then` throw, and faults of catalogue and
    /// journal; when it throws, nothing was decided.
    package func decide(
        about document: DocumentID, by user: ActingUser,
        make: (Database) throws -> [Correction], then: (Database) throws -> Void
    ) throws -> [Correction] {
        var written: Journal.Appended?
        do {
            return try writeRethrowing { database in
                let corrections = try make(database)
                guard !corrections.isEmpty else { return [] }
                let line = try journaled { journal in
                    try journal.locked { tail in
                        let line = try Decision(corrections: corrections).line(
                            about: document, by: user, after: tail.end)
                        written = try journal.append([line], to: tail)
                        return line
                    }
                }
                WriteStep.decisionJournaled.reached()
                try DecisionReplay(database: database).carryOut(line)
                try then(database)
                return corrections
            }
        } catch {
            guard let written, try isCarriedOut(written) else { throw error }
            // Another writer found the line and carried it out before it could be taken back.
            return try read { try CorrectionRow.all(of: document, in: $0) }
                .filter { $0.decision == written.after.end.sequence }
        }
    }

    /// Carries out what the journal has and the catalogue lacks: the last decision of a process that
    /// was killed.
    func evenJournal(in database: Database) throws {
        guard journal != nil else { return }
        try journaled { journal in
            let state = try JournalState.read(in: database)
            let tail = try journal.tail()
            guard tail.end != state else { return }
            guard tail.end.sequence > state.sequence else {
                throw StoreError.journalBehind(journal.path, known: state.sequence)
            }
            let lines = try journal.lines(after: state.sequence)
            guard lines.first?.previous == state.hash else {
                throw StoreError.journalBehind(journal.path, known: state.sequence)
            }
            try DecisionReplay(database: database).carryOutBeforeIndex(lines)
        }
    }

    /// Whether a line whose transaction failed is carried out all the same; else it is taken back.
    private func isCarriedOut(_ written: Journal.Appended) throws -> Bool {
        try journaled { journal in
            try journal.locked { tail in
                let state = try read { try JournalState.read(in: $0) }
                guard state.sequence < written.after.end.sequence else { return true }
                if tail.end == written.after.end { try journal.withdraw(to: written.before) }
                return false
            }
        }
    }

    /// Does something with the journal; its faults become those of the archive.
    private func journaled<Value>(_ body: (Journal) throws -> Value) throws -> Value {
        guard let journal else { throw StoreError.journal(.missing) }
        do {
            return try body(journal)
        } catch let fault as JournalFault {
            throw StoreError.journal(fault)
        }
    }
}
