import ArchiveActs
import ArchiveJSON
import ArchiveModel
import ArchiveStore
import ArgumentParser

struct HistoryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history",
        abstract: "Show who changed what of a document, and when.",
        discussion: """
            The oldest first: corrections of type and fields with what was there before, groupings of pages, dossiers, \
            and decisions whether it is another document. Times are UTC. For a document that is no more, what was done to \
            it until then.

            EXIT STATUS: 0 done, also when nobody changed anything; 1 there is no such document; 4 the catalogue is \
            damaged; 10 there is no archive; 12 made by a newer version; 64 wrong usage.
            """)

    @Argument(help: "The document's identifier, or its beginning.")
    var document: String

    @OptionGroup var options: ArchiveOptions

    func run() async throws {
        try await CommandRunner.run(options.output, answersOnly: true) {
            let archive = try options.openForReading()
            let lookup = DocumentLookup(archive)
            let id =
                try lookup.former(typed: document)?.document
                ?? lookup.identifier(typed: document)
            let history = try DocumentHistory.read(of: id, in: archive)
            show(history, of: id, mask: .read(of: archive))
            return .done
        }
    }

    private func show(
        _ history: DocumentHistory, of id: DocumentID, mask: PersonalMask
    ) {
        if options.output.json {
            history.entries.forEach { Output.json(HistoryEntryRecord($0, of: id)) }
            Output.json(HistoryRecord(id, entries: history.entries.count))
        } else {
            history.entries.flatMap { HistoryText.lines($0, of: id, mask: mask) }
                .forEach(Output.line)
            if history.entries.isEmpty { Output.note("nobody changed anything") }
        }
    }
}
