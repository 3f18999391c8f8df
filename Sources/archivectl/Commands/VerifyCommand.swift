import ArchiveModel
import ArchiveStore
import ArgumentParser
import Foundation

struct VerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Check that stored files are complete and unaltered.",
        discussion: """
            With --ocfl any OCFL 1.0 or 1.1 storage root or object is validated, whatever program \
            wrote it. Each finding has the code of the rule in the OCFL specification: E for what \
            must be, W for what should be.

            EXIT STATUS: 0 no errors (warnings do not count); 1 there is nothing of the kind; 4 errors \
            were found; 64 wrong usage.
            """)

    @Option(
        name: .long,
        help: ArgumentHelp("Validate this OCFL storage root or object.", valueName: "folder"))
    var ocfl: String?

    @OptionGroup var output: OutputOptions

    func validate() throws {
        if ocfl == nil { throw ValidationError("Give a folder with --ocfl.") }
    }

    func run() async throws {
        try await CommandRunner.run(output) {
            guard let ocfl else { return .usage }
            return try verify(ocfl: ocfl)
        }
    }

    /// Validates a storage root or an object and prints each finding as it is made.
    private func verify(ocfl path: String) throws -> ExitStatus {
        guard let verification = OCFLVerification(at: path) else {
            throw CommandError.notOCFL(path)
        }
        let threads = ProcessInfo.processInfo.activeProcessorCount
        let printer = FindingPrinter(json: output.json)
        let summary = verification.run(threads: threads, report: printer.print)
        printer.finish(VerifiedRecord(summary))
        return summary.errors == 0 ? .done : .damaged
    }
}

extension CommandError {
    static func notOCFL(_ path: String) -> CommandError {
        CommandError(
            codeName: "ocfl-not-found", subject: TerminalText.sanitized(path),
            message: "the folder cannot be read, or declares neither an OCFL storage root nor an "
                + "OCFL object; give the folder that holds the file 0=ocfl_1.1 or "
                + "0=ocfl_object_1.1",
            exitStatus: .failed)
    }
}
