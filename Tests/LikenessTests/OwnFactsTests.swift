import ArchiveModel
import Likeness
import Testing

struct OwnFactsTests {
    private func paper(
        number: String, date: String? = nil, confidence: Double = 0.9
    ) -> ExtractedDocument {
        var paper = ExtractedDocument.unknown
        for (name, value) in [(FieldName.number, number as String?), (.date, date)] {
            guard let value else { continue }
            paper.fields.append(
                ExtractedField(
                    name: name, value: value, evidence: nil, confidence: Confidence(confidence),
                    rule: "test", check: .none))
        }
        return paper
    }

    @Test("the next decision of a council is another one, if only a figure of its number differs")
    func next() {
        #expect(OwnFacts.differ(paper(number: "7"), paper(number: "8")))
        #expect(
            OwnFacts.differ(
                paper(number: "7", date: "2024-03-28"), paper(number: "7", date: "2024-03-29")))
    }

    @Test("the same facts, one that is missing, and one that is doubtful tell nothing apart")
    func same() {
        let one = paper(number: "7", date: "2024-03-28")
        #expect(!OwnFacts.differ(one, one))
        #expect(!OwnFacts.differ(one, paper(number: "7")))
        #expect(!OwnFacts.differ(one, .unknown))
        #expect(!OwnFacts.differ(one, paper(number: "1", confidence: 0.5)))
    }
}
