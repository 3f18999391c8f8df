import ArchiveActs
import ArchiveModel
import ArchiveStore
import ArgumentParser

struct CorrectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "correct",
        abstract: "Correct the type or the fields of a document.",
        discussion: """
            What was read stays on record beside the correction, with who made it and when. The \
            scan and its text are never changed.

              archivectl correct 7c3k0f9x2m1a number=1207 data=21.02.2024
              archivectl correct 7c3k0f9x2m1a --type FACT --clear total_amount
              archivectl correct --from corrections.csv

            Fields, in English or Romanian: number (numar), series (serie), date (data), reg_number \
            (nr_inregistrare), reg_date (data_inregistrare), issuer_cui (furnizor), recipient_cui \
            (client), issuer_name (nume_emitent), issuer_address (adresa_emitent), recipient_name \
            (nume_destinatar), recipient_address (adresa_destinatar), total_amount (suma), currency \
            (moneda), cnps (cnp), ibans (iban). Of the last two a document may have several. Dates are taken as 21.02.2024 or \
            2024-02-21, amounts as 1.234,56 or 1234.56, fiscal codes with or without RO; the form of \
            records is stored and printed. A currency beside an amount is stored as the currency. A \
            fiscal code with a wrong check digit is taken and said.

            Fields that are lists are corrected item by item: field+=ITEM adds one, field-=ITEM takes one away, \
            field:ITEM=OTHER puts another in its place. Of an item that is there, the beginning or the end is enough.

            With --from, a table says in its first line what its columns are: document, then fields. An empty cell \
            leaves the field as it is, a hyphen takes it away. A line is carried out whole or not at all, and one that \
            is wrong keeps no other from it.

            EXIT STATUS: 0 done, also when nothing was different; 1 there is no such document, or \
            the type, field or value is none, or somebody changed the document since --as-of, or all lines of a table are wrong; 3 some lines are; 10 there is no archive; 11 another process writes to it; \
            12 made by a newer version; 64 wrong usage.
            """)

    @Argument(help: "The document's identifier, or its beginning.")
    var document: String?

    @Argument(
        help: ArgumentHelp(
            "A field and its value, in English or Romanian.", valueName: "field=value"))
    var assignments: [String] = []

    @Option(
        name: .customLong("type"),
        help: ArgumentHelp(
            "The code of its type, once; \"types\" lists them. Empty: none.", valueName: "type"))
    var types: [String] = []

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The same as an option; may be repeated.",
            valueName: "field=value"))
    var set: [String] = []

    @Option(
        name: .long,
        help: ArgumentHelp(
            "A field that the paper does not have; may be repeated.", valueName: "field"))
    var clear: [String] = []

    @Option(
        name: .long,
        help: ArgumentHelp(
            "A table in CSV with a document in each line; - for standard input.",
            valueName: "file"))
    var from: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Refuse the document if it was changed since it had this revision, as \"show\" prints it.",
            valueName: "revision"))
    var asOf: SeenRevision?

    @OptionGroup var options: ArchiveOptions
    @OptionGroup var acting: ActorOptions

    func validate() throws {
        guard from == nil else { return try requireTableAlone() }
        guard let document, !document.contains("=") else {
            throw ValidationError("say first which document, or give a table with --from")
        }
        if types.isEmpty && typed.isEmpty && clear.isEmpty {
            throw ValidationError("say what to correct: field=value, --type or --clear")
        }
        for text in typed where TypedChanges.Field(text) == nil {
            throw ValidationError(
                "what to correct is a field and its value, such as number=1207; give --clear to take a field away"
            )
        }
        if let name = TypedChanges.repeated(types: types, fields: fields) {
            throw ValidationError("\(name) is given twice; give each field and the type once")
        }
    }

    private func requireTableAlone() throws {
        if document != nil || !types.isEmpty || !typed.isEmpty || !clear.isEmpty || asOf != nil {
            throw ValidationError("--from takes all from its table; give nothing else to correct")
        }
    }

    func run() async throws {
        try await CommandRunner.run(options.output) {
            if let from { return try await correct(from: CorrectedText.read(from)) }
            let request = DocumentCorrection.Request(
                document: document ?? "", types: types, fields: fields, seen: asOf?.revision)
            let outcome = try await options.writing(acting, mode: .act) { archive in
                try DocumentCorrection(archive).carryOut(request, by: acting.user)
            }
            CorrectedText(json: options.output.json).tell(outcome)
            return .done
        }
    }

    private func correct(from table: [UInt8]) async throws -> ExitStatus {
        let text = CorrectedText(json: options.output.json)
        let summary = try await options.writing(acting, mode: .act) { archive in
            try CorrectionList(archive).carryOut(table, by: acting.user, tell: text.tell)
        }
        text.tell(summary)
        if summary.refused == 0 { return .done }
        return summary.corrected + summary.unchanged == 0 ? .failed : .partly
    }

    /// Fields with their values as typed, as arguments or options.
    private var typed: [String] { assignments + self.set }

    /// What was typed of fields: values first, then what is taken away.
    private var fields: [TypedChanges.Field] {
        typed.compactMap(TypedChanges.Field.init) + clear.map { .init(name: $0, value: nil) }
    }
}
