import ArchiveModel

/// Requests waiting for a worker, answered in the order in which they came.
actor JobQueue {
    /// One request with how often it was tried.
    struct Job: Sendable {
        let id: Int
        let request: WorkerRequest
        var attempt = 1
    }

    private var waiting: [Job] = []
    private var callers: [Int: CheckedContinuation<WorkerAnswer.Content, any Error>] = [:]
    private var idle: [CheckedContinuation<Job?, Never>] = []
    private var lastID = 0
    private var closure: (any Error)?

    /// Waits until a worker has answered; throws what the queue was closed with.
    func submit(_ request: WorkerRequest) async throws -> WorkerAnswer.Content {
        try await withCheckedThrowingContinuation { caller in
            if let closure {
                caller.resume(throwing: closure)
                return
            }
            lastID += 1
            callers[lastID] = caller
            hand(Job(id: lastID, request: request))
        }
    }

    /// The next job for a worker; nil when the queue is closed.
    func next() async -> Job? {
        if closure != nil { return nil }
        if !waiting.isEmpty { return waiting.removeFirst() }
        return await withCheckedContinuation { idle.append($0) }
    }

    /// Gives a job back to be tried by another worker, before all others.
    func retry(_ job: Job) {
        guard callers[job.id] != nil else { return }
        var again = job
        again.attempt += 1
        if idle.isEmpty {
            waiting.insert(again, at: 0)
        } else {
            idle.removeFirst().resume(returning: again)
        }
    }

    /// Delivers the answer to whoever waits for it.
    func answer(_ job: Job, _ content: WorkerAnswer.Content) {
        callers.removeValue(forKey: job.id)?.resume(returning: content)
    }

    /// Ends all waiting, of callers by throwing and of workers by nil.
    ///
    /// Closing twice does nothing.
    func close(_ reason: any Error) {
        guard closure == nil else { return }
        closure = reason
        waiting = []
        callers.values.forEach { $0.resume(throwing: reason) }
        callers = [:]
        idle.forEach { $0.resume(returning: nil) }
        idle = []
    }

    private func hand(_ job: Job) {
        if idle.isEmpty {
            waiting.append(job)
        } else {
            idle.removeFirst().resume(returning: job)
        }
    }
}
