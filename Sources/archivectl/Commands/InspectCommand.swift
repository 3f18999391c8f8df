import ArchiveJSON
import ArchiveModel
import ArchiveStore
import ArgumentParser
import Foundation
import Pipeline
import WorkerPool

struct InspectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect",
        abstract: "Show what the clean-up of one page measured and did.",
        discussion: """
            Reads a page of any scan on disk as ingest would, with the same limits, and prints each \
            step. Nothing is taken into an archive. With --steps the picture after each step is \
            written into a folder, numbered in order.

            EXIT STATUS: 0 done; 1 the page cannot be read; 20 a component is missing (see "doctor"); \
            64 wrong usage.
            """)

    @Argument(help: "The scan.")
    var file: String

    @Option(name: .long, help: "Which page, from 1.")
    var page = 1

    @Option(
        name: .long,
        help: ArgumentHelp("Write the picture after each step here.", valueName: "folder"))
    var steps: String?

    @OptionGroup var output: OutputOptions

    func validate() throws {
        if page < 1 { throw ValidationError("--page takes a number from 1") }
    }

    func run() async throws {
        try await CommandRunner.run(output) {
            let inspection = try await PageInspection.prepare(
                settings: ArchiveSettings(), worker: try WorkerProgram.find(),
                dataFolder: Environment.dataFolder)
            let path = URL(fileURLWithPath: file).path
            guard FileManager.default.isReadableFile(atPath: path) else {
                throw CommandError.unreadable(file)
            }
            let folder = try steps.map(Self.makeFolder)
            let result = try await inspection.read(page: page, ofFile: path, pictures: folder)
            show(result)
            if let failure = result.failure {
                throw CommandError.pageFailed(failure)
            }
            return .done
        }
    }

    /// Makes the folder when it is not there; returns its absolute path.
    private static func makeFolder(_ folder: String) throws -> String {
        let url = URL(fileURLWithPath: folder)
        do {
            try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        } catch {
            throw CommandError.folderUnusable(folder)
        }
        return url.path
    }

    private func show(_ page: ProcessedPage) {
        if output.json {
            Output.json(InspectionRecord(page))
            return
        }
        let words = page.recognized.map { Array($0.words).count } ?? 0
        let confidence = page.recognized?.confidence.value ?? 0
        Output.line(
            "page \(page.number): \(page.verdict.rawValue), \(words) words, confidence "
                + Self.number(confidence))
        for step in page.steps {
            let measured = step.measured.sorted { $0.key < $1.key }
                .map { "\($0.key) \(Self.number($0.value))" }
            let change = step.changed ? "changed  " : "unchanged"
            Output.line(
                "  \(change)  \(step.name.padding(toLength: 14))\(measured.joined(separator: ", "))"
            )
        }
        for code in page.codes { Output.line("  \(code.display)") }
        for warning in page.warnings { Output.note(TerminalText.sanitized(warning)) }
        for doubt in page.doubts {
            Output.note("doubtful: \(TerminalText.sanitized(doubt.message))")
        }
    }

    private static func number(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e9
            ? String(Int(value)) : String(format: "%.4f", value)
    }
}

extension CommandError {
    fileprivate static func unreadable(_ path: String) -> CommandError {
        CommandError(
            code: ErrorCode(rawValue: "source-missing"), subject: TerminalText.sanitized(path),
            message: "the file is not there or may not be read", exitStatus: .failed)
    }

    fileprivate static func folderUnusable(_ path: String) -> CommandError {
        CommandError(
            code: ErrorCode(rawValue: "folder-unusable"), subject: TerminalText.sanitized(path),
            message: "the folder cannot be made; name another with --steps", exitStatus: .failed)
    }

    fileprivate static func pageFailed(_ failure: Failure) -> CommandError {
        CommandError(
            code: ErrorCode(rawValue: failure.code), subject: nil, message: failure.message,
            exitStatus: .failed)
    }
}
