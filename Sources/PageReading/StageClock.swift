package import ArchiveModel
import CProcessShims

/// Adds up the processor time of a worker by what it was spent on.
///
/// The time of child processes counts for the stage that waited for them.
package final class StageClock {
    /// Processor seconds so far, user and system.
    package private(set) var seconds: [ReadingStage: Double] = [:]

    /// Counts the time of an action, also when it fails.
    func measure<Result, Thrown: Error>(
        _ stage: ReadingStage, action: () throws(Thrown) -> Result
    ) throws(Thrown) -> Result {
        let start = cps_cpu_seconds()
        defer { count(stage, since: start) }
        return try action()
    }

    /// Counts the time of an action that waits for other processes.
    func measure<Result>(
        _ stage: ReadingStage, action: () async throws -> Result
    ) async rethrows -> Result {
        let start = cps_cpu_seconds()
        defer { count(stage, since: start) }
        return try await action()
    }

    /// Adds what was measured elsewhere.
    func add(_ measured: [ReadingStage: Double]) {
        seconds.merge(measured) { $0 + $1 }
    }

    private func count(_ stage: ReadingStage, since start: Double) {
        seconds[stage, default: 0] += cps_cpu_seconds() - start
    }
}
