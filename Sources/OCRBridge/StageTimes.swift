import ArchiveModel

/// Adds up the processor time of this thread by stage.
struct StageTimes {
    /// Seconds so far.
    private(set) var seconds: [ReadingStage: Double] = [:]

    /// Counts the time of an action.
    mutating func measure<Result>(_ stage: ReadingStage, action: () -> Result) -> Result {
        let start = ProcessorDeadline.now
        defer { seconds[stage, default: 0] += ProcessorDeadline.now - start }
        return action()
    }
}
