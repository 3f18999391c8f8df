import ArchiveModel
import Foundation
import JobQueue
import Testing

@testable import WorkerPool

@Suite struct UsageCollectorTests {
    @Test("what several workers took is added up by the names of the summary")
    func totals() async {
        let usage = UsageCollector()
        let (first, second) = (UUID(), UUID())
        await usage.record(worker: first, Self.answer([.decoding: 1, .secondReading: 2]))
        // The numbers of a worker are sums from its start: the last ones count.
        await usage.record(worker: first, Self.answer([.decoding: 3, .secondReading: 4]))
        await usage.record(worker: second, Self.answer([.decoding: 10]))
        #expect(
            await usage.totalStageSeconds == [
                "decoding": 13, "cleanup": 0, "barcodes": 0, "recognition": 0,
                "other_orientations": 0, "rereading": 0, "second_reading": 4, "repair": 0,
            ])
    }

    private static func answer(_ seconds: [ReadingStage: Double]) -> WorkerAnswer {
        WorkerAnswer(content: .ready, cpuSeconds: 20, stageSeconds: seconds, peakBytes: 1)
    }
}
