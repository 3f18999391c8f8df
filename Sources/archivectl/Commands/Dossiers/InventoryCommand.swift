import ArchiveActs
import ArchiveModel
import ArgumentParser
import Catalogue

struct InventoryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inventory",
        abstract: "List the dossiers of a year, as they are handed over to the archive.",
        discussion: """
            One list for each department and term, with the columns of annex 2 of Legea 16/1996 and the words below \
            it. With --pdf each list begins on a page of its own. With --form csv all lists are one table, with department and term as columns.

            EXIT STATUS: 0 done; 1 a table of the archive has a mistake, or the file is there already or cannot be \
            written; 10 there is no \
            archive; 12 made by a newer version; 20 archivectl-print is missing; 64 wrong usage.
            """)

    @Option(name: .long, help: "The year.")
    var year: Int

    @Option(name: .long, help: "Only the dossiers of a department.")
    var department: String?

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
            let inventory = try DossierInventory.read(
                year: year, department: department, in: archive)
            if inventory.sections.isEmpty {
                options.output.noteNothing("there is no dossier of \(year)")
            }
            if let printout {
                guard !inventory.sections.isEmpty else { return .done }
                try await printout.write(inventory.printed, json: options.output.json)
            } else if options.output.json {
                showRecords(inventory)
            } else if form == .csv {
                showCSV(inventory)
            } else {
                showText(inventory)
            }
            return .done
        }
    }

    private func showText(_ inventory: DossierInventory) {
        for section in inventory.sections {
            Output.line(TerminalText.sanitized(section.title(year: year)))
            ListedTable(
                headings: DossierInventory.headings, rows: section.lines.map(\.cells)
            ).lines.forEach(Output.line)
            section.closing.forEach(Output.line)
            Output.line("")
        }
    }

    private func showCSV(_ inventory: DossierInventory) {
        let rows = inventory.sections.flatMap { section in
            section.lines.map { $0.cells + [section.department ?? "", section.term ?? ""] }
        }
        ListedTable(
            headings: DossierInventory.headings + ["Compartimentul", "Termenul de păstrare"],
            rows: rows
        ).csv.forEach(Output.line)
    }

    private func showRecords(_ inventory: DossierInventory) {
        for section in inventory.sections {
            for line in section.lines {
                Output.json(InventoryRecord(line, term: section.term))
            }
        }
    }
}

/// A dossier in an inventory, as a JSON line.
private struct InventoryRecord: Encodable {
    let type = "inventory"
    let position: Int
    let dossier, mark, code: String
    let year, number, volume: Int
    let department, content, term, from, to: String?
    let sheets: Int
    let state: String

    init(_ line: DossierInventory.Line, term: String?) {
        let said = line.dossier.description
        position = line.position
        dossier = line.dossier.id.text
        mark = said.mark.description
        (code, year, number, volume) = (said.code, said.year, said.number, said.volume)
        (department, content) = (said.department, said.content)
        self.term = term
        (from, to) = (line.dossier.firstDay?.iso, line.dossier.lastDay?.iso)
        sheets = line.dossier.sheets
        state = said.closed == nil ? "open" : "closed"
    }
}
