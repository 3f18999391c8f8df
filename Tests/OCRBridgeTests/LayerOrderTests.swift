import ArchiveModel
import Testing

@testable import OCRBridge

@Suite("The order of a text layer")
struct LayerOrderTests {
    @Test("labels in one block and values in another come in one line each")
    func labels() {
        let values = [line("96120400", 600, 148, 0), line("17.06.2024", 600, 99, 0)]
        let labels = [line("Data:", 100, 100, 1), line("Cod fiscal:", 100, 150, 1)]
        let sorted = LayerOrder.sorted(values + labels)
        #expect(sorted.map(\.text) == ["Data: 17.06.2024", "Cod fiscal: 96120400"])
    }

    @Test("columns of prose stay columns, with the heading before and the note after them")
    func columns() {
        let prose = "hotararea consiliului local privind bugetul anului"
        let left = (0..<6).map { line(prose, 100, 200 + 50 * $0, 1) }
        let right = (0..<6).map { line("taxele " + prose, 1100, 200 + 50 * $0, 2) }
        let sorted = LayerOrder.sorted(
            [line("Nota", 100, 700, 3)] + left + right + [line("Titlu", 700, 100, 0)])
        #expect(sorted.first?.text == "Titlu")
        #expect(sorted.last?.text == "Nota")
        #expect(sorted.dropFirst().prefix(6).allSatisfy { $0.text == prose })
    }

    @Test("a note written along the edge comes last and tears no row")
    func edge() {
        let note = TextLine(
            words: [
                Word(
                    text: "ARHIVA", box: BoundingBox(left: 20, top: 100, right: 50, bottom: 400),
                    confidence: Confidence(0.9))
            ], block: 0)
        let sorted = LayerOrder.sorted([
            note, line("Nr. 5", 100, 240, 1), line("din 2024", 500, 241, 2),
        ])
        #expect(sorted.map(\.text) == ["Nr. 5 din 2024", "ARHIVA"])
    }

    private func line(_ text: String, _ left: Int, _ top: Int, _ block: Int) -> TextLine {
        var x = left
        let words = text.split(separator: " ").map { word in
            defer { x += 18 * word.count + 12 }
            return Word(
                text: String(word),
                box: BoundingBox(left: x, top: top, right: x + 18 * word.count, bottom: top + 40),
                confidence: Confidence(0.9))
        }
        return TextLine(words: words, block: block)
    }
}
