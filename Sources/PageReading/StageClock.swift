import CProcessShims

/// Adds up the processor time of a worker by what it was spent on.
///
/// The time of child processes counts for the stage that waited for them.
final class StageClock {
    /// What a worker spends time on; the names stand in the summary of an ingest.
    enum Stage: String, CaseIterable, CodingKeyRepresentable, Codable, Sendable {
        /// From the bytes of the scan to pixels.
        case decoding
        /// Everything done to the pixels before and between readings.
        case cleanup
        /// The first reading of a page.
        case recognition
        /// Readings of the same page in other orientations.
        case otherOrientations = "other_orientations"
        /// Readings of single lines after that.
        case rereading
        /// Readings of words in doubt with another model.
        case secondReading = "second_reading"
        /// Checks and changes of words after all readings.
        case repair
    }

    /// Processor seconds so far, user and system.
    private(set) var seconds: [Stage: Double] = [:]

    /// Counts the time of an action, also when it fails.
    func measure<Result, Thrown: Error>(
        _ stage: Stage, action: () throws(Thrown) -> Result
    ) throws(Thrown) -> Result {
        let start = cps_cpu_seconds()
        defer { count(stage, since: start) }
        return try action()
    }

    /// Counts the time of an action that waits for other processes.
    func measure<Result>(
        _ stage: Stage, action: () async throws -> Result
    ) async rethrows -> Result {
        let start = cps_cpu_seconds()
        defer { count(stage, since: start) }
        return try await action()
    }

    private func count(_ stage: Stage, since start: Double) {
        seconds[stage, default: 0] += cps_cpu_seconds() - start
    }
}
