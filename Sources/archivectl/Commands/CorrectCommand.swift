import ArchiveModel
import ArchiveStore
import ArgumentParser
import Indexer
import Pipeline

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
            records is stored. A fiscal code with a wrong check digit is taken and said.

            EXIT STATUS: 0 done, also when nothing was different; 1 there is no such document, or \
            the type, field or value is none; 10 there is no archive; 11 another process writes to it; \
            12 made by a newer version; 64 wrong usage.
            """)

    @Argument(help: "The document's identifier, or its beginning.")
    var document: String

    @Option(name: .long, help: "The code of its type; \"types\" lists them. Empty: none.")
    var type: String?

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
        if type == nil && set.isEmpty && clear.isEmpty {
            throw ValidationError("say what to correct: --type, --set or --clear")
        }
        for text in set where Self.pair(text) == nil {
            throw ValidationError("--set takes a field and its value, such as number=1207")
        }
    }

    func run() async throws {
        try await CommandRunner.run(options.output) {
            let made = try await options.writing(acting) { archive in
                let id = try archive.documentID(typed: document)
                let index = try SearchIndex.open(in: archive)
                let checked = try checkedChanges(of: id, in: archive)
                guard
                    let made = try archive.correct(
                        id, changes: checked.changes, index: { try index.add($0, in: $1) })
                else { throw CommandError.noDocument(document) }
                return Made(id: id, corrections: made, doubtful: checked.doubtful)
            }
            report(made)
            return .done
        }
    }

    /// What was done.
    private struct Made {
        let id: DocumentID
        let corrections: [Correction]
        let doubtful: [String]
    }

    private func report(_ made: Made) {
        let names = made.corrections.map(\.name)
        if options.output.json {
            Output.json(
                CorrectedRecord(
                    document: made.id.text, changed: names, doubtful: made.doubtful))
        } else {
            Output.note(
                names.isEmpty
                    ? "nothing to correct"
                    : "corrected \(names.joined(separator: ", ")) of \(made.id.text)")
        }
        for name in made.doubtful {
            Output.note("note: the check digit of \(name) is wrong; it was taken as typed")
        }
    }

    /// Changes in the form of records, and the fields whose values a check speaks against.
    private struct Checked {
        var changes: [DocumentChange] = []
        var doubtful: [String] = []
    }

    private func checkedChanges(of id: DocumentID, in archive: Archive) throws -> Checked {
        var checked = Checked()
        if let type { checked.changes.append(try typeChange(type, in: archive)) }
        for (typed, value) in set.compactMap(Self.pair) {
            if CorrectableField.isType(typed) {
                checked.changes.append(try typeChange(value, in: archive))
                continue
            }
            guard let field = CorrectableField.named(typed) else {
                throw CommandError.noField(typed)
            }
            guard let read = try TypedField.read(value, for: field, in: archive) else {
                throw CommandError.noValue(for: field)
            }
            checked.changes.append(DocumentChange(name: field.name, value: read.value))
            if read.isDoubtful { checked.doubtful.append(field.name) }
        }
        checked.changes += try clear.map { typed in
            DocumentChange(name: try clearedName(typed, of: id, in: archive), value: nil)
        }
        return checked
    }

    /// Codes count whatever their case; an empty one takes the type away.
    private func typeChange(_ typed: String, in archive: Archive) throws -> DocumentChange {
        guard !typed.isEmpty else { return DocumentChange(name: DocumentChange.type, value: nil) }
        let titles = try DocumentTypes.titles(in: archive)
        guard let code = titles.keys.first(where: { $0.lowercased() == typed.lowercased() }) else {
            let near =
                NearestName.of(typed, among: titles.keys.sorted())
                ?? NearestName.of(typed, among: titles.values.sorted()).flatMap { title in
                    titles.first { $0.value == title }?.key
                }
            throw CommandError.noType(typed, near: near)
        }
        return DocumentChange(name: DocumentChange.type, value: code)
    }

    /// A known field, the type, or a field that an earlier version let somebody invent.
    private func clearedName(
        _ typed: String, of id: DocumentID, in archive: Archive
    ) throws -> String {
        if CorrectableField.isType(typed) { return DocumentChange.type }
        if let field = CorrectableField.named(typed) { return field.name }
        let document = try archive.document(id)
        let isThere = document?.extracted.fields.contains { $0.name.rawValue == typed }
        guard isThere ?? false else { throw CommandError.noField(typed) }
        return typed
    }

    private static func pair(_ text: String) -> (field: String, value: String)? {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { return nil }
        return (String(parts[0]), String(parts[1]))
    }
}

/// Says what was corrected; values are the paper's and stay out.
struct CorrectedRecord: Encodable {
    let type = "corrected"
    let document: String
    let changed: [String]
    /// Fields whose values a check speaks against; they were taken all the same.
    let doubtful: [String]
}
