import ArchiveJSON
import ArchiveModel
import ArgumentParser
import Foundation

/// Runs the body of a command, shows what it throws, and ends with the right exit status.
enum CommandRunner {
    /// - Parameters:
    ///   - answersOnly: Whether the command has nothing left to do once nobody reads its answer.
    ///   - body: Does the work and returns the status to end with.
    static func run(
        _ options: OutputOptions, answersOnly: Bool = false, body: () async throws -> ExitStatus
    ) async throws {
        if answersOnly { Output.endWithReader() }
        var status: ExitStatus
        do {
            status = try await body()
        } catch let error as any ArchiveError {
            show(error, options: options)
            status = error.exitStatus
        } catch is CancellationError {
            Output.note("archivectl: interrupted; run the same command again to continue")
            status = .interrupted
        } catch let error as ValidationError {
            throw error
        } catch {
            showUnforeseen(error, options: options)
            status = .failed
        }
        if options.json { Output.ending(ExitRecord(status)) }
        if let failure = Output.finish() {
            // The other stream may still reach somebody; as JSON nothing can be said any more.
            Output.note("archivectl: error: \(failure.message)")
            if status == .done || status == .partly { status = .failed }
        }
        if status != .done { throw ExitCode(status.rawValue) }
    }

    /// Prints an error, for people and as a record.
    static func show(_ error: any ArchiveError, options: OutputOptions) {
        // Told at the end, once, whoever noticed it.
        if error.codeName == "output-incomplete" { return }
        Output.note("archivectl: error: " + error.sentence)
        if options.verbose {
            var cause = error.cause
            while let below = cause {
                Output.note("  because of: \(TerminalText.sanitized("\(below)"))")
                cause = (below as? any ArchiveError)?.cause
            }
        }
        if options.json { Output.ending(ErrorRecord(error)) }
    }

    private static func showUnforeseen(_ error: any Error, options: OutputOptions) {
        let message = "something unforeseen went wrong; run again with --verbose and report it"
        Output.note("archivectl: error: \(message)")
        if options.verbose { Output.note("  because of: \(TerminalText.sanitized("\(error)"))") }
        if options.json { Output.ending(ErrorRecord(code: "internal-error", message: message)) }
    }
}

extension ArchiveError {
    /// The message with the place before it, unless it is in it; safe to show.
    var sentence: String {
        let place = subject.flatMap { message.contains($0) ? nil : $0 + ": " } ?? ""
        return TerminalText.sanitized(place + message)
    }
}
