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

            EXIT STATUS: 0 done, also when nothing was different; 1 there is no such document, or \
            the type or value is none; 10 there is no archive; 11 another process writes to it; \
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
                let index = try SearchIndex(of: archive)
                let changes = try checkedChanges(in: archive)
                guard
                    let made = try archive.correct(
                        id, changes, index: { try index.add($0, in: $1) })
                else { throw CommandError.noDocument(document) }
                return (id, made)
            }
            if options.output.json {
                Output.json(CorrectedRecord(document: made.0.text, changed: made.1.map(\.name)))
            } else {
                let names = made.1.map(\.name).joined(separator: ", ")
                Output.note(
                    made.1.isEmpty ? "nothing to correct" : "corrected \(names) of \(made.0.text)")
            }
            return .done
        }
    }

    private func checkedChanges(in archive: Archive) throws -> [DocumentChange] {
        let changes = self.changes
        let titles = try DocumentTypes.titles(in: archive)
        for change in changes {
            if change.name == DocumentChange.type {
                guard change.value.map({ titles[$0] != nil }) ?? true else {
                    throw CommandError.noType(change.value ?? "")
                }
            } else if !FieldValue.isName(change.name) {
                throw CommandError.noField(change.name)
            } else if let value = change.value, !FieldValue.isValid(value, for: change.name) {
                throw CommandError.noValue(for: change.name)
            }
        }
        return changes
    }

    private var changes: [DocumentChange] {
        let types = type.map { code in
            [DocumentChange(name: DocumentChange.type, value: code.isEmpty ? nil : code)]
        }
        return (types ?? []) + set.compactMap(Self.pair)
            + clear.map { DocumentChange(name: $0, value: nil) }
    }

    private static func pair(_ text: String) -> DocumentChange? {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { return nil }
        return DocumentChange(name: String(parts[0]), value: String(parts[1]))
    }
}

/// Says what was corrected; values are the paper's and stay out.
struct CorrectedRecord: Encodable {
    let type = "corrected"
    let document: String
    let changed: [String]
}
