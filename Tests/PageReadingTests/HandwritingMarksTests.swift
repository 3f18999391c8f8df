import ArchiveModel
import ArchiveTestSupport
import Testing

@testable import PageReading

@Suite("Words written in another colour than the print are marked")
struct HandwritingMarksTests {
    @Test("doubtful words within coloured marks are marked and stay a guess; print is not")
    func doubtful() {
        var text = Self.page([("Suma:", 0.95), ("unu", 0.7), ("doi", 0.3)])
        #expect(Self.marks(over: 1...2).mark(&text).measured["words"] == 2)
        let words = Array(text.words)
        #expect(words.map(\.isHandwritten) == [false, true, true])
        #expect(words.map(\.confidence.value) == [0.95, 0.5, 0.3])
        #expect(words.map(\.text) == ["Suma:", "unu", "doi"])
    }

    @Test("coloured words that are read well are print")
    func coloredPrint() {
        let before = Self.page([("Primăria", 0.96), ("orașului", 0.9), ("mic", 0.6)])
        var text = before
        #expect(Self.marks(over: 0...2).mark(&text).measured["words"] == 0)
        #expect(text == before)
    }

    @Test("marks are found where they lie on a scan that was turned and reduced")
    func turned() {
        var text = Self.page([("Suma:", 0.95), ("unu", 0.4)])
        var page = Self.cleaned(writing: [])
        // Upright (x, y) lies at (400 - 2y, 2x) of the scan.
        page.transform = PageTransform(a: 0, b: -2, tx: 400, c: 2, d: 0, ty: 0)
        page.writing = [BoundingBox(left: 340, top: 190, right: 390, bottom: 280)]
        #expect(HandwritingMarks(page: page).mark(&text).measured["words"] == 1)
        #expect(text.words.map(\.isHandwritten) == [false, true])
    }

    /// Words of 40 by 20 pixels, 100 pixels apart, on one line.
    private static func page(_ words: [(text: String, confidence: Double)]) -> RecognizedPage {
        let words = words.enumerated().map { index, word in
            Word(text: word.text, box: box(index), confidence: Confidence(word.confidence))
        }
        return RecognizedPage(
            width: 400, height: 200, lines: [TextLine(words: words, block: 0)], engine: "fixed")
    }

    private static func box(_ index: Int) -> BoundingBox {
        BoundingBox(left: 100 * index, top: 10, right: 100 * index + 40, bottom: 30)
    }

    private static func marks(over words: ClosedRange<Int>) -> HandwritingMarks {
        HandwritingMarks(page: cleaned(writing: words.map(box)))
    }

    private static func cleaned(writing: [BoundingBox]) -> CleanedPage {
        let image = PageImage(
            width: 400, height: 200, samples: .gray,
            pixels: [UInt8](repeating: 255, count: 80_000), resolution: nil)
        var page = CleanedPage(untouched: image)
        page.writing = writing
        return page
    }
}
