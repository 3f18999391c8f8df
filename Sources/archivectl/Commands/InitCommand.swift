import ArchiveModel
import ArchiveStore
import ArgumentParser
import Catalogue
import Pipeline

struct InitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Make a new, empty archive.",
        discussion: """
            The folder gets settings (archive.yaml) and domain tables (tables/) that an archivist \
            can edit. "ingest --create" makes an archive, too, when there is none. The identity that \
            is shown stays with the archive; give it to nightly jobs as --archive-id.

            EXIT STATUS: 0 done; 1 there is an archive already, or the folder cannot be used; \
            64 wrong usage.
            """)

    @Argument(help: "The folder to make (default: as for --archive).")
    var folder: String?

    @Option(name: .long, help: "Name of the institution, as it stands on its papers.")
    var institution: String?

    @OptionGroup var options: ArchiveOptions
    @OptionGroup var acting: ActorOptions

    func run() async throws {
        try await CommandRunner.run(options.output) {
            let path = folder ?? options.path
            let settings = ArchiveSettings(institution: institution)
            let archive = try NewArchive.create(
                at: path, settings: settings, by: acting.user)
            try archive.finish()
            let record = CreatedRecord(archive)
            if options.output.json { Output.json(record) } else { Output.note(record.text) }
            return .done
        }
    }
}

/// Says that an archive was made.
struct CreatedRecord: Encodable {
    let type = "archive-created"
    let archive: String
    let id: String?

    init(_ archive: Archive) {
        self.archive = archive.path
        id = archive.settings.id?.text
    }

    /// The same for people.
    var text: String {
        "made a new archive in \(TerminalText.sanitized(archive))"
            + (id.map { "; its identity is \($0)" } ?? "")
    }
}
