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
            for object in found { try object.row.write(in: database) }
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
        var setAside: [JournalLine] = []
        for old in Journal.setAside(in: archive.path, of: id) {
            try old.forEachLine(fault: { _ in }) { setAside.append($0) }
        }
        var faults: [JournalFault] = []
        var lost: [JournalLine] = []
        let sealedEnd = sealedEnd
        var new: Journal?
        try archive.catalogue.writeRethrowing { database in
            let known = Set(try setAside.flatMap { try DecisionReplay.identities(of: $0) })
            lost =
                try former?.lost(from: history) { identity in
                    try known.contains(identity) || CorrectionRow.isKnown(identity, in: database)
                } ?? []
            let kept = former?.isUnaltered ?? false ? lost : []
            try DecisionReplay(database: database).carryOut(history, and: setAside + kept) {
                faults.append($0)
            }
            guard !kept.isEmpty || faults.contains(where: { $0.concerns(history.journal) })
            else { return }
            let made = Journal(in: folder, of: id)
            try made.make(after: sealedEnd)
            let begun = try archive.history(of: id, in: parts, behind: made)
            try CarriedDecisions(database: database, history: begun).append()
            new = made
        }
        newJournal = new
        if let former, !lost.isEmpty {
            summary.problems.append(
                ArchiveFinding(lost: lost.map(\.sequence), keptBy: former))
        }
        // An archive of before there was a journal has none.
        if !history.journal.exists, sealedEnd == EventLog.start, lost.isEmpty { return }
        let rest =
            former?.isUnaltered ?? false
            ? "and so was what the former catalogue had of the rest" : "the rest is lost"
        summary.problems += faults.map { fault in
            ArchiveFinding(
                .journal(fault),
                message: "what could be read of it was carried out; " + rest)
        }
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

extension ArchiveFinding {
    /// Decisions that no journal has any more are in the catalogue that is replaced.
    fileprivate init(lost decisions: [Int64], keptBy former: FormerDecisions) {
        let numbers =
            decisions.first == decisions.last
            ? "decision \(decisions.first ?? 0) is"
            : "decisions \(decisions.first ?? 0) to \(decisions.last ?? 0) are"
        self.init(
            "journal-damaged", severity: .error, subject: "journal",
            message: "\(numbers) in no journal any more; "
                + (former.isUnaltered
                    ? "the former catalogue had them, and they were taken over from it"
                    : "the former catalogue has them, but it was altered, so that they were not taken "
                        + "over; it is kept beside the new one"))
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
