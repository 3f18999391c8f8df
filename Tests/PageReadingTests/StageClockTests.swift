import ArchiveModel
import Foundation
import Testing

@testable import PageReading

// Alone: the processor time is that of the whole process, other tests included.
@Suite(.serialized) struct StageClockTests {
    private struct Failed: Error {}

    @Test("the time of each stage is added up, and stages that did nothing have none")
    func sums() {
        let clock = StageClock()
        #expect(clock.seconds.isEmpty)
        let result = clock.measure(.recognition) { Self.work(seconds: 0.05) }
        #expect(result == "done")
        let once = clock.seconds[.recognition] ?? 0
        #expect(once >= 0.05)
        _ = clock.measure(.recognition) { Self.work(seconds: 0.05) }
        #expect((clock.seconds[.recognition] ?? 0) >= once + 0.05)
        #expect(Set(clock.seconds.keys) == [.recognition])
    }

    @Test("time that ended in an error counts, and the error goes on")
    func throwing() async {
        let clock = StageClock()
        #expect(throws: Failed.self) {
            try clock.measure(.cleanup) {
                _ = Self.work(seconds: 0.05)
                throw Failed()
            }
        }
        await #expect(throws: Failed.self) {
            try await clock.measure(.decoding) { () async throws in
                _ = Self.work(seconds: 0.05)
                await Task.yield()
                throw Failed()
            }
        }
        #expect((clock.seconds[.cleanup] ?? 0) >= 0.05)
        #expect((clock.seconds[.decoding] ?? 0) >= 0.05)
    }

    /// Keeps one core busy for some processor time of this thread.
    private static func work(seconds: Double) -> String {
        let start = clock()
        var sum = 0.0
        while Double(clock() - start) < seconds * Double(CLOCKS_PER_SEC) { sum += sqrt(sum + 1) }
        return sum > 0 ? "done" : "nothing"
    }
}
