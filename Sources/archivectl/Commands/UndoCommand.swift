import ArchiveActs
import ArchiveModel
import ArchiveStore
import ArgumentParser

struct UndoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "undo",
        abstract: "Take the last correction of a document back.",
        discussion: """
            Without fields, all that was last corrected together; with fields, the last correction of each. It is a \
            correction itself, in the history as well, and doing it twice brings the first one back. What a machine had read comes \
            back with its place and its doubts, so that "review" asks about it again. It is refused when \
            the document does not say any more what was corrected, since its pages were read or grouped anew.

              archivectl undo 7c3k0f9x2m1a
              archivectl undo 7c3k0f9x2m1a numar

            Groupings are taken back by "documents undo".

            EXIT STATUS: 0 done; 1 there is no such document, no such field or no correction, or it was overtaken; \
            10 there is no archive; 11 another process writes to it; 12 made by a newer version; 64 wrong usage.
            """)

    @Argument(help: "The document's identifier, or its beginning.")
    var document: String

    @Argument(help: "Fields, in English or Romanian, or type.")
    var fields: [String] = []

    @OptionGroup var options: ArchiveOptions
    @OptionGroup var acting: ActorOptions

    func run() async throws {
        try await CommandRunner.run(options.output) {
            let outcome = try await options.writing(acting, mode: .act) { archive in
                try CorrectionUndoing(archive).carryOut(document, fields: fields, by: acting.user)
            }
            CorrectedText(json: options.output.json).tell(outcome)
            return .done
        }
    }
}
