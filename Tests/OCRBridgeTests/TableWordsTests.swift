import ArchiveModel
import ArchiveTestSupport
import Testing

@testable import OCRBridge

@Suite("Words of tables by their cells")
struct TableWordsTests {
    /// Three cells side by side over two.
    private static let cells = [
        BoundingBox(left: 0, top: 0, right: 100, bottom: 100),
        BoundingBox(left: 104, top: 0, right: 300, bottom: 100),
        BoundingBox(left: 304, top: 0, right: 500, bottom: 100),
        BoundingBox(left: 0, top: 104, right: 100, bottom: 150),
        BoundingBox(left: 104, top: 104, right: 300, bottom: 150),
    ]

    @Test("a cell whose words are sure is left alone, one with an unsure word is doubtful")
    func unsure() {
        let table = Self.table([
            [("sure", 10, 20, 60, 0.95), ("unsure", 120, 20, 90, 0.5), ("-", 320, 20, 20, 0.1)]
        ])
        #expect(table.doubtfulCells(on: Self.page(ink: [])) == [1])
    }

    @Test("a cell with print besides its words is doubtful, one with dust or without print is not")
    func unread() {
        let table = Self.table([[("words", 120, 10, 90, 0.95)]])
        let line = BoundingBox(left: 120, top: 50, right: 200, bottom: 80)
        let figure = BoundingBox(left: 40, top: 115, right: 55, bottom: 140)
        let dust = BoundingBox(left: 330, top: 30, right: 336, bottom: 36)
        let word = BoundingBox(left: 121, top: 11, right: 209, bottom: 39)
        #expect(table.doubtfulCells(on: Self.page(ink: [line, figure, dust, word])) == [1, 3])
    }

    @Test("cells on the edge of the page and cells as high as a paragraph are no matter")
    func unusual() {
        let page = Self.page(ink: [])
        let reading = Self.reading([[("unsure", 120, 20, 90, 0.5)]])
        for cell in [
            BoundingBox(left: 110, top: 0, right: 900, bottom: 60),
            BoundingBox(left: 110, top: -5, right: 300, bottom: 60),
            BoundingBox(left: 110, top: 0, right: 300, bottom: 380),
        ] {
            let table = TableWords(of: reading, cells: [cell], dotsPerInch: 300)
            #expect(table.doubtfulCells(on: page).isEmpty)
        }
    }

    @Test("of two readings of a cell the surer is better, and letters count")
    func better() {
        let table = Self.table([
            [("abcd", 10, 20, 60, 0.7), ("abcd", 120, 20, 60, 0.7), ("abcd", 320, 20, 60, 0.7)]
        ])
        let found = [
            0: Self.lines([[("abcd", 10, 20, 60, 0.8)]]),
            1: Self.lines([[("abc", 120, 20, 60, 0.72)]]),
            2: Self.lines([[("abcde", 320, 20, 60, 0.68)]]),
            3: Self.lines([[("1", 40, 120, 15, 0.9)]]),
            4: Self.lines([[("IZ", 120, 120, 15, 0.3)]]),
        ]
        #expect(table.better(found).keys.sorted() == [0, 2, 3])
    }

    @Test("cells that share a word are replaced together or not at all")
    func shared() {
        let table = Self.table([[("crt.|Denumirea", 10, 20, 280, 0.4)]])
        let left = Self.lines([[("crt.", 10, 20, 60, 0.9)]])
        let good = [0: left, 1: Self.lines([[("Denumirea", 120, 20, 160, 0.9)]])]
        #expect(table.better(good).count == 2)
        let lines = table.lines(with: good, read: [0, 1], on: Self.blank)
        #expect(lines.map(\.text) == ["crt. Denumirea"])
        let poor = [0: left, 1: Self.lines([[("Dnmra", 120, 20, 160, 0.2)]])]
        #expect(table.better(poor).isEmpty)
    }

    @Test("lines of neighbouring cells at half a line's offset come out from the top")
    func staggered() {
        let table = Self.table([[("garbage", 110, 40, 180, 0.3)], [("Valoare", 320, 35, 100, 0.9)]])
        let found = [
            0: Self.lines([[("Nr.", 10, 20, 50, 0.9)], [("crt.", 10, 54, 50, 0.9)]]),
            1: Self.lines([
                [("Cantitate", 120, 3, 160, 0.9)], [("conform", 120, 37, 160, 0.9)],
                [("documente", 120, 71, 160, 0.9)],
            ]),
        ]
        #expect(
            table.lines(with: found, read: [0, 1], on: Self.blank).map(\.text)
                == ["Cantitate", "Nr.", "conform Valoare", "crt.", "documente"])
    }

    @Test("a row of figures stays one line, in the order of its columns, though its letters differ")
    func row() {
        let table = Self.table([
            [("1", 40, 20, 12, 0.9), ("5,00", 320, 21, 60, 0.9)], [("below", 10, 170, 90, 0.9)],
        ])
        let found = [1: Self.lines([[("per.", 120, 28, 50, 0.9)]])]
        let lines = table.lines(with: found, read: [1], on: Self.blank)
        #expect(lines.map(\.text) == ["1 per. 5,00", "below"])
    }

    @Test("no word is lost or doubled that no cell brings anew")
    func kept() {
        let words = (0..<30).map { index in
            ("w\(index)", index * 7919 % 450, index * 104_729 % 140, 40, 0.9)
        }
        let table = Self.table([Array(words[..<12]), Array(words[12...])])
        let found = [2: Self.lines([[("new", 320, 20, 60, 0.9)]])]
        let gone = Set(table.places.filter { $0.cells == [2] }.map(\.word.text))
        let lines = table.lines(with: found, read: [2], on: Self.blank)
        let expected = words.map(\.0).filter { !gone.contains($0) } + ["new"]
        #expect(lines.flatMap(\.words).map(\.text).sorted() == expected.sorted())
        #expect(table.lines(with: found, read: [2], on: Self.blank) == lines)
    }

    // MARK: - Drawing

    private static let blank = PageDrawing(width: 600, height: 400).image()

    /// Text, left, top, width and confidence of a word.
    private typealias Drawn = (String, Int, Int, Int, Double)

    private static func lines(_ lines: [[Drawn]]) -> [TextLine] {
        lines.map { words in
            TextLine(
                words: words.map { text, left, top, width, confidence in
                    Word(
                        text: text,
                        box: BoundingBox(
                            left: left, top: top, right: left + width, bottom: top + 30),
                        confidence: Confidence(confidence))
                }, block: 0)
        }
    }

    private static func reading(_ words: [[Drawn]]) -> RecognizedPage {
        RecognizedPage(width: 600, height: 400, lines: lines(words), engine: "test")
    }

    private static func table(_ words: [[Drawn]]) -> TableWords {
        TableWords(of: reading(words), cells: cells, dotsPerInch: 300)
    }

    private static func page(ink: [BoundingBox]) -> CleanedPage {
        var sheet = PageDrawing(width: 600, height: 400)
        for box in ink { sheet.fill(box) }
        return CleanedPage(untouched: sheet.image())
    }
}
