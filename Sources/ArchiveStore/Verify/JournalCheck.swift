import ArchiveModel
import Catalogue
import DurableFiles
import GRDB

/// Checks the journal of decisions: its chain, and that the catalogue carried out what it says.
struct JournalCheck {
    let archive: Archive
    let report: (ArchiveFinding) -> Void

    /// Compares journal and catalogue; an archive of before there was a journal has nothing to check.
    func run() throws(StoreError) {
        do {
            try check()
        } catch let error as StoreError {
            throw error
        } catch let fault as JournalFault {
            add(.journal(fault))
        } catch {
            throw .catalogue(error)
        }
    }

    private func check() throws {
        guard let id = try archive.identity() else { return }
        let journal = Journal(in: archive.path, of: id)
        let state = try archive.catalogue.read { try CarriedOut.read(in: $0) }
        guard let state else { return }
        var isAtState = state.end == EventLog.start
        var isWhole = true
        var last = EventLog.start
        try journal.forEachLine(
            fault: { fault in
                isWhole = false
                add(.journal(fault))
            },
            { line in
                last = line.end
                if line.end == state.end { isAtState = true }
                guard line.sequence <= state.end.sequence else { return }
                for id in try line.correctionIDs() where !state.corrections.contains(id) {
                    report(
                        ArchiveFinding(
                            "record-differs", severity: .error,
                            subject: "document \(line.object)",
                            message: "the catalogue does not have decision \(line.sequence) of the "
                                + "journal; run 'archivectl rebuild'"))
                }
            })
        if isWhole, !isAtState { add(.journalBehind(journal.path, known: state.end.sequence)) }
        guard isWhole, last.sequence > state.end.sequence else { return }
        report(
            ArchiveFinding(
                "journal-ahead", severity: .note, subject: Journal.name,
                message: "a decision is not carried out yet, since its command was broken off; the "
                    + "next command that writes does it"))
    }

    private func add(_ error: StoreError) { report(ArchiveFinding(error)) }
}
