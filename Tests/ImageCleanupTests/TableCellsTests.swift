import ArchiveModel
import ArchiveTestSupport
import ImageCleanup
import Testing

@Suite("The cells of ruled tables are found")
struct TableCellsTests {
    @Test("each cell of a table is where its rules are, whatever stands in it")
    func table() throws {
        var sheet = Self.table()
        sheet.drawLines(in: Self.inside(row: 1, column: 0), seed: 3)
        sheet.drawLines(in: Self.inside(row: 2, column: 2), seed: 4)
        let page = try Self.cleaned(sheet)
        #expect(Self.matched(page.cells) == 9)
        #expect(page.cells.count == 9)
        #expect(page.measured("cells", by: "rules") == 9)
    }

    @Test("the cells of a page that was askew lie on the straightened page")
    func skewed() throws {
        let turned = Self.table(printed: true).turned(degrees: 1.2).drawing
        let page = try Self.cleaned(turned)
        #expect(page.cells.count == 9)
        // The straightened sheet is larger, so that the cells stand elsewhere.
        for cell in page.cells {
            #expect(abs(cell.width - 346) <= 16 && abs(cell.height - 196) <= 16)
            let print = try #require(page.image.boxOfInk(in: cell))
            #expect(abs((print.left + print.right) - (cell.left + cell.right)) < 50)
        }
    }

    @Test("worn rules that are broken still enclose cells")
    func worn() throws {
        var sheet = Self.table()
        for row in 0...3 {
            let y = 200 + 200 * row
            sheet.fill(BoundingBox(left: 420, top: y - 5, right: 440, bottom: y + 9), 255)
        }
        for column in 0...3 {
            let x = 200 + 350 * column
            sheet.fill(BoundingBox(left: x - 5, top: 380, right: x + 9, bottom: 396), 255)
        }
        #expect(Self.matched(try Self.cleaned(sheet).cells) == 9)
    }

    @Test("cells that run over two columns are one cell")
    func spanning() throws {
        var sheet = Self.table()
        sheet.fill(BoundingBox(left: 540, top: 204, right: 560, bottom: 400), 255)
        let cells = try Self.cleaned(sheet).cells
        #expect(cells.count == 8)
        #expect(cells.contains { abs($0.left - 204) < 12 && abs($0.right - 900) < 12 })
    }

    @Test("a frame around a text is no cell, nor is a page of print without rules")
    func noTable() throws {
        var sheet = DrawnSheets.printed()
        #expect(try Self.cleaned(sheet).cells.isEmpty)
        for y in [150, 950] {
            sheet.fill(BoundingBox(left: 150, top: y, right: 1_350, bottom: y + 4))
        }
        for x in [150, 1_346] {
            sheet.fill(BoundingBox(left: x, top: 150, right: x + 4, bottom: 954))
        }
        #expect(try Self.cleaned(sheet).cells.isEmpty)
    }

    @Test("a screen of small boxes is no table")
    func screen() throws {
        var sheet = PageDrawing(width: 2_400, height: 2_400)
        for step in 0...58 {
            let place = 40 + 40 * step
            sheet.fill(BoundingBox(left: 40, top: place, right: 2_364, bottom: place + 4))
            sheet.fill(BoundingBox(left: place, top: 40, right: place + 4, bottom: 2_364))
        }
        #expect(try Self.cleaned(sheet).cells.isEmpty)
    }

    /// Three rows and three columns, ruled.
    private static func table(printed: Bool = false) -> PageDrawing {
        var sheet = PageDrawing(width: 1_500, height: 1_100)
        for row in 0...3 {
            let y = 200 + 200 * row
            sheet.fill(BoundingBox(left: 200, top: y, right: 1_254, bottom: y + 4))
        }
        for column in 0...3 {
            let x = 200 + 350 * column
            sheet.fill(BoundingBox(left: x, top: 200, right: x + 4, bottom: 804))
        }
        guard printed else { return sheet }
        for index in 0..<9 {
            sheet.drawLines(
                in: inside(row: index / 3, column: index % 3), seed: UInt64(index + 1))
        }
        return sheet
    }

    private static func cell(row: Int, column: Int) -> BoundingBox {
        BoundingBox(
            left: 204 + 350 * column, top: 204 + 200 * row, right: 550 + 350 * column,
            bottom: 400 + 200 * row)
    }

    private static func inside(row: Int, column: Int) -> BoundingBox {
        let cell = cell(row: row, column: column)
        return BoundingBox(
            left: cell.left + 30, top: cell.top + 30, right: cell.right - 30,
            bottom: cell.bottom - 30)
    }

    /// How many of the drawn cells are among those found.
    private static func matched(_ cells: [BoundingBox]) -> Int {
        (0..<9).count { index in
            let drawn = cell(row: index / 3, column: index % 3)
            return cells.contains { found in
                [
                    found.left - drawn.left, found.top - drawn.top, found.right - drawn.right,
                    found.bottom - drawn.bottom,
                ].allSatisfy { abs($0) <= 12 }
            }
        }
    }

    private static func cleaned(_ sheet: PageDrawing) throws -> CleanedPage {
        try PageCleaner().prepare(sheet.image()).finished(rotationDegrees: 0)
    }
}
