import ArchiveModel
import Foundation
import JobQueue

/// Adds up the resources that the workers of a run use.
package actor UsageCollector {
    private var cpuSeconds: [UUID: Double] = [:]
    private var stageSeconds: [UUID: [ReadingStage: Double]] = [:]
    /// Most resident memory of one worker, in bytes.
    package private(set) var peakBytes: UInt64 = 0

    /// Makes an empty account.
    package init() {}

    /// Processor seconds of all workers.
    package var totalCPUSeconds: Double { cpuSeconds.values.reduce(0, +) }

    /// Processor seconds of all workers by stage; every stage is present.
    package var totalStageSeconds: [String: Double] {
        var totals: [String: Double] = [:]
        for stage in ReadingStage.allCases {
            totals[stage.rawValue] = stageSeconds.values.reduce(0) { $0 + ($1[stage] ?? 0) }
        }
        return totals
    }

    func record(worker: UUID, _ answer: WorkerAnswer) {
        cpuSeconds[worker] = answer.cpuSeconds
        stageSeconds[worker] = answer.stageSeconds
        peakBytes = max(peakBytes, answer.peakBytes)
    }
}
