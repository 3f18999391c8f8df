import ArchiveModel
import ArgumentParser
import Foundation
import WorkerPool

/// The command: parses arguments, calls the modules, prints, exits.
@main
struct Archivectl: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "archivectl",
        abstract: "Keep scanned documents safe and find any of them again.",
        discussion: """
            Scanner folders go in with "ingest"; every file is kept byte for byte. Words, dates and \
            numbers come out with "search".

              archivectl ingest SCANS            take in a folder of scans
              archivectl search hotarare buget   find documents (diacritics are optional)
              archivectl show 7c3k0f9x2m1a       everything known of one document

            The archive is the folder given with --archive, else $ARCHIVECTL_ARCHIVE, else ./archive.
            """,
        version: VersionReport.text,
        subcommands: [
            InitCommand.self, IngestCommand.self, SearchCommand.self, ShowCommand.self,
            CorrectCommand.self, ReviewCommand.self, UndoCommand.self, HistoryCommand.self,
            DocumentsCommand.self,
            DossierCommand.self, InventoryCommand.self,
            RetentionCommand.self, NomenclatorCommand.self, QuarantineCommand.self,
            DisposalCommand.self, DuplicatesCommand.self,
            ReprocessCommand.self, StatusCommand.self, ListCommand.self, TypesCommand.self,
            DumpCommand.self,
            SealCommand.self, VerifyCommand.self, RebuildCommand.self, BackupCommand.self,
            RestoreCommand.self, ReindexCommand.self, InspectCommand.self, DoctorCommand.self,
        ])

    /// Starts the command with broken pipes as errors of writing, not as a signal: a worker that
    /// dies must not take the coordinator with it.
    ///
    /// What must be done while there is one thread comes first: the priority that the command was started with
    /// is kept for all that come from it.
    static func main() async {
        ProcessPriority.keep()
        signal(SIGPIPE, SIG_IGN)
        OutputStream.reserveDescriptors()
        Environment.ensurePath()
        Environment.obeyStopForTests()
        await VersionReport.prepareIfAsked()
        do {
            try await run(parseAsRoot(nil))
        } catch {
            stop(error)
        }
    }

    private static func run(_ parsed: any ParsableCommand) async throws {
        var command = parsed
        guard var asynchronous = command as? any AsyncParsableCommand else {
            return try command.run()
        }
        try await asynchronous.run()
    }

    /// Prints help, or what is wrong with the usage, and ends.
    ///
    /// The parser would print by itself, through a buffer whose loss nobody notices.
    private static func stop(_ error: any Error) -> Never {
        let status = exitCode(for: error)
        let text = fullMessage(for: error)
        if !text.isEmpty {
            if status.isSuccess { Output.line(text) } else { Output.note(text) }
        }
        let failure = Output.finish()
        if let failure { Output.note("archivectl: error: \(failure.message)") }
        Foundation.exit(
            status.isSuccess && failure != nil ? ExitStatus.failed.rawValue : status.rawValue)
    }
}
