import ArchiveActs
import ArchiveJSON
import ArchiveModel
import ArgumentParser

struct TypesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "types",
        abstract: "List the document types that are recognized and can be searched for.",
        discussion: """
            They stand in the archive's tables/document-types.yaml, which an archivist can edit. \
            Both the code and the title work in a search: tip:FACT, tip:factura.

            EXIT STATUS: 0 done; 1 the table cannot be used; 4 the catalogue is damaged; 10 there is no archive; \
            12 made by a newer version; 64 wrong usage.
            """)

    @OptionGroup var options: ArchiveOptions

    func run() async throws {
        try await CommandRunner.run(options.output, answersOnly: true) {
            let titles = try TypeTitles.own(of: options.openForReading())
            for (code, title) in titles.sorted(by: { $0.key < $1.key }) {
                if options.output.json {
                    Output.json(TypeRecord(code: code, title: title))
                } else {
                    let name = TerminalText.sanitized(code).padding(toLength: 10)
                    Output.line(name + TerminalText.sanitized(title))
                }
            }
            return .done
        }
    }
}
