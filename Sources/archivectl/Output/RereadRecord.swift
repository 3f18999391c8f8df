import ArchiveModel
import Pipeline

/// What reading a page again came to, as a JSON line.
struct RereadRecord: Encodable {
    /// How good a reading is.
    struct Measure: Encodable {
        let confidence: Double
        let words: Int

        init(_ measure: ReadingMeasure) {
            confidence = measure.confidence.value
            words = measure.words
        }
    }

    let type = "reread"
    let file: String
    let page: Int
    let before: Measure
    let after: Measure?
    let outcome: String

    /// The record of such an event; nil for all others.
    init?(_ event: PipelineEvent) {
        guard case .reread(let label, let page, let comparison) = event else { return nil }
        file = label.text
        self.page = page
        before = Measure(comparison.before)
        after = comparison.after.map(Measure.init)
        outcome = comparison.outcome.rawValue
    }
}

extension ReadingComparison {
    /// What it says to people.
    var text: String {
        let measures = [before, after].compactMap { $0 }.map { measure in
            "\(Int((measure.confidence.value * 100).rounded())) %, \(Count(measure.words, "word").text)"
        }
        let verdict =
            switch outcome {
            case .taken: "taken"
            case .same: "the same"
            case .worse: "worse, the old reading stays"
            case .failed: "could not be read this time, the old reading stays"
            }
        return measures.joined(separator: " before, ") + (after == nil ? " before" : " now")
            + ": " + verdict
    }
}
