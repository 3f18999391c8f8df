import ArchiveModel
import Catalogue
import DurableFiles
import GRDB
import OCFL

extension Restoration {
    /// Makes the catalogue know the objects that hold parts of the journal, and what is lost between
    /// them, which becomes a problem.
    mutating func restoreJournalObjects(_ inventories: [ObjectInventory]) throws(StoreError) {
        var objects: [JournalObject] = []
        for inventory in inventories {
            do throws(StoreError) {
                objects.append(try JournalObject.read(inventory, in: archive.store))
            } catch {
                guard Self.isAboutObject(error) else { throw error }
                summary.problems.append(ArchiveFinding(error, subject: inventory.id))
            }
        }
        objects.sort { $0.file.first < $1.file.first }
        var gaps: [JournalParts.Gap] = []
        for object in objects {
            if object.file.first > sealedEnd.sequence + 1 {
                gaps.append(.init(first: sealedEnd.sequence + 1, last: object.file.first - 1))
            }
            if object.file.last > sealedEnd.sequence { sealedEnd = object.file.extent.end }
        }
        summary.problems += gaps.map(ArchiveFinding.init(lost:))
        let (found, lost) = (objects, gaps)
        try archive.catalogue.write { database in
            for object in found {
                try object.row.write(in: database)
                for replaced in object.file.replaces ?? [] {
                    try ReplacedObject.insert(replaced, by: object.row.id, in: database)
                }
            }
            try JournalParts.accept(lost, in: database)
        }
    }

    /// Carries out what persons decided: every line that is sound, of the journal in objects and in
    /// `journal/`, and of what earlier rebuilds set aside; and what only the former catalogue still has.
    ///
    /// What is wrong becomes a problem of the summary. When `journal/` itself is damaged or lacks something,
    /// a new one is made in `folder` of what could be read and is in no object. Decisions about documents
    /// that are read again wait for them.
    mutating func restoreDecisions(newJournalIn folder: String) throws {
        guard let id = archive.settings.id else { return }
        let parts = try archive.catalogue.read { try JournalParts.read(in: $0) }
        let history = try archive.history(of: id, in: parts)
        let former = FormerDecisions.read(in: archive.path + "/catalogue.sqlite")
        let setAside = try linesSetAside(of: id)
        var outcome = ReplayOutcome()
        let sealedEnd = sealedEnd
        var new: Journal?
        try archive.catalogue.writeRethrowing { database in
            outcome = try Self.replay(history, setAside, former, in: database)
            guard outcome.isToBeJournaled(besides: history.journal) else { return }
            let made = Journal(in: folder, of: id)
            try made.make(after: sealedEnd)
            let begun = try archive.history(of: id, in: parts, behind: made)
            try CarriedDecisions(database: database, history: begun).append()
            new = made
        }
        newJournal = new
        // An archive of before there was a journal has none.
        let neverBegan = !history.journal.exists && sealedEnd == EventLog.start
        summary.problems += outcome.findings(withFaults: !neverBegan || !outcome.lost.isEmpty)
    }

    /// The sound lines of the journals that earlier rebuilds set aside.
    private func linesSetAside(of id: ArchiveID) throws -> [JournalLine] {
        var lines: [JournalLine] = []
        for journal in Journal.setAside(in: archive.path, of: id) {
            try journal.forEachLine(fault: { _ in }) { lines.append($0) }
        }
        return lines
    }

    /// Carries out all lines there are, and those that only a former catalogue has, if it is to be believed.
    private static func replay(
        _ history: JournalHistory, _ setAside: [JournalLine], _ former: FormerDecisions?,
        in database: Database
    ) throws -> ReplayOutcome {
        var outcome = ReplayOutcome()
        let known = Set(try setAside.flatMap { try $0.identities() })
        outcome.lost =
            try former?.lost(from: history) { identity in
                try known.contains(identity)
                    || DecisionTable.allCases.contains { try $0.has(identity, in: database) }
            } ?? []
        outcome.isFormerKept =
            outcome.lost.isEmpty ? former != nil : former?.areUnaltered() ?? false
        let kept = outcome.isFormerKept ? outcome.lost : []
        try DecisionReplay(database: database).carryOut(history, and: setAside + kept) {
            outcome.faults.append($0)
        }
        return outcome
    }
}

/// What carrying out all decisions came to.
private struct ReplayOutcome {
    /// What is wrong with the journal, in objects and in `journal/`.
    var faults: [JournalFault] = []
    /// The decisions that only the former catalogue has.
    var lost: [JournalLine] = []
    /// Whether nothing is lost that the former catalogue had.
    var isFormerKept = false

    /// Whether a new journal has to take down what the one in `journal/` lacks.
    func isToBeJournaled(besides journal: Journal) -> Bool {
        (isFormerKept && !lost.isEmpty) || faults.contains { $0.concerns(journal) }
    }

    /// What there is to say of it.
    func findings(withFaults: Bool) -> [ArchiveFinding] {
        let rest =
            isFormerKept
            ? "and so was what the former catalogue had of the rest" : "the rest is lost"
        return (lost.isEmpty ? [] : [lostDecisions])
            + (withFaults ? faults : []).map { fault in
                ArchiveFinding(
                    .journal(fault),
                    message: "what could be read of it was carried out; " + rest)
            }
    }

    private var lostDecisions: ArchiveFinding {
        let (first, last) = (lost.first?.sequence ?? 0, lost.last?.sequence ?? 0)
        return ArchiveFinding(
            "journal-damaged", severity: .error, subject: Journal.name,
            message: (first == last ? "decision \(first) is" : "decisions \(first) to \(last) are")
                + " in no journal any more; "
                + (isFormerKept
                    ? "the former catalogue had them, and they were taken over from it"
                    : "the former catalogue has them, but it was altered, so that they were not taken "
                        + "over; it is kept beside the new one"))
    }
}

extension ArchiveFinding {
    /// Decisions are in no object and not in the journal.
    fileprivate init(lost gap: JournalParts.Gap) {
        self.init(
            "journal-damaged", severity: .error, subject: "objects",
            message:
                "the object with decisions \(gap.first) to \(gap.last) is lost; what the objects "
                + "of batches have of them was taken over")
    }
}

extension JournalFault {
    /// Whether it is one of `journal/`, and not of an object.
    fileprivate func concerns(_ journal: Journal) -> Bool {
        switch self {
        case .missing: true
        case .damaged(let file, _), .gap(let file), .foreign(let file, _), .tooNew(let file),
            .system(let file, _):
            file.hasPrefix(journal.path + "/")
        }
    }
}
