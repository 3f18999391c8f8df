import Dispatch
import Foundation
import Synchronization

/// Turns Ctrl-C and SIGTERM into the cancellation of a task; a second signal ends at once.
final class Interruption: Sendable {
    private let sources: Mutex<[any DispatchSourceSignal]>

    /// Listens until the object goes away.
    init(onSignal: @escaping @Sendable () -> Void) {
        let count = SignalCount()
        sources = Mutex(
            [SIGINT, SIGTERM].map { number in
                signal(number, SIG_IGN)
                let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
                source.setEventHandler {
                    if count.increment() > 1 { _exit(130) }
                    onSignal()
                }
                source.resume()
                return source
            })
    }

    deinit { sources.withLock { $0.forEach { $0.cancel() } } }
}

/// How often a signal came.
private final class SignalCount: Sendable {
    private let value = Mutex(0)

    func increment() -> Int {
        value.withLock { count in
            count += 1
            return count
        }
    }
}
