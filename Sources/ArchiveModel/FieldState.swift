/// How far a field can be trusted without a look at the paper.
package enum FieldState: String, Sendable, Codable {
    /// A check digit, arithmetic, or a second reading says the same, or a person does.
    case confirmed
    /// Nothing says otherwise, and readings like this one are nearly always right.
    case probable
    /// A check says otherwise, or print or rule are weak.
    case doubtful
}

extension ExtractedField {
    /// The least confidence of a probable field: of the readings below it on the development sets one in
    /// ten was wrong, of those above one in a hundred (docs/benchmarks.md).
    package static let leastProbable = 0.6

    /// How far the reading can be trusted.
    ///
    /// A check digit says that digits were read right, not whose they are: a field with one sign of that alone
    /// (``FieldCheck/passed``) is probable.
    package var state: FieldState {
        guard check != .failed, confidence.value >= Self.leastProbable else { return .doubtful }
        return check == .confirmed ? .confirmed : .probable
    }
}
