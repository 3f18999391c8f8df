import ArchiveStore
import ArgumentParser

/// The options that all commands on an archive share.
struct ArchiveOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "The archive's folder (default: $ARCHIVECTL_ARCHIVE, else ./archive).",
            valueName: "folder"))
    var archive: String?

    @OptionGroup var output: OutputOptions

    /// The archive's folder.
    var path: String { archive ?? Environment.archive ?? "archive" }

    /// Opens the archive for reading.
    func openForReading() throws -> Archive { try Archive.open(at: path, mode: .read) }
}

/// The options that all commands share.
struct OutputOptions: ParsableArguments {
    @Flag(name: .long, help: "Answer in JSON lines, for programs.")
    var json = false

    @Flag(name: .long, help: "With an error, print what lies below it, for maintainers.")
    var verbose = false
}
