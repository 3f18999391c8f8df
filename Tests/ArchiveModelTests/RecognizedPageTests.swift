import ArchiveModel
import Testing

@Suite struct RecognizedPageTests {
    private static func line(
        _ text: String, block: Int, confidence: Double = 0.9
    ) -> TextLine {
        let words = text.split(separator: " ").enumerated().map { index, word in
            Word(
                text: String(word),
                box: BoundingBox(
                    left: 100 * index, top: 10 * index, right: 100 * index + 80,
                    bottom: 10 * index + 30),
                confidence: Confidence(confidence))
        }
        return TextLine(words: words, block: block)
    }

    private static func page(_ lines: [TextLine]) -> RecognizedPage {
        RecognizedPage(width: 1_000, height: 1_000, lines: lines, engine: "drawn")
    }

    @Test("lines end with a line break and blocks are parted by an empty line")
    func text() {
        let page = Self.page([
            Self.line("ROMÂNIA", block: 2), Self.line("JUDEȚUL NEAMȚ", block: 2),
            Self.line("Nr. 37", block: 3),
        ])
        #expect(page.text == "ROMÂNIA\nJUDEȚUL NEAMȚ\n\nNr. 37\n")
        #expect(page.words.map(\.text) == ["ROMÂNIA", "JUDEȚUL", "NEAMȚ", "Nr.", "37"])
    }

    @Test("a page without lines has no text and no confidence")
    func empty() {
        #expect(Self.page([]).text.isEmpty)
        #expect(Self.page([]).confidence == Confidence(0))
    }

    @Test("long words weigh more in the confidence of a page")
    func confidence() {
        let page = Self.page([
            Self.line("abcdefghi", block: 0, confidence: 1),
            Self.line("x", block: 0, confidence: 0),
        ])
        #expect(page.meanWordConfidence == Confidence(0.9))
        #expect((0.95..<1).contains(page.confidence.value))
    }

    @Test("the box of a line holds the boxes of its words")
    func lineBox() {
        #expect(
            Self.line("unu doi trei", block: 0).box
                == BoundingBox(left: 0, top: 0, right: 280, bottom: 50))
        #expect(TextLine(words: [], block: 0).box.width == 0)
    }
}

@Suite("Mean confidence")
struct MeanConfidenceTests {
    private let words = [("ab", 0.5), ("abcdef", 1.0)].map { text, confidence in
        Word(
            text: text, box: BoundingBox(left: 0, top: 0, right: 1, bottom: 1),
            confidence: Confidence(confidence))
    }

    @Test("long words weigh more, unless all are to weigh the same")
    func weights() {
        #expect(words.meanConfidence == Confidence(0.875))
        #expect(words.evenMeanConfidence == Confidence(0.75))
        #expect([Word]().meanConfidence == Confidence(0))
        #expect([Word]().evenMeanConfidence == Confidence(0))
    }
}
