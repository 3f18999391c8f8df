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
        let decision = try decide(
            about: document.text, by: user,
            decision: { database in
                let corrections = try make(database)
                return corrections.isEmpty ? nil : Decision(corrections: corrections)
            }, then: then)
        return decision?.corrections ?? []
    }

    /// Writes down how a person groups pages anew, and carries it out, in one transaction.
    ///
    /// As `decide(about:by:make:then:)`; returns what was decided, nil for nothing.
    package func group(
        about document: DocumentID, by user: ActingUser,
        make: (Database) throws -> DecidedGrouping?, then: (Database) throws -> Void
    ) throws -> DecidedGrouping? {
        try decide(
            about: document.text, by: user,
            decision: { try make($0).map { Decision(grouping: $0) } }, then: then
        )?.grouping
    }

    /// Writes down that a person is done with an entry of the quarantine, in one transaction.
    ///
    /// As `decide(about:by:make:then:)`.
    package func resolve(
        _ id: QuarantineID, by user: ActingUser, make: (Database) throws -> ResolvedEntry
    ) throws {
        _ = try decide(
            about: id.text, by: user, decision: { Decision(resolved: try make($0)) },
            then: { _ in })
    }

    /// Writes down whether a document is another one, scanned anew, and carries it out, in one transaction.
    ///
    /// As `decide(about:by:make:then:)`; returns what was decided, nil for nothing.
    package func decideDuplicate(
        about document: DocumentID, by user: ActingUser,
        make: (Database) throws -> DecidedDuplicate?, then: (Database) throws -> Void
    ) throws -> DecidedDuplicate? {
        try decide(
            about: document.text, by: user,
            decision: { try make($0).map { Decision(duplicate: $0) } }, then: then
        )?.duplicate
    }

    /// Writes down what a person decided about a dossier, and carries it out, in one transaction.
    ///
    /// As `decide(about:by:make:then:)`; returns what was decided, nil for nothing.
    package func keep(
        _ dossier: DossierID, by user: ActingUser,
        make: (Database) throws -> DossierDecision?
    ) throws -> DossierDecision? {
        try decide(
            about: dossier.text, by: user,
            decision: { try make($0).map { Decision(dossier: $0) } }, then: { _ in }
        )?.dossier
    }

    /// Writes down what is done with a proposal to dispose of documents, and carries it out, in one
    /// transaction.
    ///
    /// As `decide(about:by:make:then:)`; returns the step, nil for nothing.
    package func dispose(
        by user: ActingUser, make: (Database) throws -> DisposalStep?,
        then: (Database) throws -> Void
    ) throws -> DisposalStep? {
        try decide(
            about: nil, by: user, decision: { try make($0).map { Decision(disposal: $0) } },
            then: then
        )?.disposal
    }

    /// `object` is what the line is about; nil where the decision itself says that.
    private func decide(
        about object: String?, by user: ActingUser,
        decision make: (Database) throws -> Decision?, then: (Database) throws -> Void
    ) throws -> Decision? {
        var written: Journal.Appended?
        var decided: Decision?
        do {
            return try writeRethrowing { database in
                decided = try make(database)
                guard let decided else { return nil }
                let line = try journaled { journal in
                    try journal.locked { tail in
                        let line = try decided.line(
                            of: decided.disposal?.subject ?? object ?? "", by: user,
                            after: tail.end)
                        written = try journal.append([line], to: tail)
                        return line
                    }
                }
                WriteStep.decisionJournaled.reached()
                try DecisionReplay(database: database).carryOut(line)
                try then(database)
                return decided
            }
        } catch {
            guard let written, try isCarriedOut(written) else { throw error }
            // Another writer found the line and carried it out before it could be taken back.
            return decided
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
            if let first = journal.segments.first, first.first > state.sequence + 1 {
                throw JournalFault.gap(file: first.path)
            }
            let lines = try journal.lines(after: state.sequence)
            guard lines.first?.previous == state.hash else {
                throw StoreError.journalBehind(journal.path, known: state.sequence)
            }
            try DecisionReplay(database: database).carryOutBeforeIndex(lines)
        }
    }

    /// The segments of the journal that nobody appends to any more, and whose decisions are all carried
    /// out, oldest first.
    ///
    /// The newest is one of them when it has decisions: a new one is begun behind it, durably. Throws
    /// faults of catalogue and journal.
    package func closedSegments() throws -> [JournalSegment] {
        while try journaled({ try $0.locked(\.hasDecisions) }), try !closeSegment() {}
        return try journaled { $0.closedSegments }
    }

    /// Begins a new segment; false when a decision was just being made, and nothing was done.
    ///
    /// A decision whose transaction fails is taken out of the journal again, so that the segment may be
    /// closed only behind decisions of which the transactions ended. None is in work within this one.
    private func closeSegment() throws -> Bool {
        let carriedOut = try read { try JournalState.read(in: $0) }
        return try writeRethrowing { _ in
            try journaled { journal in
                try journal.locked { tail in
                    guard tail.end == carriedOut else { return false }
                    if tail.hasDecisions { try journal.beginSegment(after: tail) }
                    return true
                }
            }
        }
    }

    /// Removes a segment that lies in an object from the journal, durably.
    package func remove(_ segment: JournalSegment) throws {
        try journaled { try $0.remove(segment) }
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
