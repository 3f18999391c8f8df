package import ArchiveModel

/// Requests waiting for a worker, answered in the order in which they came.
///
/// A request whose worker was killed from outside is set aside and tried again at the end, when no
/// other is waiting or being processed, and all other workers have ended: alone it has all the
/// memory.
package actor WaitingJobs {
    /// One request and how often it was tried.
    package struct Job: Sendable {
        /// For requests that the pool makes itself and nobody waits for.
        package static let noID = 0

        /// Distinguishes the jobs of a queue.
        package let id: Int
        /// What a worker is to do.
        package let request: WorkerRequest
        /// Where the scan is on this host; nil if the request is about none.
        package let path: String?
        /// Which try this is, from 1.
        package fileprivate(set) var attempt = 1
        /// Whether it was set aside before, so that it is tried alone now.
        package fileprivate(set) var wasPutAside = false

        /// Makes a job that nobody waits for.
        package static func unasked(_ request: WorkerRequest) -> Job {
            Job(id: noID, request: request, path: nil)
        }
    }

    /// A slot of the pool that waits for a job.
    private struct Idle {
        let slot: CheckedContinuation<Job?, Never>
        /// Whether a worker waits with it, keeping its memory in the meantime.
        let hasWorker: Bool
    }

    /// How many workers in a row may be killed from outside before the run is stopped.
    private let killLimit: Int
    /// How long nothing must have happened before a job that was set aside is tried, so that the
    /// short pauses between two pages are not mistaken for the end.
    private let pause: Duration

    private var waiting: [Job] = []
    private var aside: [Job] = []
    private var callers: [Int: CheckedContinuation<WorkerAnswer.Content, any Error>] = [:]
    private var idle: [Idle] = []
    private var working: Set<Int> = []
    private var alone: Int?
    private var lastID = 0
    private var changes = 0
    private var killsInRow = 0
    private var closure: (any Error)?

    /// Makes an empty queue.
    package init(killLimit: Int = 5, pause: Duration = .seconds(1)) {
        self.killLimit = killLimit
        self.pause = pause
    }

    /// Waits until a worker has answered; throws the error that the queue was closed with.
    ///
    /// - Parameters:
    ///   - request: What a worker is to do.
    ///   - path: Where the scan in question is on this host; nil for none.
    package func submit(
        _ request: WorkerRequest, about path: String? = nil
    ) async throws -> WorkerAnswer.Content {
        try await withCheckedThrowingContinuation { caller in
            if let closure {
                caller.resume(throwing: closure)
                return
            }
            lastID += 1
            callers[lastID] = caller
            waiting.append(Job(id: lastID, request: request, path: path))
            giveOut()
        }
    }

    /// The next job; nil if the queue is closed, or if a waiting worker is to end.
    ///
    /// - Parameter hasWorker: Whether a worker waits for it. A slot without one gets nil only at
    ///   the end.
    package func next(hasWorker: Bool = false) async -> Job? {
        if closure != nil { return nil }
        return await withCheckedContinuation { slot in
            idle.append(Idle(slot: slot, hasWorker: hasWorker))
            giveOut()
        }
    }

    /// Gives a job back to be tried by another worker, before all others.
    package func retry(_ job: Job) {
        end(job)
        guard callers[job.id] != nil else { return }
        var again = job
        again.attempt += 1
        waiting.insert(again, at: 0)
        giveOut()
    }

    /// Gives back a job whose worker was killed from outside.
    ///
    /// It is tried once more, alone; if it was already alone, its caller gets the reason. Several
    /// in a row end the run.
    package func putAside(_ job: Job, because reason: Failure) {
        end(job)
        killsInRow += 1
        if killsInRow >= killLimit {
            close(WorkerError.workersKilled(killsInRow, last: reason))
        } else if job.wasPutAside {
            callers.removeValue(forKey: job.id)?.resume(returning: .outstanding(reason))
        } else if callers[job.id] != nil {
            var again = job
            again.wasPutAside = true
            aside.append(again)
        }
        giveOut()
    }

    /// Delivers the answer to the caller that waits for it.
    package func answer(_ job: Job, with content: WorkerAnswer.Content) {
        end(job)
        killsInRow = 0
        callers.removeValue(forKey: job.id)?.resume(returning: content)
        giveOut()
    }

    /// Ends all waiting, of callers by throwing and of workers by nil.
    ///
    /// Closing twice does nothing.
    package func close(_ reason: any Error) {
        guard closure == nil else { return }
        closure = reason
        waiting = []
        aside = []
        callers.values.forEach { $0.resume(throwing: reason) }
        callers = [:]
        idle.forEach { $0.slot.resume(returning: nil) }
        idle = []
    }

    private func end(_ job: Job) {
        working.remove(job.id)
        if alone == job.id { alone = nil }
    }

    /// Brings jobs and workers together, unless a job is to be alone.
    private func giveOut() {
        changes += 1
        while alone == nil, !waiting.isEmpty, !idle.isEmpty { give(waiting.removeFirst()) }
        guard isAtEnd else { return }
        let seen = changes
        Task { [weak self, pause] in
            try? await Task.sleep(for: pause)
            await self?.giveOutAlone(unlessChangedSince: seen)
        }
    }

    private func giveOutAlone(unlessChangedSince seen: Int) {
        guard changes == seen, isAtEnd else { return }
        let withWorker = idle.filter(\.hasWorker)
        guard withWorker.isEmpty else {
            // They come back without their workers.
            idle.removeAll(where: \.hasWorker)
            withWorker.forEach { $0.slot.resume(returning: nil) }
            return
        }
        let job = aside.removeFirst()
        alone = job.id
        give(job)
    }

    /// Whether only jobs that were set aside are left.
    private var isAtEnd: Bool {
        waiting.isEmpty && working.isEmpty && !aside.isEmpty && !idle.isEmpty
    }

    private func give(_ job: Job) {
        working.insert(job.id)
        idle.removeFirst().slot.resume(returning: job)
    }
}
