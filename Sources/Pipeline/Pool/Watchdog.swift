import Synchronization

/// Does something once when it is not stopped in time.
final class Watchdog: Sendable {
    private let state = Mutex(false)
    private let task = Mutex<Task<Void, Never>?>(nil)

    init(seconds: Int, bite: @escaping @Sendable () -> Void) {
        let timer = Task { [weak self] in
            guard (try? await Task.sleep(for: .seconds(seconds))) != nil else { return }
            self?.state.withLock { $0 = true }
            bite()
        }
        task.withLock { $0 = timer }
    }

    /// Whether the time ran out.
    var hasBitten: Bool { state.withLock { $0 } }

    /// Calls it off.
    func stop() {
        task.withLock { $0?.cancel() }
    }
}
