import ArchiveModel
import Testing

@testable import OCRBridge

@Suite("Columns of prose are read one after the other, everything else in rows")
struct ColumnOrderTests {
    @Test("columns of prose come one after the other, between a title and a last line")
    func prose() {
        let rows = (0..<12).map { Self.row($0 + 1, left: "la\($0)", right: "ra\($0)") }
        let title = Self.line([("Monitorul", 300), ("oficial", 400), ("local", 500)], row: 0)
        let last = Self.line([("Pagina", 380), ("treizeci", 470), ("și", 560)], row: 14)
        let sorted = ColumnOrder.sorted([title] + rows + [last])
        let first = sorted.compactMap(\.words.first?.text)
        #expect(
            first == ["Monitorul"] + (0..<12).map { "la\($0)" } + (0..<12).map { "ra\($0)" }
                + ["Pagina"])
        #expect(sorted.flatMap(\.words).count == 12 * 10 + 6)
        #expect(Set(sorted.map(\.block)).count == 4)
    }

    @Test("three columns of prose come one after the other, under a heading across them")
    func three() {
        let heading = Self.line((0..<14).map { ("Titlu", 95 * $0) }, row: 0)
        let names = ["unde", "este", "casa", "mare"]
        let rows = (0..<10).map { row in
            Self.line(
                ["a", "b", "c"].enumerated().flatMap { column, name in
                    ([name + "\(row)"] + names).enumerated().map { ($1, 560 * column + 95 * $0) }
                }, row: row + 2)
        }
        let sorted = ColumnOrder.sorted([heading] + rows)
        let first = sorted.compactMap(\.words.first?.text)
        #expect(
            first == ["Titlu"]
                + ["a", "b", "c"].flatMap { name in (0..<10).map { name + "\($0)" } })
        #expect(Set(sorted.map(\.block)).count == 4)
    }

    @Test("columns of unequal width, beside a gap far from the middle, come one after the other")
    func unequal() {
        let rows = (0..<10).map { row in
            Self.line(
                [("l\(row)", 0), ("unde", 95), ("este", 190), ("casele", 285)]
                    + (0..<9).map { ($0 == 0 ? "r\(row)" : "cuvânt", 480 + 95 * $0) }, row: row)
        }
        let first = ColumnOrder.sorted(rows).compactMap(\.words.first?.text)
        #expect(first == (0..<10).map { "l\($0)" } + (0..<10).map { "r\($0)" })
    }

    @Test("signs that specks between the columns are read as part nothing and join nothing")
    func specks() {
        let rows = (0..<12).map { row in
            let line = Self.row(row, left: "la\(row)", right: "ra\(row)")
            let speck = Word(
                text: ".",
                box: BoundingBox(left: 500, top: 40 * row, right: 510, bottom: 40 * row + 8),
                confidence: Confidence(0.9))
            guard row % 3 == 1 else { return line }
            let words = (line.words + [speck]).sorted { $0.box.left < $1.box.left }
            return TextLine(words: words, block: line.block)
        }
        let first = ColumnOrder.sorted(rows).compactMap { line in
            line.words.first { $0.text != "." }?.text
        }
        #expect(first == (0..<12).map { "la\($0)" } + (0..<12).map { "ra\($0)" })
    }

    @Test("few rows, as the two parties of an invoice, stay rows")
    func parties() {
        let rows = (0..<7).map { Self.row($0, left: "la\($0)", right: "ra\($0)") }
        #expect(ColumnOrder.sorted(rows) == rows)
    }

    @Test("a table with several columns of words stays rows")
    func table() {
        let rows = (0..<15).map { row in
            Self.line(
                (0..<4).flatMap { column in
                    [
                        ("unu", 320 * column), ("doi", 320 * column + 85),
                        ("trei", 320 * column + 170),
                    ]
                }, row: row)
        }
        #expect(ColumnOrder.sorted(rows) == rows)
    }

    @Test("names with their amounts stay rows")
    func amounts() {
        let rows = (0..<15).map { row in
            Self.line(
                [("Popescu", 0), ("Ion", 95), ("din", 190), ("Deal", 285)]
                    + (0..<4).map { ("1.\($0)34,56", 560 + 95 * $0) }, row: row)
        }
        #expect(ColumnOrder.sorted(rows) == rows)
    }

    @Test("labels with values of different length stay rows")
    func form() {
        let rows = (0..<15).map { row in
            Self.line(
                [("Numele", 0), ("și", 95), ("prenumele", 190), ("mamei", 285)]
                    + (0...(row % 4 * 2)).map { ("cuvânt", 560 + 95 * $0) }, row: row)
        }
        #expect(ColumnOrder.sorted(rows) == rows)
    }

    /// A row of five words of 80 by 20 pixels on each side of a gap of 100 pixels.
    private static func row(_ number: Int, left: String, right: String) -> TextLine {
        let names = ["unde", "este", "casa", "mare"]
        let columns = [(left, 0), (right, 560)].flatMap { first, start in
            ([first] + names).enumerated().map { ($1, start + 95 * $0) }
        }
        return line(columns, row: number)
    }

    private static func line(_ words: [(text: String, left: Int)], row: Int) -> TextLine {
        let words = words.map { word in
            Word(
                text: word.text,
                box: BoundingBox(
                    left: word.left, top: 40 * row, right: word.left + 80, bottom: 40 * row + 20),
                confidence: Confidence(0.9))
        }
        return TextLine(words: words, block: 0)
    }
}
