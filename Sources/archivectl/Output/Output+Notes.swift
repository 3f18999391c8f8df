import ArchiveJSON
import ArchiveStore

extension OutputOptions {
    /// Tells people that a list is empty; programs see that by themselves.
    func noteNothing(_ text: String) {
        if !json { Output.note(text) }
    }

    /// Tells that documents are not in their dossiers yet, before something that goes by dossiers.
    func noteFilingDue(in archive: Archive) throws {
        guard let finding = try Listing(archive: archive).filingDue() else { return }
        if json {
            Output.json(FindingRecord(finding))
        } else {
            Output.note("note: " + finding.message)
        }
    }
}
