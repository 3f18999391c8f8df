import ArchiveModel
import Testing

@testable import OCRBridge

@Suite("Words that are worth a second reading")
struct DoubtfulSpansTests {
    @Test(
        "a word in doubt is read with a neighbour on each side, where there is one",
        arguments: [
            ([0.9, 0.9, 0.5, 0.9, 0.9], [1..<4]), ([0.5, 0.9, 0.9], [0..<2]),
            ([0.9, 0.9, 0.5], [1..<3]), ([0.5], [0..<1]), ([0.9, 0.9], []), ([], []),
            ([0.7, 0.6999, 0.7], [0..<3]), ([0.7], []),
        ] as [([Double], [Range<Int>])])
    func neighbours(_ confidences: [Double], _ expected: [Range<Int>]) {
        #expect(spans(confidences) == expected)
    }

    @Test(
        "doubts with at most one sure word between them are read together",
        arguments: [
            ([0.9, 0.5, 0.5, 0.9, 0.9], [0..<4]), ([0.5, 0.9, 0.5, 0.9, 0.9], [0..<4]),
            // With two between them no word is read twice.
            ([0.5, 0.9, 0.9, 0.5], [0..<2, 2..<4]),
            ([0.5, 0.5, 0.5, 0.5, 0.5], [0..<5]),
        ] as [([Double], [Range<Int>])])
    func together(_ confidences: [Double], _ expected: [Range<Int>]) {
        #expect(spans(confidences) == expected)
    }

    @Test(
        "single letters and marks are no reason to read again",
        arguments: [
            ("i", false), ("—", false), ("1.", false), ("...", false), ("„a”", false), ("de", true),
            ("3,5", true), ("ș.a", true), ("", false),
        ])
    func letters(_ text: String, _ isRead: Bool) {
        let line = TextLine(words: [word(text, 0.3)], block: 0)
        #expect(DoubtfulSpans.spans(of: [line]).isEmpty != isRead)
    }

    @Test("spans come from the top, each with its line, and no more than 250 of them")
    func mostSpans() {
        let doubtful = TextLine(words: [word("taxa", 0.3)], block: 0)
        let sure = TextLine(words: [word("taxa", 0.9)], block: 0)
        let spans = DoubtfulSpans.spans(of: [sure] + Array(repeating: doubtful, count: 300))
        #expect(spans.map(\.line) == Array(1...250))
        #expect(spans.allSatisfy { $0.words == 0..<1 })
    }

    private func spans(_ confidences: [Double]) -> [Range<Int>] {
        let line = TextLine(words: confidences.map { word("taxa", $0) }, block: 0)
        return DoubtfulSpans.spans(of: [line]).map(\.words)
    }

    private func word(_ text: String, _ confidence: Double) -> Word {
        Word(
            text: text, box: BoundingBox(left: 0, top: 0, right: 10, bottom: 10),
            confidence: Confidence(confidence))
    }
}
