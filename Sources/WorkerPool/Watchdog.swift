import Synchronization

/// Ends a worker that stands still.
///
/// Time counts only while no process of the worker's group works, waits for the processor or the
/// disk, or is stopped by a person: on a busy machine a page may take any time, and its cost is
/// limited in processor time.
final class Watchdog: Sendable {
    private let state = Mutex(false)
    private let task = Mutex<Task<Void, Never>?>(nil)

    /// Begins to watch.
    ///
    /// - Parameters:
    ///   - group: The process group.
    ///   - seconds: How long it may stand still.
    ///   - bite: Ends it.
    init(group: Int32, seconds: Int, bite: @escaping @Sendable () -> Void) {
        let interval = max(1, min(5, seconds))
        let timer = Task { [weak self] in
            var last = ProcessGroup.State()
            var still = 0
            while (try? await Task.sleep(for: .seconds(interval))) != nil {
                let now = ProcessGroup(id: group).state
                if now.isStill(since: last, seconds: interval) { still += interval }
                last = now
                guard still < seconds else {
                    self?.state.withLock { $0 = true }
                    return bite()
                }
            }
        }
        task.withLock { $0 = timer }
    }

    /// Whether it had to end the worker.
    var hasBitten: Bool { state.withLock { $0 } }

    /// Calls it off.
    func stop() {
        task.withLock { $0?.cancel() }
    }
}
