import ArchiveModel
import ArchiveStore
import ArgumentParser
import DurableFiles
import Foundation
import Indexer
import OCFL

struct VerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Check that everything in the archive is whole, unaltered and consistent.",
        discussion: """
            Checks every digest, the structure of every object, the catalogue against the objects, \
            the index against the catalogue, and the chain of events. Only reads; others may write \
            meanwhile. The codes of the findings, and what repairs what, are in \
            docs/format/archive-format.md.

            With --ocfl any OCFL 1.0 or 1.1 storage root or object is validated instead, whatever \
            program wrote it.

            EXIT STATUS: 0 no errors (warnings and notes do not count); 1 failed, or this user may not read all of it; 4 errors were found; \
            10 there is no archive; 12 made by a newer version; 64 wrong usage.
            """)

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Check digests and records of one part of several, such as 3/30: a nightly job gets "
                + "through all in 30 nights.", valueName: "part/parts"))
    var sample: String?

    @Option(
        name: .long,
        help: ArgumentHelp("Validate this OCFL storage root or object.", valueName: "folder"))
    var ocfl: String?

    @OptionGroup var options: ArchiveOptions

    func validate() throws {
        if let sample, VerifySample(sample) == nil {
            throw ValidationError("--sample takes a part and the number of parts, such as 3/30")
        }
        if sample != nil && ocfl != nil {
            throw ValidationError("--sample does not go with --ocfl")
        }
    }

    func run() async throws {
        try await CommandRunner.run(options.output) {
            let printer = FindingPrinter(json: options.output.json)
            let verified = try ocfl.map { try verify(ocfl: $0, printer) } ?? verifyArchive(printer)
            printer.finish(verified.summary)
            if let error = verified.notReadable {
                CommandRunner.show(error, options: options.output)
            }
            if verified.summary.isDamaged { return .damaged }
            return verified.notReadable == nil ? .done : .failed
        }
    }

    private var threads: Int { ProcessInfo.processInfo.activeProcessorCount }

    /// What came of it.
    private struct Verified {
        let summary: VerifySummary
        /// The first part that this user may not read.
        var notReadable: StoreError?
    }

    private func verifyArchive(_ printer: FindingPrinter) throws -> Verified {
        if options.expected != nil { _ = try options.openForReading() }
        let verification = try ArchiveVerification(
            at: options.path, sample: sample.flatMap(VerifySample.init), threads: threads,
            report: printer.print)
        try verification.run()
        try SearchIndex.verify(verification)
        return Verified(
            summary: verification.summary, notReadable: verification.notReadable)
    }

    /// Validates a storage root or an object.
    private func verify(ocfl path: String, _ printer: FindingPrinter) throws -> Verified {
        guard let verification = OCFLVerification(at: path) else {
            throw CommandError.notOCFL(path)
        }
        let counted = verification.run(threads: threads) { printer.print(ArchiveFinding($0)) }
        var summary = VerifySummary()
        summary.objects = counted.objects
        summary.files = counted.files
        summary.bytes = counted.bytes
        summary.findings = [.error: counted.errors, .warning: counted.warnings]
        return Verified(summary: summary)
    }
}

extension CommandError {
    static func notOCFL(_ path: String) -> CommandError {
        CommandError(
            code: ErrorCode(rawValue: "ocfl-not-found"), subject: TerminalText.sanitized(path),
            message: "the folder cannot be read, or declares neither an OCFL storage root nor an "
                + "OCFL object; give the folder that holds the file 0=ocfl_1.1 or "
                + "0=ocfl_object_1.1",
            exitStatus: .failed)
    }
}
