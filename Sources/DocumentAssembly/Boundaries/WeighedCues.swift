import ArchiveModel
import Foundation

/// The cues of one boundary, weighed.
struct WeighedCues {
    /// Everything that speaks for or against a beginning.
    let cues: [BoundaryCue]

    /// The log-odds of a beginning.
    var score: Double { cues.reduce(0) { $0 + $1.weight } }

    /// Whether a document begins here.
    var isBeginning: Bool { score > 0 }

    /// An outcome with what speaks for it, and how sure that makes it: 1 / (1 + e^-odds).
    func boundary(_ isBeginning: Bool) -> Boundary {
        let sign = isBeginning ? 1.0 : -1.0
        let reasons = cues.filter { $0.weight * sign > 0 }
            .sorted { abs($0.weight) > abs($1.weight) }
        return Boundary(cues: reasons, confidence: Confidence(1 / (1 + exp(-score * sign))))
    }
}
