import Synchronization

/// Runs a body for each element, several at a time, never more than so many begun and not
/// ended.
///
/// The first error ends all and is thrown.
func forEachConcurrently<Element: Sendable>(
    _ elements: some Sequence<Element>, atMost limit: Int,
    body: @escaping @Sendable (Element) async throws -> Void
) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
        var running = 0
        for element in elements {
            if running == limit {
                try await group.next()
                running -= 1
            }
            group.addTask { try await body(element) }
            running += 1
        }
        try await group.waitForAll()
    }
}

/// Runs work that is not asynchronous and can ask whether the task was cancelled.
func withCancellationFlag<Value>(
    _ body: (_ isCancelled: @escaping @Sendable () -> Bool) throws -> Value
) async throws -> Value {
    let flag = CancellationFlag()
    return try await withTaskCancellationHandler {
        try body { flag.isSet }
    } onCancel: {
        flag.set()
    }
}

/// Whether a task was cancelled, for threads that are no part of it.
private final class CancellationFlag: Sendable {
    private let value = Mutex(false)

    var isSet: Bool { value.withLock { $0 } }

    func set() { value.withLock { $0 = true } }
}
