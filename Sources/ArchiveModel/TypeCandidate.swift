/// A type that a document may be of, and what speaks for it.
package struct TypeCandidate: Sendable, Hashable {
    /// Something that speaks for a type.
    package enum Reason: String, Sendable, Codable {
        /// One of its titles stands where titles stand.
        case title
        /// That title is set in capitals.
        case capitals
        /// The code of its form is printed in a corner or the last line.
        case form
        /// Words that together show it are on the first page.
        case signs
    }

    /// The type.
    package let type: DocumentType
    /// How much speaks for it, about 0 to 1.5; titles count from `leastScore` on.
    package let score: Double
    /// What speaks for it.
    package let reasons: [Reason]
    /// Where that was read.
    package let evidence: FieldEvidence

    /// The least score of a title that counts.
    package static let leastScore = 0.7

    /// Makes a candidate.
    package init(
        type: DocumentType, score: Double, reasons: [Reason], evidence: FieldEvidence
    ) {
        self.type = type
        self.score = score
        self.reasons = reasons
        self.evidence = evidence
    }
}
