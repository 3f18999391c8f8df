import ArchiveModel
import Testing

@testable import OCRBridge

@Suite("The order of lines")
struct RowOrderTests {
    @Test("a table that the engine puts last comes back between the text around it")
    func tableBetweenText() {
        let above = line("above", top: 100, left: 50, block: 0)
        let below = line("below", top: 500, left: 50, block: 0)
        let table = line("table", top: 300, left: 50, block: 1)
        let sorted = RowOrder.sorted([above, below, table])
        #expect(sorted.map(\.text) == ["above", "table", "below"])
        #expect(sorted.map(\.block) == [0, 1, 2])
    }

    @Test("lines that stand side by side go from left to right, also when one is a little higher")
    func sideBySide() {
        let value = line("value", top: 98, left: 900, block: 1)
        let label = line("label", top: 104, left: 50, block: 0)
        let next = line("next", top: 150, left: 50, block: 0)
        #expect(
            RowOrder.sorted([value, label, next]).map(\.text) == ["label", "value", "next"])
    }

    @Test("small print beside a large title does not pull the next line up")
    func largeBesideSmall() {
        let title = line("title", top: 100, left: 50, block: 0, height: 120)
        let small = line("small", top: 210, left: 900, block: 1, height: 20)
        #expect(RowOrder.sorted([small, title]).map(\.text) == ["title", "small"])
    }

    @Test("nothing is lost and nothing is made, whatever the boxes")
    func permutation() {
        let lines = (0..<40).map { index in
            line(
                "w\(index)", top: (index * 7919) % 400 - 50, left: (index * 104_729) % 300,
                block: index % 5, height: index % 3 == 0 ? 0 : 30)
        }
        let sorted = RowOrder.sorted(lines)
        #expect(sorted.map(\.text).sorted() == lines.map(\.text).sorted())
        #expect(RowOrder.sorted([]).isEmpty)
    }

    private func line(
        _ text: String, top: Int, left: Int, block: Int, height: Int = 30
    ) -> TextLine {
        let box = BoundingBox(left: left, top: top, right: left + 200, bottom: top + height)
        return TextLine(
            words: [Word(text: text, box: box, confidence: Confidence(0.9))], block: block)
    }
}
