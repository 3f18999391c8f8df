import Synchronization

/// Does something once, whoever asks first.
final class FirstTime: Sendable {
    private let isOver = Mutex(false)

    func once(_ action: () -> Void) {
        let isFirst = isOver.withLock { isOver in
            defer { isOver = true }
            return !isOver
        }
        if isFirst { action() }
    }
}
