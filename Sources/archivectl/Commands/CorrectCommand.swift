import ArchiveActs
import ArchiveJSON
import ArchiveModel
import ArchiveStore
import ArgumentParser
import Catalogue

struct CorrectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "correct",
        abstract: "Correct the type or the fields of a document.",
        discussion: """
            What was read stays on record beside the correction, with who made it and when. The \
            scan and its text are never changed.

              archivectl correct 7c3k0f9x2m1a --type FACT --set number=1207 --clear total_amount

            Fields, in English or Romanian: number (numar), series (serie), date (data), reg_number \
            (nr_inregistrare), reg_date (data_inregistrare), issuer_cui (furnizor), recipient_cui \
            (client), total_amount (suma), currency (moneda). Dates are taken as 21.02.2024 or \
            2024-02-21, amounts as 1.234,56 or 1234.56, fiscal codes with or without RO; the form of \
            records is stored and printed. A currency beside an amount is stored as the currency. A \
            fiscal code with a wrong check digit is taken and said.

            EXIT STATUS: 0 done, also when nothing was different; 1 there is no such document, or \
            the type, field or value is none; 10 there is no archive; 11 another process writes to it; \
            12 made by a newer version; 64 wrong usage.
            """)

    @Argument(help: "The document's identifier, or its beginning.")
    var document: String

    @Option(
        name: .customLong("type"),
        help: ArgumentHelp(
            "The code of its type, once; \"types\" lists them. Empty: none.", valueName: "type"))
    var types: [String] = []

    @Option(
        name: .long,
        help: ArgumentHelp(
            "A field and its value as \"show --json\" has them; may be repeated.",
            valueName: "field=value"))
    var set: [String] = []

    @Option(
        name: .long,
        help: ArgumentHelp(
            "A field that the paper does not have; may be repeated.", valueName: "field"))
    var clear: [String] = []

    @OptionGroup var options: ArchiveOptions
    @OptionGroup var acting: ActorOptions

    func validate() throws {
        if types.isEmpty && set.isEmpty && clear.isEmpty {
            throw ValidationError("say what to correct: --type, --set or --clear")
        }
        for text in set where Self.pair(text) == nil {
            throw ValidationError("--set takes a field and its value, such as number=1207")
        }
        if let name = TypedChanges.repeated(types: types, fields: fields) {
            throw ValidationError("\(name) is given twice; give each field and the type once")
        }
    }

    func run() async throws {
        try await CommandRunner.run(options.output) {
            let request = DocumentCorrection.Request(
                document: document, types: types, fields: fields)
            let outcome = try await options.writing(acting, mode: .act) { archive in
                try DocumentCorrection(archive).carryOut(request, by: acting.user)
            }
            report(outcome)
            return .done
        }
    }

    private func report(_ outcome: DocumentCorrection.Outcome) {
        if options.output.json {
            Output.json(
                CorrectedRecord(outcome.document, outcome.corrections, doubtful: outcome.doubtful))
        } else if outcome.corrections.isEmpty {
            Output.note("nothing to correct")
        } else {
            Output.note("corrected \(outcome.document.text)")
            for correction in outcome.corrections {
                let name = correction.name
                let value = correction.value.map { " = \(TerminalText.sanitized($0))" }
                Output.line("  " + name + (value ?? " taken away"))
            }
        }
        for name in outcome.doubtful {
            Output.note("note: the check digit of \(name) is wrong; it was taken as typed")
        }
    }

    /// What was typed of fields: values first, then what is taken away.
    private var fields: [TypedChanges.Field] {
        self.set.compactMap(Self.pair) + clear.map { .init(name: $0, value: nil) }
    }

    private static func pair(_ text: String) -> TypedChanges.Field? {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { return nil }
        return .init(name: String(parts[0]), value: String(parts[1]))
    }
}
