import ArchiveModel
import Testing

@testable import OCRBridge

@Suite("Words that are only dirt, and words found later")
struct NoiseFilterTests {
    @Test(
        "few letters with little confidence are dropped, all else stays",
        arguments: [
            ("—", 0.55, true), ("—", 0.65, false), ("a", 0.45, true), ("7", 0.55, false),
            ("de", 0.35, true), ("de", 0.45, false), ("Nr.", 0.1, true), ("lei", 0.05, false),
            ("1.234,56", 0.05, false),
        ])
    func noise(_ text: String, _ confidence: Double, _ isNoise: Bool) {
        #expect(NoiseFilter.isNoise(word(text, confidence)) == isNoise)
    }

    @Test(
        "of words that nothing made surer, three and four letters are dropped as well",
        arguments: [
            ("Nr.", 0.35, true), ("Nr.", 0.45, false), ("lei", 0.29, true), ("lei", 0.31, false),
            ("taxă", 0.29, true),
            ("taxă", 0.31, false), ("12/34.", 0.2, true), ("taxei", 0.05, false),
            ("de", 0.35, true), ("de", 0.45, false), ("—", 0.55, true), ("i", 0.65, true),
            ("7", 0.75, false),
        ])
    func finalLimits(_ text: String, _ confidence: Double, _ isNoise: Bool) {
        let (long, dirt) = (word("hotărâre", 0.1), word(text, confidence))
        #expect(NoiseFilter.isNoise(dirt, limits: .final) == isNoise)
        let lines = [TextLine(words: [dirt], block: 0), TextLine(words: [long], block: 1)]
        #expect(NoiseFilter.cleaned(lines, limits: .final).count == (isNoise ? 1 : 2))
    }

    @Test(
        "punctuation alone is dropped however sure it is, signs that stand alone stay",
        arguments: [
            (".", true), ("..", true), ("|", true), ("„", true), ("`*", true), ("-", false),
            ("—", false), ("&", false), ("/", false), ("%", false), ("+", false), (":", false),
            ("a)", false), ("1.", false),
        ])
    func lonePunctuation(_ text: String, _ isDropped: Bool) {
        let line = TextLine(
            words: [word("Total", 0.9), word(text, 0.95), word("lei", 0.9)], block: 3)
        let left = NoiseFilter.withoutLonePunctuation([line])
        #expect(left.map(\.text) == [isDropped ? "Total lei" : "Total \(text) lei"])
        #expect(left.map(\.block) == [3])
    }

    @Test("a stroke at the end of a line parts nothing, and signs alone are no line")
    func ends() {
        let texts = [
            ["/", "Total", "/", "lei", "/"], ["—", "Total"], ["/"], ["—", "-"], ["7"], [],
        ]
        let lines = texts.map { TextLine(words: $0.map { word($0, 0.95) }, block: 0) }
        #expect(
            NoiseFilter.withoutLonePunctuation(lines).map(\.text)
                == ["Total / lei", "— Total", "7"])
    }

    @Test("a line of dirt is gone, a line of words stays in order")
    func lines() {
        let dirt = TextLine(words: [word(".", 0.1), word("i", 0.2)], block: 0)
        let mixed = TextLine(
            words: [word("suma", 0.3), word("'", 0.1), word("de", 0.9)], block: 1)
        #expect(NoiseFilter.cleaned([dirt, mixed]).map(\.text) == ["suma de"])
    }

    @Test("of what is found later only sure words are taken, and none twice")
    func completion() {
        let read = RecognizedPage(
            width: 900, height: 900,
            lines: [TextLine(words: [word("Total", 0.9, left: 100, top: 500)], block: 0)],
            engine: "test")
        let found = [
            TextLine(words: [word("Totai", 0.95, left: 105, top: 502)], block: 0),
            TextLine(words: [word("Adresa", 0.9, left: 100, top: 300)], block: 0),
            TextLine(words: [word("Suna", 0.5, left: 100, top: 700)], block: 0),
            TextLine(words: [word("=", 0.9, left: 100, top: 800)], block: 0),
        ]
        #expect(Completion(read).adding(found).lines.map(\.text) == ["Adresa", "Total"])
        #expect(Completion(read).adding([]) == read)
    }

    private func word(
        _ text: String, _ confidence: Double, left: Int = 0, top: Int = 0
    ) -> Word {
        Word(
            text: text,
            box: BoundingBox(left: left, top: top, right: left + 100, bottom: top + 30),
            confidence: Confidence(confidence))
    }
}
