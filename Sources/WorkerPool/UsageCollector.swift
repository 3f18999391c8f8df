import Foundation

/// Adds up what the workers of a run cost.
actor UsageCollector {
    private var cpuSeconds: [UUID: Double] = [:]
    private var stageSeconds: [UUID: [StageClock.Stage: Double]] = [:]
    private(set) var peakBytes: UInt64 = 0

    /// Processor seconds of all workers.
    var totalCPUSeconds: Double { cpuSeconds.values.reduce(0, +) }

    /// Processor seconds of all workers by stage; every stage is there.
    var totalStageSeconds: [String: Double] {
        var totals: [String: Double] = [:]
        for stage in StageClock.Stage.allCases {
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
