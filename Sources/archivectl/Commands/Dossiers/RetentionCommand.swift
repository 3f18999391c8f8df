import ArchiveActs
import ArchiveModel
import ArchiveStore
import ArgumentParser
import Catalogue

struct RetentionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retention",
        abstract: "Say how long dossiers are to be kept, and which may be selected.",
        discussion: """
            EXIT STATUS: 0 done; 1 refused, as the message says; 10 there is no archive; 11 another process writes to \
            it; 12 made by a newer version; 64 wrong usage.
            """,
        subcommands: [DueDossiers.self])
}

struct DueDossiers: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "due",
        abstract: "List the dossiers whose term is over, with the reasons.",
        discussion: """
            This is a proposal for the selection committee; nothing is ever removed by it. For a dossier the longest \
            term counts: of the law for each of its papers (tables/retention.yaml), of the nomenclator, and of what \
            was said of it. Dossiers on hold, and those that are still open, are listed apart.

            With --pdf those that are due are written as a list for the committee to sign.

            EXIT STATUS: 0 done, also when none is due; 1 a table of the archive has a mistake, or the file is \
            there already or cannot be written; 10 there is no archive; 12 made by a newer version; 20 archivectl-print is missing; 64 wrong usage.
            """)

    @Option(name: .long, help: ArgumentHelp("The day (default: today).", valueName: "day"))
    var on: TypedDay?

    @Flag(name: .long, help: "List all dossiers, whatever their term.")
    var all = false

    @OptionGroup var printing: PDFOptions
    @OptionGroup var options: ArchiveOptions

    func validate() throws {
        if printing.pdf != nil, all { throw ValidationError("give --all or --pdf, not both") }
    }

    func run() async throws {
        try await CommandRunner.run(options.output, answersOnly: true) {
            let archive = try options.openForReading()
            let printout = try printing.place(outside: archive)
            try options.output.noteFilingDue(in: archive)
            let day = on?.day ?? TypedDay.today
            let retention = try DossierRetention.read(in: archive)
            if let printout {
                try await print(retention, of: archive, on: day, as: printout)
                return .done
            }
            var listed = 0
            var apart: [RetentionVerdict] = []
            try Listing(archive: archive).forEachDossier { dossier in
                let verdict = retention.verdict(on: dossier)
                let state = verdict.state(on: day)
                if state == .held || state == .open { return apart.append(verdict) }
                guard state == .due || all else { return }
                listed += 1
                show(verdict, on: day)
            }
            apart.forEach { show($0, on: day) }
            if listed + apart.count == 0 {
                options.output.noteNothing("no dossier is due on \(day.iso)")
            }
            return .done
        }
    }

    private func print(
        _ retention: DossierRetention, of archive: Archive, on day: CalendarDate,
        as printout: Printout
    ) async throws {
        var verdicts: [RetentionVerdict] = []
        try Listing(archive: archive).forEachDossier { verdicts.append(retention.verdict(on: $0)) }
        let list = SelectionList(verdicts, on: day)
        guard !list.verdicts.isEmpty else {
            return options.output.noteNothing("no dossier is due on \(day.iso)")
        }
        try await printout.write(list.printed, json: options.output.json)
    }

    private func show(_ verdict: RetentionVerdict, on day: CalendarDate) {
        guard !options.output.json else {
            return Output.json(RetentionRecord(verdict, on: day))
        }
        let state = verdict.state(on: day)
        let word =
            switch state {
            case .due: verdict.isReviewed ? "due, for the committee to look at" : "due"
            case .held: "not due: on hold (\(verdict.dossier.description.hold?.reason ?? ""))"
            case .open: "not due: still open"
            case .running: "not due"
            case .awaitingEnd: "not due: the end of the matter is not known"
            case .permanent: "never due"
            case .unknown: "not due: no term is known"
            case .disposed: "not due: all of it was disposed of"
            }
        Output.line(
            TerminalText.sanitized(
                "\(verdict.dossier.description.mark)  \(word)  "
                    + (verdict.dossier.description.content ?? "")))
        RetentionText(verdict).lines.forEach { Output.line("  " + $0) }
    }
}
