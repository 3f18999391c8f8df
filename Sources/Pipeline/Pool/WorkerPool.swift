import ArchiveModel
import Foundation
import Ingest
import Subprocess
import SystemPackage

/// Keeps worker processes busy with the jobs of a queue, and replaces those that die or hang.
struct WorkerPool {
    let queue: JobQueue
    let executable: FilePath
    let configuration: WorkerConfiguration
    let count: Int
    let usage: UsageCollector

    /// Runs until the queue is closed.
    ///
    /// Throws when workers cannot be started at all.
    func run() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<count {
                group.addTask { try await keepWorkingOrClose() }
            }
            try await group.waitForAll()
        }
    }

    /// One slot; when it cannot go on, the queue is closed, so that nobody waits for it any more.
    private func keepWorkingOrClose() async throws {
        do {
            try await keepWorking()
        } catch {
            let isNamed = error is CancellationError || error is PipelineError
            let reason = isNamed ? error : PipelineError.workersUnusable(error)
            await queue.close(reason)
            throw reason
        }
    }

    /// One slot of the pool: a worker after another, each started when there is something to do.
    private func keepWorking() async throws {
        while let job = await queue.next() {
            let lost = try await serve(startingWith: job)
            guard let (job, ending) = lost else { continue }
            // A worker that ended because the run was stopped says nothing about its page.
            try Task.checkCancellation()
            if job.attempt == 1 {
                await queue.retry(job)
            } else {
                await queue.answer(job, .failure(PageFailure(ending: ending)))
            }
        }
    }

    /// Runs one worker until the queue closes or the worker ends; returns the job it failed to do.
    private func serve(
        startingWith first: JobQueue.Job
    ) async throws -> (JobQueue.Job, WorkerEnding)? {
        var options = PlatformOptions()
        // A group of its own: Ctrl-C reaches only the coordinator, and a kill reaches child tools.
        options.processGroupID = 0
        let result = try await Subprocess.run(
            .path(executable), arguments: ["worker"],
            environment: .inherit.updating([
                "OMP_THREAD_LIMIT": "1", "SWIFT_BACKTRACE": "enable=no",
            ]),
            platformOptions: options, input: .inputWriter, output: .sequence, error: .discarded
        ) { worker in
            var session = WorkerSession(
                output: FrameReader(worker.standardOutput),
                write: { _ = try await worker.standardInputWriter.write($0) },
                kill: { try? worker.send(signal: .kill, toProcessGroup: true) })
            // A worker that is given up may live on and never look at its closed input.
            var isGivenUp = true
            defer { if isGivenUp { try? worker.send(signal: .kill, toProcessGroup: true) } }
            let lost = try await converse(&session, startingWith: first)
            isGivenUp = lost != nil
            try? await worker.standardInputWriter.finish()
            return lost
        }
        guard let lost = result.closureResult else { return nil }
        return (lost.job, lost.hung ? .timedOut : WorkerEnding(result.terminationStatus))
    }

    private func converse(
        _ session: inout WorkerSession, startingWith first: JobQueue.Job
    ) async throws -> (job: JobQueue.Job, hung: Bool)? {
        switch try await session.ask(.configure(configuration), within: 60)?.content {
        case .ready: break
        case .failure(let failure): throw PipelineError.workerRefused(failure)
        case .survey, .page, nil: return (first, session.wasKilled)
        }
        var next: JobQueue.Job? = first
        while let job = next {
            guard let answer = try await session.ask(job.request, within: timeout(of: job)) else {
                return (job, session.wasKilled)
            }
            await usage.record(worker: session.id, answer)
            await queue.answer(job, answer.content)
            next = await queue.next()
        }
        return nil
    }

    /// Recognition and drawing have limits of their own; this one is for when those do not hold.
    private func timeout(of job: JobQueue.Job) -> Int {
        configuration.secondsPerPage * 3 + 10
    }
}
