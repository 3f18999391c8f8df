import ArchiveModel
import Testing

@testable import PageReading

@Suite struct FaintPageTests {
    @Test(
        "among faint marks three words read with certainty are print, what mirrored print gives is not",
        arguments: [
            (["bugetul", "local", "aprobat"], 0.9, true), (["bugetul", "local"], 0.95, false),
            (["ilur", "tegu", "bac", "lacol", "iv"], 0.6, false),
            (["al", "de", "la", "pe"], 0.99, false),
            ([], 0, false),
        ])
    func readable(_ words: [String], _ confidence: Double, _ isReadable: Bool) {
        let box = BoundingBox(left: 0, top: 0, right: 40, bottom: 20)
        let line = TextLine(
            words: words.map { Word(text: $0, box: box, confidence: Confidence(confidence)) },
            block: 0)
        let page = RecognizedPage(
            width: 100, height: 100, lines: words.isEmpty ? [] : [line], engine: "test")
        #expect(PageReader.isReadable(page) == isReadable)
    }
}
