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
    /// `journal/`, and of what earlier rebuilds set aside.
    ///
    /// What is wrong becomes a problem of the summary. When `journal/` itself is damaged, a new one is
    /// made in `folder` of what could be read and is in no object. Decisions about documents that are
    /// read again wait for them.
    mutating func restoreDecisions(newJournalIn folder: String) throws {
        guard let id = archive.settings.id else { return }
        let parts = try archive.catalogue.read { try JournalParts.read(in: $0) }
        let history = try archive.history(of: id, in: parts)
        var faults: [JournalFault] = []
        let sealedEnd = sealedEnd
        var new: Journal?
        try archive.catalogue.writeRethrowing { database in
            let replay = DecisionReplay(database: database)
            for old in Journal.setAside(in: archive.path, of: id) {
                try replay.carryOut(old) { _ in }
            }
            try replay.carryOut(history) { faults.append($0) }
            guard faults.contains(where: { $0.concerns(history.journal) }) else { return }
            let made = Journal(in: folder, of: id)
            try made.make(after: sealedEnd)
            let begun = try archive.history(of: id, in: parts, behind: made)
            try CarriedDecisions(database: database, history: begun).append()
            new = made
        }
        newJournal = new
        // An archive of before there was a journal has none.
        if !history.journal.exists, sealedEnd == EventLog.start { return }
        summary.problems += faults.map { fault in
            ArchiveFinding(
                .journal(fault),
                message: "what could be read of it was carried out; the rest is lost")
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
