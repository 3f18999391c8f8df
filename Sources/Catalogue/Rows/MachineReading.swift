package import ArchiveModel

/// What a machine read of a field or of a type, without the value: what a correction replaced, so that it can be
/// brought back as it was.
package struct MachineReading: Codable, Hashable, Sendable {
    /// Whether a check confirmed it; `none` for a type.
    package let check: FieldCheck
    /// How sure the reading was; 0 when nothing was read.
    package let confidence: Double
    /// Where it was read; nil for a type, and when nothing was read.
    package let evidence: FieldEvidence?
    /// Name of the rule that found it; nil for a type, and when nothing was read.
    package let rule: String?

    /// Nothing was read.
    package static let nothing = MachineReading(
        check: .none, confidence: 0, evidence: nil, rule: nil)

    private init(
        check: FieldCheck, confidence: Double, evidence: FieldEvidence?, rule: String?
    ) {
        self.check = check
        self.confidence = confidence
        self.evidence = evidence
        self.rule = rule
    }

    /// The reading of a field; nil for one that a person set.
    init?(_ field: ExtractedField) {
        guard field.rule != DocumentChange.rule else { return nil }
        self.init(
            check: field.check, confidence: field.confidence.value, evidence: field.evidence,
            rule: field.rule)
    }

    /// The reading of a type, which no type may be; nil when a person said it.
    init?(typeOf document: ExtractedDocument) {
        guard document.typeConfidence != Confidence(1) else { return nil }
        self.init(
            check: .none, confidence: document.typeConfidence.value, evidence: nil, rule: nil)
    }

    /// The field with the value that was read.
    func field(_ name: FieldName, id: FieldID?, value: String) -> ExtractedField {
        ExtractedField(
            id: id, name: name, value: value, evidence: evidence,
            confidence: Confidence(confidence), rule: rule ?? "", check: check)
    }
}
