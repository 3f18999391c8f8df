import ArchiveModel
import ArchiveStore
import ArgumentParser
import Catalogue

/// The options that all commands on an archive share.
struct ArchiveOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "The archive's folder (default: $ARCHIVECTL_ARCHIVE, else ./archive).",
            valueName: "folder"))
    var archive: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Refuse any archive but the one with this identity, which \"status\" shows "
                + "(default: $ARCHIVECTL_ARCHIVE_ID, else any).", valueName: "identity"))
    var archiveID: String?

    @OptionGroup var output: OutputOptions

    /// The identity that the archive must have; nil for any.
    var expected: ArchiveID? { (archiveID ?? Environment.archiveID).flatMap(ArchiveID.init) }

    func validate() throws {
        if let text = archiveID ?? Environment.archiveID, ArchiveID(text) == nil {
            throw ValidationError(
                "--archive-id takes an identity as \"status\" shows it, five groups of hexadecimal "
                    + "digits")
        }
    }

    /// The archive's folder.
    var path: String { archive ?? Environment.archive ?? "archive" }

    /// Opens the archive for writing, runs the body, and closes the archive's books also when the
    /// body throws.
    func writing<Value>(
        _ acting: ActorOptions, mode: ArchiveMode = .write,
        body: (Archive) async throws -> Value
    ) async throws -> Value {
        let archive = try openForWriting(acting, mode: mode)
        do {
            let value = try await body(archive)
            try archive.finish()
            return value
        } catch {
            try? archive.finish()
            throw error
        }
    }

    /// Opens the archive for writing; for an act also beside a run.
    func openForWriting(_ acting: ActorOptions, mode: ArchiveMode = .write) throws -> Archive {
        let archive = try Archive.open(
            at: path, mode: mode, by: acting.user, expecting: expected)
        for name in archive.foreignInStaging {
            Output.note(
                "note: staging/\(name.display) was not made by archivectl and is left alone; "
                    + "move it elsewhere")
        }
        return archive
    }

    /// Opens the archive for reading.
    func openForReading() throws -> Archive {
        try Archive.open(at: path, mode: .read, expecting: expected)
    }
}

/// The option of commands that change something.
struct ActorOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "Who does this, for the event log, beside the system's user (default: that user).",
            valueName: "name"))
    var actor: String?

    /// Who is named in versions and events.
    var user: ActingUser { actor.map(ActingUser.init(name:)) ?? .current }

    func validate() throws {
        if let actor, !ActingUser.isName(actor) {
            throw ValidationError(
                "--actor takes a name of 1 to \(ActingUser.longestName) bytes of UTF-8 "
                    + "without control characters")
        }
    }
}

/// The options that all commands share.
struct OutputOptions: ParsableArguments {
    @Flag(name: .long, help: "Answer in JSON lines, for programs.")
    var json = false

    @Flag(name: .long, help: "With an error, print what lies below it, for maintainers.")
    var verbose = false
}
