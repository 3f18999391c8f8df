package import ArchiveModel

/// What became of an inspected page, as a JSON line; the text is not in it.
package struct InspectionRecord: Encodable {
    let type = "inspection"
    let page: Int
    let verdict: String
    let width, height: Int?
    let rotation: Int
    let words: Int
    let confidence: Double
    let steps: [StepRecord]
    let warnings: [String]
    let doubts: [DoubtRecord]?
    let codes: [CodeRecord]?

    package init(_ result: ProcessedPage) {
        page = result.number
        verdict = result.verdict.rawValue
        width = result.scanWidth
        height = result.scanHeight
        rotation = result.rotationDegrees
        words = result.recognized.map { Array($0.words).count } ?? 0
        confidence = result.recognized?.confidence.value ?? 0
        steps = result.steps.map(StepRecord.init)
        warnings = result.warnings
        doubts = DoubtRecord.list(result.doubts)
        codes = CodeRecord.list(result.codes)
    }
}

/// One step of the clean-up, inside another record.
struct StepRecord: Encodable {
    let name: String
    let changed: Bool
    let measured: [String: Double]

    init(_ step: ProcessingStep) {
        name = step.name.snakeCase
        changed = step.changed
        measured = Dictionary(
            uniqueKeysWithValues: step.measured.map { ($0.key.snakeCase, $0.value) })
    }
}

extension String {
    /// A name such as `angleDegrees` in the form of published records: `angle_degrees`.
    var snakeCase: String {
        String(flatMap { $0.isUppercase ? ["_"] + Array($0.lowercased()) : [$0] })
    }
}
