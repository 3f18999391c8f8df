import DurableFiles
import Synchronization

/// Batches that were not sealed, since no event explains what the catalogue says of them: the run
/// goes on with the others, and tells the first of these errors at its end.
final class RefusedSeals: Sendable {
    private let found = Mutex<StoreError?>(nil)

    var first: StoreError? { found.withLock { $0 } }

    func add(_ error: StoreError) {
        found.withLock { if $0 == nil { $0 = error } }
    }
}
