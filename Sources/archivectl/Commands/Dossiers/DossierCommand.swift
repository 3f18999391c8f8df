import ArchiveActs
import ArchiveJSON
import ArchiveModel
import ArchiveStore
import ArgumentParser
import Catalogue
import Foundation

struct DossierCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dossier",
        abstract: "Keep dossiers: which documents belong together on the shelf.",
        discussion: """
            A dossier is named by its mark, code/year/number or code/year/number/volume, or by its identifier, of \
            which the beginning is enough. A document is in one dossier at most. Each decision is in the \
            journal; "seal" and "ingest" write dossiers into objects of their own.

              archivectl dossier create --code II.C.7 --year 2023 --number 12 --content "Facturi"
              archivectl dossier add II.C.7/2023/12 7c3k0f9x2m1a 0h0v3y1z5k9m
              archivectl dossier close II.C.7/2023/12

            EXIT STATUS: 0 done, also when nothing was different; 1 refused, as the message says; 10 there is no \
            archive; 11 another process writes to it; 12 made by a newer version; 64 wrong usage.
            """,
        subcommands: [
            CreateDossier.self, AddToDossier.self, RemoveFromDossier.self, DescribeDossier.self,
            ListDossiers.self, ShowDossier.self, DossierOpisCommand.self, CloseDossier.self,
            ReopenDossier.self,
            HoldDossier.self, ReleaseDossier.self,
        ])
}

/// What all commands that change a dossier share.
protocol DossierAct: AsyncParsableCommand {
    var options: ArchiveOptions { get }
    var acting: ActorOptions { get }
    func carryOut(_ dossiers: DossierKeeping) throws -> DossierKeeping.Outcome
}

extension DossierAct {
    func run() async throws {
        try await CommandRunner.run(options.output) {
            let outcome = try await options.writing(acting, mode: .act) { archive in
                try carryOut(DossierKeeping(archive, by: acting.user))
            }
            report(outcome)
            return .done
        }
    }

    private func report(_ outcome: DossierKeeping.Outcome) {
        if options.output.json {
            Output.json(
                DossierRecord(
                    outcome.dossier, doubts: outcome.doubts, changed: outcome.decision != nil))
        } else {
            if outcome.decision == nil { Output.note("nothing to change") }
            Output.line(DossierText(outcome.dossier).line)
        }
        for doubt in outcome.doubts { Output.note("note: " + doubt.message) }
    }
}

/// A day as it is typed: `2024-03-28` or `28.03.2024`.
struct TypedDay: ExpressibleByArgument {
    let day: CalendarDate

    init?(argument: String) {
        let parts = argument.split(separator: ".", omittingEmptySubsequences: false)
            .map { Int($0) }
        if let day = CalendarDate(iso: argument) {
            self.day = day
        } else if parts.count == 3, let number = parts[0], let month = parts[1],
            let year = parts[2], let day = CalendarDate(year: year, month: month, day: number)
        {
            self.day = day
        } else {
            return nil
        }
    }

    /// Today, where the program runs.
    static var today: CalendarDate {
        let now = Calendar.current.dateComponents([.year, .month, .day], from: Date())
        let today = CalendarDate(
            year: now.year ?? 0, month: now.month ?? 0, day: now.day ?? 0)
        guard let today else { preconditionFailure("the clock shows no day of the calendar") }
        return today
    }
}

/// The fields of a dossier that a person may say.
struct DossierFields: ParsableArguments {
    @Option(name: .long, help: "Who made the papers. Empty: the institution itself.")
    var fonds: String?

    @Option(name: .long, help: "The department that it comes from. Empty: none.")
    var department: String?

    @Option(name: .long, help: "What it is about, in brief. Empty: nothing.")
    var content: String?

    @Option(
        name: .long,
        help:
            "How long it is to be kept: permanent, \"10 ani\", \"5 ani de la încetare\", \"10 ani C.S.\". Empty: as the rules say."
    )
    var term: String?

    @Option(name: .long, help: "Where its paper lies. Empty: nowhere.")
    var location: String?

    @Option(
        name: .long,
        help: ArgumentHelp("Its first day (default: of its documents).", valueName: "day"))
    var from: TypedDay?

    @Option(
        name: .long,
        help: ArgumentHelp("Its last day (default: of its documents).", valueName: "day"))
    var to: TypedDay?

    @Option(name: .long, help: "How many sheets it has (default: pages that are not blank).")
    var sheets: Int?

    /// What was typed.
    var change: DossierChange {
        var change = DossierChange()
        change.fonds = fonds
        change.department = department
        change.content = content
        change.term = term
        change.location = location
        change.firstDay = from?.day
        change.lastDay = to?.day
        change.sheets = sheets
        return change
    }
}
