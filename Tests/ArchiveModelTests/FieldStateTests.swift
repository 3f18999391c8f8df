import ArchiveModel
import Testing

@Suite("States of fields")
struct FieldStateTests {
    @Test(
        "a check confirms what was read only with a rule that is sure enough",
        arguments: [
            (FieldCheck.confirmed, 0.9, FieldState.confirmed), (.confirmed, 0.5, .doubtful),
            (.none, 0.9, .probable), (.none, 0.59, .doubtful), (.failed, 0.97, .doubtful),
        ])
    func state(_ check: FieldCheck, _ confidence: Double, _ state: FieldState) {
        let field = ExtractedField(
            name: .totalAmount, value: "1.00", evidence: nil, confidence: Confidence(confidence),
            rule: "test", check: check)
        #expect(field.state == state)
    }
}
