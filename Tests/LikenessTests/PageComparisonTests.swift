import ArchiveModel
import Likeness
import Testing

struct PageComparisonTests {
    private let form = DrawnForm(number: "1287", name: "Popescu")

    @Test(
        "the same sheet at another resolution, moved, turned a little and stretched is the same",
        arguments: [0.5, 1, 1.3])
    func scannedAnew(scale: Double) {
        let again = form.page(scale: scale, shift: 40, slope: 0.01)
        let comparison = PageComparison(form.page(), again)
        #expect(comparison.isSame)
        #expect(comparison.share == 1)
        #expect(comparison.contradictions == 0)
    }

    @Test("words that are misread, and known to be unsure, speak against nothing")
    func misread() {
        let again = form.page(scale: 0.8, misreading: 5)
        #expect(PageComparison(form.page(), again).isSame)
        #expect(PageComparison(form.page(), again).share < 0.9)
    }

    @Test("a form with another number, or another name, is another one")
    func otherData() {
        let number = DrawnForm(number: "1288", name: "Popescu").page(scale: 0.9)
        #expect(PageComparison(form.page(), number).contradictions == 1)
        #expect(!PageComparison(form.page(), number).isSame)
        let name = DrawnForm(number: "1287", name: "Marinescu").page(scale: 0.9)
        #expect(!PageComparison(form.page(), name).isSame)
    }

    @Test("the same words in other places are another page")
    func otherPlaces() {
        #expect(!PageComparison(form.page(), form.page(columns: 3)).isSame)
    }

    @Test("pages without words, of one word, and of the same word everywhere are not the same")
    func little() {
        let empty = RecognizedPage(width: 100, height: 100, lines: [], engine: "test")
        #expect(!PageComparison(empty, empty).isSame)
        #expect(!PageComparison(form.page(), empty).isSame)
        let word = Word(
            text: "suma", box: BoundingBox(left: 1, top: 1, right: 9, bottom: 4),
            confidence: Confidence(1))
        let one = RecognizedPage(
            width: 100, height: 100, lines: [TextLine(words: [word], block: 0)], engine: "test")
        #expect(!PageComparison(one, one).isSame)
        let many = RecognizedPage(
            width: 100, height: 100,
            lines: [TextLine(words: Array(repeating: word, count: 50), block: 0)], engine: "test")
        #expect(!PageComparison(many, many).isSame)
    }
}

/// A form of forty words with a number and a name.
private struct DrawnForm {
    let number: String
    let name: String

    /// The form as it was read: four words a row, or as many as columns.
    ///
    /// The first words but for the number and the name are read wrongly when asked for, and the engine is not sure of
    /// them.
    func page(
        scale: Double = 1, shift: Double = 0, slope: Double = 0, columns: Int = 4,
        misreading: Int = 0
    ) -> RecognizedPage {
        let letters = Array("abcdefghijklmnoprstuvz")
        let texts =
            [number, name]
            + (0..<38).map { index in
                String(
                    (0..<6).map { letters[(index * 7 + $0 * (index + 3)) % letters.count] }
                        + [letters[index / letters.count]])
            }
        let words = texts.enumerated().map { index, text in
            let isMisread = (2..<2 + misreading).contains(index)
            let x = 200 + Double(index % columns) * 500 + shift
            let y = 200 + Double(index / columns) * 90 + shift + slope * x
            return Word(
                text: isMisread ? "xq" + text.dropFirst(2) + "w" : text,
                box: BoundingBox(
                    left: Int(x * scale), top: Int(y * scale), right: Int((x + 200) * scale),
                    bottom: Int((y + 40) * scale)),
                confidence: Confidence(isMisread ? 0.5 : 0.95))
        }
        return RecognizedPage(
            width: Int(2480 * scale), height: Int(3508 * scale),
            lines: words.map { TextLine(words: [$0], block: 0) }, engine: "test")
    }
}
