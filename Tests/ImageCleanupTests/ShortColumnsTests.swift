import ArchiveModel
import ArchiveTestSupport
import Testing

@testable import ImageCleanup

/// Marks of the size of figures that stand alone.
@Suite struct ShortColumnsTests {
    private func box(_ left: Int, _ top: Int) -> BoundingBox {
        BoundingBox(left: left, top: top, right: left + 18, bottom: top + 28)
    }

    @Test("three below each other are a column, two or three in a row are none")
    func columns() {
        let column = [box(500, 100), box(506, 190), box(496, 280)]
        let pair = [box(800, 100), box(803, 190)]
        let row = [box(1_000, 300), box(1_020, 302), box(1_040, 299)]
        let found = ShortColumns(of: column + pair + row, within: 36)
        #expect(column.allSatisfy(found.contains))
        #expect(!(pair + row).contains(where: found.contains))
    }

    @Test("single marks are looked at in a column beside words, and nowhere else")
    func unread() throws {
        var sheet = PageDrawing(width: 1_240, height: 1_754)
        let rows = (0..<5).map { 200 + $0 * 90 }
        for top in rows { sheet.fill(box(900, top)) }
        for top in [1_000, 1_090, 1_180] { sheet.fill(box(900, top)) }
        sheet.fill(box(400, 1_500))
        let page = CleanedPage(untouched: sheet.image())
        let words = rows.map { BoundingBox(left: 100, top: $0 - 4, right: 260, bottom: $0 + 32) }
        let found = try UnreadInk.find(on: page, besides: words).lines
        #expect(found.count == rows.count)
        #expect(found.allSatisfy { $0.left > 800 && $0.bottom < 700 })
    }
}
