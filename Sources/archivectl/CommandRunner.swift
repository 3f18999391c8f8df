import ArchiveModel
import ArgumentParser
import Foundation

/// Runs the body of a command, shows what it throws, and ends with the right exit status.
enum CommandRunner {
    /// - Parameter body: Does the work and returns the status to end with.
    static func run(
        _ options: OutputOptions, body: () async throws -> ExitStatus
    ) async throws {
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
        if options.json { Output.event(ExitRecord(status: status.rawValue)) }
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
        let place = error.subject.flatMap { error.message.contains($0) ? nil : $0 + ": " } ?? ""
        Output.note("archivectl: error: \(TerminalText.sanitized(place + error.message))")
        if options.verbose {
            var cause = error.cause
            while let below = cause {
                Output.note("  because of: \(TerminalText.sanitized("\(below)"))")
                cause = (below as? any ArchiveError)?.cause
            }
        }
        if options.json { Output.event(ErrorRecord(error)) }
    }

    private static func showUnforeseen(_ error: any Error, options: OutputOptions) {
        let message = "something unforeseen went wrong; run again with --verbose and report it"
        Output.note("archivectl: error: \(message)")
        if options.verbose { Output.note("  because of: \(TerminalText.sanitized("\(error)"))") }
        if options.json { Output.event(ErrorRecord(code: "internal-error", message: message)) }
    }
}
