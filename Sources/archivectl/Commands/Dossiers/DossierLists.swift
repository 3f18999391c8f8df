import ArchiveActs
import ArchiveJSON
import ArchiveModel
import ArchiveStore
import ArgumentParser
import Catalogue

struct ListDossiers: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List dossiers, by code, year and number.")

    @Option(name: .long, help: "Only those of a code of the nomenclator.")
    var code: String?

    @Option(name: .long, help: "Only those of a year.")
    var year: Int?

    @Option(name: .long, help: "Only those of a department.")
    var department: String?

    @Flag(name: .long, help: "Only open ones.")
    var open = false

    @Flag(name: .long, help: "Only those on hold.")
    var held = false

    @OptionGroup var options: ArchiveOptions

    func run() async throws {
        try await CommandRunner.run(options.output, answersOnly: true) {
            let archive = try options.openForReading()
            try options.output.noteFilingDue(in: archive)
            var isEmpty = true
            try Listing(archive: archive).forEachDossier { dossier in
                guard isMeant(dossier) else { return }
                isEmpty = false
                if options.output.json {
                    Output.json(DossierRecord(dossier))
                } else {
                    Output.line(DossierText(dossier).line)
                }
                try Output.requireWritable()
            }
            if isEmpty { options.output.noteNothing("there is no such dossier") }
            return .done
        }
    }

    private func isMeant(_ dossier: StoredDossier) -> Bool {
        let said = dossier.description
        return [
            code == nil || said.code == code, year == nil || said.year == year,
            department == nil || said.department == department,
            !open || said.closed == nil, !held || said.hold != nil,
        ].allSatisfy { $0 }
    }
}

struct ShowDossier: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show everything known of one dossier.")

    @Argument(help: "The dossier.")
    var dossier: String

    @OptionGroup var options: ArchiveOptions

    func run() async throws {
        try await CommandRunner.run(options.output, answersOnly: true) {
            let archive = try options.openForReading()
            try options.output.noteFilingDue(in: archive)
            let dossier = try DossierLookup(archive).dossier(typed: self.dossier)
            if options.output.json {
                Output.json(
                    DossierRecord(dossier, withPapers: true, doubts: dossier.doubts))
            } else {
                DossierText(dossier).lines.forEach(Output.line)
                for doubt in dossier.doubts { Output.note("note: " + doubt.message) }
            }
            return .done
        }
    }
}
