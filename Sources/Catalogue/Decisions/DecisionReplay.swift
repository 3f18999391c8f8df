import ArchiveModel
import DurableFiles
package import GRDB

/// Carries decisions out: each of them once, however often it is met.
package struct DecisionReplay {
    private let database: Database

    /// In a catalogue, within one transaction.
    package init(database: Database) {
        self.database = database
    }

    /// Carries out all that was decided; the catalogue is as far as the journal's end then.
    ///
    /// `others` are lines that the history does not have. Each is carried out when its number comes, before
    /// a line of the same number, which is newer.
    package func carryOut(
        _ history: JournalHistory, and others: [JournalLine] = [], fault: (JournalFault) -> Void
    ) throws {
        try JournalState.write(EventLog.start, in: database)
        var others = Self.ordered(others)[...]
        try history.forEachLine(fault: fault) { line in
            while let other = others.first, other.sequence <= line.sequence {
                try carryOut(other)
                others = others.dropFirst()
            }
            try carryOut(line)
        }
        for other in others { try carryOut(other) }
        // Behind a part that is lost, the journal may have no decision yet.
        if let tail = try? history.journal.tail() {
            try JournalState.write(tail.end, in: database)
        }
    }

    /// Lines by their numbers; those of one number stay as they were.
    private static func ordered(_ lines: [JournalLine]) -> [JournalLine] {
        lines.enumerated().sorted {
            ($0.element.sequence, $0.offset) < ($1.element.sequence, $1.offset)
        }
        .map(\.element)
    }

    /// Carries out lines where no index is at hand: their documents are due for it.
    func carryOutBeforeIndex(_ lines: [JournalLine]) throws {
        for line in lines {
            try carryOut(line)
            // Of a grouping, all documents are due already.
            if line.isAboutDocument { try IndexDue.add(line.object, in: database) }
        }
    }

    /// Carries out one line, and says that the catalogue is as far as that.
    ///
    /// A document that is not there, since it is read again after its catalogue was lost, gets its
    /// corrections when it comes. Throws `archive-too-new` for a decision of an unknown kind.
    package func carryOut(_ line: JournalLine) throws {
        let decision = try Decision.of(line)
        if DisposalStep.isAction(line.action) {
            if let step = decision?.disposal {
                try DisposalRow.carryOut(step, of: line, in: database)
            }
        } else {
            guard let id = DocumentID(line.object) else {
                throw StoreError.journalTooNew(line: line.sequence)
            }
            if let decision { try carryOutAll(decision, about: id, of: line) }
        }
        try JournalState.write(line.end, in: database)
    }

    private func carryOutAll(
        _ decision: Decision, about id: DocumentID, of line: JournalLine
    ) throws {
        if let resolved = decision.resolved {
            try ResolvedEntryRow.write(resolved, of: line, in: database)
        }
        try carryOut(decision, about: id, of: line)
        if let grouping = decision.grouping {
            try GroupingReplay(in: database).carryOut(grouping, of: line)
            try DossierReplay(in: database).follow(grouping, of: line)
        }
        if let dossier = decision.dossier {
            try DossierReplay(in: database).carryOut(dossier, of: line)
        }
        if let duplicate = decision.duplicate {
            try DuplicateRow.write(duplicate, of: line, in: database)
        }
    }

    private func carryOut(
        _ decision: Decision, about id: DocumentID, of line: JournalLine
    ) throws {
        let new = try decision.corrections.filter {
            try !DecisionTable.correction.has($0.id, in: database)
        }
        let documents = try Dictionary(grouping: new) { correction in
            // The field may have gone into another document with its page.
            try correction.field.flatMap { try FieldRow.document(of: $0, in: database) } ?? id
        }
        for (id, corrections) in documents.sorted(by: { $0.key.text < $1.key.text }) {
            try carryOut(corrections, about: id, of: line)
        }
    }

    private func carryOut(
        _ new: [Correction], about id: DocumentID, of line: JournalLine
    ) throws {
        let isThere = try DocumentRow.key(of: id, in: database) != nil
        let marks = isThere ? try DocumentMarks.read(of: id, in: database) : nil
        let unexplained = try marks?.unexplained(id, in: database) ?? []
        for correction in new {
            var correction = correction
            correction.decision = line.sequence
            try CorrectionRow.insert(correction, of: id, in: database)
        }
        guard isThere else { return }
        try DocumentRow.correct(id, new, in: database)
        // What nobody explained must not pass for explained now.
        guard unexplained.allSatisfy(Set(new.map(\.name)).contains) else { return }
        let after = try marks?.afterCorrection(of: id, in: database)
        for correction in new {
            try after?.recordCorrection(
                of: id, name: correction.name,
                by: ActingUser(name: line.actor, address: line.account ?? ""), in: database)
        }
    }
}
