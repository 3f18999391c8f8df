import Foundation

/// Adds up what the workers of a run cost.
actor UsageCollector {
    private var cpuSeconds: [UUID: Double] = [:]
    private(set) var peakBytes: UInt64 = 0

    /// Processor seconds of all workers.
    var totalCPUSeconds: Double { cpuSeconds.values.reduce(0, +) }

    func record(worker: UUID, _ answer: WorkerAnswer) {
        cpuSeconds[worker] = answer.cpuSeconds
        peakBytes = max(peakBytes, answer.peakBytes)
    }
}
