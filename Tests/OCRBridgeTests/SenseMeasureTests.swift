import ArchiveModel
import Testing

@testable import OCRBridge

@Suite struct SenseMeasureTests {
    private func share(_ texts: String) -> Double {
        let known: Set<String> = ["primăria", "orașului", "din", "taxe"]
        let words = texts.split(separator: " ").map {
            Word(
                text: String($0), box: BoundingBox(left: 0, top: 0, right: 9, bottom: 9),
                confidence: Confidence(0.9))
        }
        let page = RecognizedPage(
            width: 100, height: 100, lines: [TextLine(words: words, block: 0)], engine: "test")
        let vocabulary = Vocabulary { known.contains($0) }
        return SenseMeasure(vocabulary: vocabulary).sense(of: page).share
    }

    @Test(
        "words of the dictionary and well-formed numbers make sense",
        arguments: [
            "Primăria orașului", "12.03.2024", "1.250,00 12%", "RO12345678", "Taxe/primăria",
            "(taxe),",
        ])
    func sense(_ text: String) { #expect(share(text) == 1) }

    @Test(
        "other letters, and what is neither word nor number, do not",
        arguments: [
            "qxlia ooeci", "12lO3x", "iPrimăria", "a b c d", "1l..2x",
        ])
    func nonsense(_ text: String) { #expect(share(text) < 0.3) }

    @Test("short words count half")
    func short() { #expect(share("din") == 0.5) }

    @Test("a page without letters makes no sense")
    func empty() { #expect(share("-- ...") == 0) }
}
