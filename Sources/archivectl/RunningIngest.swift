import ArchiveJSON
import ArchiveModel
import ArchiveStore
import Foundation
import Pipeline
import SystemPackage
import WorkerPool

/// A run that reads scans, as a command shows it: progress, interruption, closing words.
struct RunningIngest {
    /// The program that reads scans.
    let worker: WorkerProgram
    /// How many pages are read at a time; nil for one on each core.
    var workers: Int?
    let acting: ActorOptions
    let json: Bool

    /// Shows one event of a run; called from several threads.
    typealias Report = @Sendable (PipelineEvent) -> Void

    /// Finds the program that reads scans; throws `WorkerError`.
    static func prepare(
        workers: Int?, acting: ActorOptions, json: Bool
    ) async throws -> RunningIngest {
        let worker = try WorkerProgram.find()
        try await worker.requireSameBuild()
        return RunningIngest(worker: worker, workers: workers, acting: acting, json: json)
    }

    /// How an ingest is to run, unless a command asks for more.
    var options: IngestOptions {
        var options = IngestOptions(
            worker: worker,
            workers: workers ?? ProcessInfo.processInfo.activeProcessorCount,
            dataFolder: Environment.dataFolder)
        options.user = acting.user
        return options
    }

    /// Takes in folders, or none, and closes the books; says what came of it, and the status to end with.
    func carryOut(
        _ options: IngestOptions, on archive: Archive, folders: [String] = []
    ) async throws -> ExitStatus {
        try await carryOut(options, on: archive) { run, report in
            try await run.run(folders: folders.map { FilePath($0) }, report: report)
        }
    }

    /// Does some work of a run, and closes the books; says what came of it, and the status to end with.
    func carryOut(
        _ options: IngestOptions, on archive: Archive,
        _ work: @escaping @Sendable (IngestRun, @escaping Report) async throws -> IngestResult
    ) async throws -> ExitStatus {
        warnOfRoot()
        defer { try? archive.finish() }
        let run = try await IngestRun.prepare(archive: archive, options: options)
        let progress = IngestProgress(json: json)
        let task = Task { try await work(run) { progress.show($0) } }
        let interruption = Interruption { task.cancel() }
        defer { withExtendedLifetime(interruption) {} }
        let result: IngestResult
        do {
            result = try await task.value
        } catch {
            progress.end()
            throw task.isCancelled ? CancellationError() : error
        }
        progress.end()
        try archive.finish()
        IngestReport(result.summary).print(json: json)
        if let refused = result.refusedSeal { throw refused }
        if result.summary.originalsDamaged > 0 { return .damaged }
        return result.summary.isPartial ? .partly : .done
    }

    /// Who reads scans as root lets a fault of a decoder reach more than it need.
    private func warnOfRoot() {
        guard geteuid() == 0 else { return }
        let message =
            "ingest runs as root; a user of its own, who owns the archive and nothing else, is safer"
        if json {
            Output.json(WarningRecord(code: "running-as-root", message: message))
        } else {
            Output.note("archivectl: warning: " + message)
        }
    }
}
