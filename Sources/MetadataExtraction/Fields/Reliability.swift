import ArchiveModel

/// How often readings that rules and recognition are so sure of are right.
///
/// Rules and engines are too modest: on the odd batches of both development sets 121 of 122 readings at 0.6 to
/// 0.8 were right, and 256 of 257 above (docs/benchmarks.md). The steps stay below what was measured, since
/// papers of other issuers do worse.
enum Reliability {
    private struct Step {
        let raw: Double
        let measured: Double
    }

    private static let steps = [
        Step(raw: 0, measured: 0), Step(raw: 0.4, measured: 0.4), Step(raw: 0.6, measured: 0.75),
        Step(raw: 0.8, measured: 0.9), Step(raw: 0.9, measured: 0.96), Step(raw: 1, measured: 0.99),
    ]

    /// The share of such readings that is right, straight between the steps.
    static func confidence(_ raw: Confidence) -> Confidence {
        for (low, high) in zip(steps, steps.dropFirst()) where raw.value <= high.raw {
            let share = (raw.value - low.raw) / (high.raw - low.raw)
            return Confidence(low.measured + share * (high.measured - low.measured))
        }
        return Confidence(steps.last?.measured ?? 0)
    }
}
