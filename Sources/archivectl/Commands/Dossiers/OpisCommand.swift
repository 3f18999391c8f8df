import ArchiveActs
import ArchiveModel
import ArchiveStore
import ArgumentParser
import Catalogue

/// How a list is printed.
enum ListForm: String, ExpressibleByArgument, CaseIterable {
    /// Columns for people.
    case text
    /// Comma-separated values.
    case csv
}

struct DossierOpisCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "opis", abstract: "List the documents of a dossier with their sheets.",
        discussion: """
            EXIT STATUS: 0 done; 1 there is no such dossier, or the file is there already or cannot be written; \
            10 there is no archive; 12 made by a newer version; 20 archivectl-print is missing; 64 wrong usage.
            """)

    @Argument(help: "The dossier.")
    var dossier: String

    @Option(name: .long, help: "How it is printed: text or csv.")
    var form = ListForm.text

    @OptionGroup var printing: PDFOptions
    @OptionGroup var options: ArchiveOptions

    func validate() throws {
        if printing.pdf != nil, form == .csv {
            throw ValidationError("give --form csv or --pdf, not both")
        }
    }

    func run() async throws {
        try await CommandRunner.run(options.output, answersOnly: true) {
            let archive = try options.openForReading()
            let printout = try printing.place(outside: archive)
            try options.output.noteFilingDue(in: archive)
            let dossier = try DossierLookup(archive).dossier(typed: self.dossier)
            let titles = try TypeTitles.readNoting(in: archive).titles
            let opis = DossierOpis(dossier, titles: titles)
            if let printout {
                try await printout.write(opis.printed, json: options.output.json)
            } else {
                show(opis)
            }
            return .done
        }
    }

    private func show(_ opis: DossierOpis) {
        if opis.lines.isEmpty { options.output.noteNothing("the dossier has no document") }
        if options.output.json {
            return opis.lines.forEach { Output.json(OpisRecord($0, of: opis.dossier)) }
        }
        let table = ListedTable(
            headings: DossierOpis.headings, rows: opis.lines.map(\.cells))
        if form == .text {
            let mark = TerminalText.sanitized(opis.dossier.description.mark.description)
            Output.line("Opis: dosarul \(mark)")
        }
        (form == .csv ? table.csv : table.lines).forEach(Output.line)
    }
}

/// A document of a dossier with its place, as a JSON line.
private struct OpisRecord: Encodable {
    let type = "opis"
    let dossier: String
    let position: Int
    let document: String
    let documentType, title, number, date: String?
    let firstSheet, lastSheet: Int?
    /// The number of the proposal by which it was disposed of.
    let disposal: Int64?

    private enum CodingKeys: String, CodingKey {
        case type, dossier, position, document, title, number, date, disposal
        case documentType = "document_type"
        case firstSheet = "first_sheet"
        case lastSheet = "last_sheet"
    }

    init(_ line: DossierOpis.Line, of dossier: StoredDossier) {
        self.dossier = dossier.id.text
        position = line.position
        document = line.paper.document.text
        documentType = line.paper.type?.rawValue
        title = line.title
        number = line.paper.number
        date = line.paper.date?.iso
        firstSheet = line.firstSheet
        lastSheet = line.lastSheet
        disposal = line.paper.disposal
    }
}
