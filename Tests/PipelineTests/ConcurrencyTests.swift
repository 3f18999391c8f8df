import Synchronization
import Testing

@testable import Pipeline

@Suite struct ConcurrencyTests {
    @Test(
        "each element is done once, and never more at a time than allowed", arguments: [1, 3, 100])
    func limit(_ limit: Int) async throws {
        let state = Mutex((running: 0, peak: 0, done: Set<Int>()))
        try await forEachConcurrently(1...40, atMost: limit) { element in
            state.withLock {
                $0.running += 1
                $0.peak = max($0.peak, $0.running)
            }
            await Task.yield()
            state.withLock {
                $0.running -= 1
                $0.done.insert(element)
            }
        }
        let (running, peak, done) = state.withLock { $0 }
        #expect(running == 0)
        #expect(peak <= limit)
        #expect(done == Set(1...40))
    }

    @Test("the first error ends all")
    func error() async {
        struct Stop: Error {}
        let begun = Mutex(0)
        await #expect(throws: Stop.self) {
            try await forEachConcurrently(1...1_000, atMost: 2) { _ in
                begun.withLock { $0 += 1 }
                throw Stop()
            }
        }
        #expect(begun.withLock { $0 } < 10)
    }
}
