import ArchiveModel
import CProcessShims
import Foundation
package import JobQueue
import Subprocess
package import SystemPackage

/// Keeps worker processes busy with the jobs of a queue, and replaces those that die or hang.
package struct Workers {
    private let queue: WaitingJobs
    private let executable: FilePath
    private let configuration: WorkerConfiguration
    private let count: Int
    private let usage: UsageCollector
    private let onConfined: @Sendable (ConfinementReport) -> Void

    /// Prepares workers; none is started before there is something to do.
    ///
    /// - Parameters:
    ///   - queue: The source of the jobs.
    ///   - executable: The program of the worker.
    ///   - configuration: The first message to each worker.
    ///   - count: How many work at a time, at least 1.
    ///   - usage: Adds up their resources.
    ///   - onConfined: Called with how far each worker is confined.
    package init(
        queue: WaitingJobs, executable: FilePath, configuration: WorkerConfiguration, count: Int,
        usage: UsageCollector,
        onConfined: @escaping @Sendable (ConfinementReport) -> Void = { _ in }
    ) {
        self.queue = queue
        self.executable = executable
        self.configuration = configuration
        self.count = count
        self.usage = usage
        self.onConfined = onConfined
    }

    /// A job that a worker did not do.
    private struct FailedJob {
        let job: WaitingJobs.Job
        let ending: WorkerEnding
    }

    /// The same while the worker's status may not be known yet.
    private struct LostJob {
        let job: WaitingJobs.Job
        /// How it ended, if that is known before the worker's status is.
        let ending: WorkerEnding?
    }

    /// Runs until the queue is closed.
    ///
    /// Throws if workers cannot be started at all.
    package func run() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<count {
                group.addTask { try await keepWorkingOrClose() }
            }
            try await group.waitForAll()
        }
    }

    /// One slot; if it cannot go on, the queue is closed, so that nobody waits for it any longer.
    private func keepWorkingOrClose() async throws {
        do {
            try await keepWorking()
        } catch {
            let isNamed = error is CancellationError || error is WorkerError
            let reason = isNamed ? error : WorkerError.workersUnusable(error)
            await queue.close(reason)
            throw reason
        }
    }

    /// One slot of the pool: one worker after another, each started when there is something to do.
    private func keepWorking() async throws {
        let kernelKills = KernelKills.count
        while let job = await queue.next() {
            var lost = try await serve(startingWith: job)
            while let failed = lost {
                // A worker that ended because the run was stopped says nothing about its page.
                try Task.checkCancellation()
                let byKernel = KernelKills.count != kernelKills
                lost = try await settle(failed.job, ending: failed.ending, byKernel: byKernel)
            }
        }
    }

    /// Decides what becomes of a job that a worker has not done; a worker may be started for that,
    /// and then continues with other jobs.
    ///
    /// - Returns: The job that this worker has not done.
    private func settle(
        _ job: WaitingJobs.Job, ending: WorkerEnding, byKernel: Bool
    ) async throws -> FailedJob? {
        if ending.isFromOutside {
            await queue.putAside(job, because: .killedFromOutside(byKernel: byKernel))
            return nil
        }
        if job.attempt == 1 {
            await queue.retry(job)
            return nil
        }
        let memory = MemoryAllowance(
            configured: configuration.memoryBytes, limit: cps_memory_limit())
        let failure = Failure(ending: ending, memory: memory)
        guard ending.isCrash else {
            await queue.answer(job, with: .failure(failure))
            return nil
        }
        return try await settleByKnownPage(job, failure: failure)
    }

    /// Lets a worker read a page that is known to be good, after two have crashed on another, and
    /// blames the other page if it succeeds.
    ///
    /// - Throws: `WorkerError` if it crashes as well: then no paper is to blame.
    private func settleByKnownPage(
        _ job: WaitingJobs.Job, failure: Failure
    ) async throws -> FailedJob? {
        let known = WaitingJobs.Job.unasked(.tryOut)
        let lost = try await serve(startingWith: known) {
            await queue.answer(job, with: .failure(failure))
        }
        guard let lost, lost.job.id == known.id else { return lost }
        let ending = lost.ending
        if ending.isCrash { throw WorkerError.workersCrash(ending.asText) }
        if ending.isFromOutside {
            await queue.putAside(job, because: .killedFromOutside(byKernel: false))
        } else {
            await queue.answer(job, with: .failure(failure))
        }
        return nil
    }

    /// Runs one worker until the queue closes or wants it to end, or it ends by itself; returns the
    /// job it failed to do.
    ///
    /// - Parameter afterFirst: Called when the first job is done.
    private func serve(
        startingWith first: WaitingJobs.Job, afterFirst: @Sendable () async -> Void = {}
    ) async throws -> FailedJob? {
        let line = try SocketPair()
        var options = PlatformOptions()
        // A group of its own: Ctrl-C reaches only the coordinator, and a kill reaches child tools.
        options.processGroupID = 0
        let confinement = try JSONEncoder().encode(configuration.confinement)
        let result = try await Subprocess.run(
            .path(executable),
            arguments: Arguments(
                executablePathOverride: WorkerProgram.name,
                remainingValues: ["serve", String(decoding: confinement, as: UTF8.self)]),
            environment: .forWorkers, platformOptions: options,
            input: .fileDescriptor(line.takeTheirs(), closeAfterSpawningProcess: true),
            output: .sequence, error: .discarded
        ) { worker in
            var session = WorkerSession(
                process: worker.processIdentifier.value,
                output: FrameReader(worker.standardOutput), socket: line.ours,
                kill: { try? worker.send(signal: .kill, toProcessGroup: true) })
            // An abandoned worker may live on and never look at its closed input, and so may the
            // programs that it has started.
            var isGivenUp = true
            defer { if isGivenUp { try? worker.send(signal: .kill, toProcessGroup: true) } }
            let lost = try await converse(&session, startingWith: first, afterFirst: afterFirst)
            isGivenUp = lost != nil
            line.hangUp()
            return lost
        }
        guard let lost = result.closureResult else { return nil }
        return FailedJob(
            job: lost.job, ending: lost.ending ?? WorkerEnding(result.terminationStatus))
    }

    private func converse(
        _ session: inout WorkerSession, startingWith first: WaitingJobs.Job,
        afterFirst: @Sendable () async -> Void
    ) async throws -> LostJob? {
        switch try await session.ask(.configure(configuration), standingStill: 60) {
        case .none(let silence): return await lost(first, silence: silence, session: session)
        case .answer(let answer):
            if case .failure(let failure) = answer.content {
                throw WorkerError.refused(failure)
            }
            guard case .ready = answer.content else {
                return await lost(first, silence: .babbled, session: session)
            }
            if let report = answer.confinement { onConfined(report) }
        }
        var next: WaitingJobs.Job? = first
        while let job = next {
            if let silence = try await serve(job, in: &session) {
                return await lost(job, silence: silence, session: session)
            }
            if job.id == first.id { await afterFirst() }
            next = await queue.next(hasWorker: true)
        }
        return nil
    }

    /// Lets the worker do one job; returns why it has not.
    private func serve(
        _ job: WaitingJobs.Job, in session: inout WorkerSession
    ) async throws -> WorkerSession.Silence? {
        let scan = try OpenScan(job.path)
        if let shortage = scan.shortage {
            await queue.putAside(job, because: shortage)
            return nil
        }
        if let failure = scan.failure {
            await queue.answer(job, with: .failure(failure))
            return nil
        }
        let reply = try await session.ask(
            job.request, about: scan.descriptor, standingStill: configuration.secondsPerRequest)
        switch reply {
        case .none(let silence): return silence
        case .answer(let answer):
            await usage.record(worker: session.id, answer)
            switch answer.content {
            case .outstanding(let reason): await queue.putAside(job, because: reason)
            case .broken(let failure): throw WorkerError.refused(failure)
            default: await queue.answer(job, with: answer.content)
            }
            return nil
        }
    }

    /// What is known about a worker that does not answer, before its status is known.
    private func lost(
        _ job: WaitingJobs.Job, silence: WorkerSession.Silence, session: WorkerSession
    ) async -> LostJob {
        switch silence {
        case .hung: return LostJob(job: job, ending: .hung)
        case .babbled: return LostJob(job: job, ending: .babbled)
        case .ended:
            // The kernel closes descriptors before a process is dead. A surviving process is killed
            // by us, which must not be mistaken for a kill from outside.
            for _ in 0..<200 where !ProcessGroup.hasEnded(session.process) {
                try? await Task.sleep(for: .milliseconds(10))
            }
            let lives = !ProcessGroup.hasEnded(session.process)
            return LostJob(job: job, ending: lives ? .babbled : nil)
        }
    }
}
