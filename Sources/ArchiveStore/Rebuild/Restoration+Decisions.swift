import ArchiveModel
import Catalogue
import DurableFiles
import GRDB

extension Restoration {
    /// Carries out what persons decided and no object has yet: every line of the journal that is
    /// sound, and of those that earlier rebuilds set aside.
    ///
    /// When the journal is damaged, what is wrong becomes a problem of the summary, and a new one is
    /// made in `folder` of what could be read. Decisions about documents that are read again wait for
    /// them.
    mutating func restoreDecisions(newJournalIn folder: String) throws {
        guard let id = archive.settings.id else { return }
        let journal = Journal(in: archive.path, of: id)
        var problems: [ArchiveFinding] = []
        var isWhole = true
        var new: Journal?
        try archive.catalogue.writeRethrowing { database in
            let replay = DecisionReplay(database: database)
            for old in Journal.setAside(in: archive.path, of: id) {
                try replay.carryOut(old) { _ in }
            }
            try replay.carryOut(journal) { fault in
                isWhole = false
                // An archive of before there was a journal has none.
                if case .missing = fault { return }
                problems.append(
                    ArchiveFinding(
                        .journal(fault),
                        message: "what could be read of it was carried out; the rest is lost"))
            }
            guard !isWhole else { return }
            let made = Journal(in: folder, of: id)
            try made.make(after: EventLog.start)
            try CarriedDecisions(database: database, journal: made).append()
            new = made
        }
        newJournal = new
        summary.problems += problems
    }
}
