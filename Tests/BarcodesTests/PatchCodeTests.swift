import ArchiveModel
import ArchiveTestSupport
import Testing

@testable import Barcodes

/// Patch codes on drawn sheets of 300 dots per inch.
@Suite struct PatchCodeTests {
    private static let bars: [(Barcode.Symbology, String)] = [
        (.patch1, "WWNN"), (.patch2, "WNNW"), (.patch3, "WNWN"), (.patch4, "NWWN"),
        (.patch6, "NNWW"), (.patchT, "NWNW"),
    ]

    /// Draws bars that run across the sheet, from a place down or, upside down, up.
    private func draw(
        _ bars: String, on sheet: inout PageDrawing, from top: Int, unit: Int = 24,
        length: Int = 700
    ) {
        var y = top
        for bar in bars {
            let height = bar == "W" ? unit * 5 / 2 : unit
            sheet.fill(BoundingBox(left: 600, top: y, right: 600 + length, bottom: y + height))
            y += height + unit
        }
    }

    private func sheet(_ bars: String, unit: Int = 24, length: Int = 700) -> PageDrawing {
        var sheet = PageDrawing(width: 2000, height: 2400)
        draw(bars, on: &sheet, from: 300, unit: unit, length: length)
        return sheet
    }

    private func find(_ sheet: PageDrawing) -> [Barcode] {
        CodeFinder().find(on: sheet.image(), dotsPerInch: 300)
    }

    @Test("each pattern is what it is called", arguments: bars)
    func patterns(symbology: Barcode.Symbology, bars: String) {
        let codes = find(sheet(bars))
        #expect(codes.map(\.symbology) == [symbology])
        #expect(codes[0].text.isEmpty)
        #expect((290...310).contains(codes[0].box.top))
        #expect((530...550).contains(codes[0].box.bottom))
    }

    @Test("upside down it is the same, read from its own edge", arguments: bars)
    func upsideDown(symbology: Barcode.Symbology, bars: String) {
        let turned = sheet(bars).turned(degrees: 180).drawing
        #expect(find(turned).map(\.symbology) == [symbology])
    }

    @Test("on its side and skewed it is the same", arguments: [90.0, 270, 3, -8, 14])
    func turned(degrees: Double) {
        let turned = sheet("NWNW").turned(degrees: degrees).drawing
        #expect(find(turned).map(\.symbology) == [.patchT])
    }

    @Test("reduced, enlarged and dirty it is the same", arguments: [16, 20, 30])
    func size(unit: Int) {
        var sheet = sheet("NWNW", unit: unit)
        sheet.sprinkle(dots: 4_000)
        #expect(find(sheet).map(\.symbology) == [.patchT])
    }

    @Test("on two edges of a sheet it is found on both")
    func twoEdges() {
        var sheet = sheet("NWNW")
        draw("WNWN", on: &sheet, from: 2_000)
        #expect(find(sheet).map(\.symbology) == [.patchT, .patchT])
    }

    @Test(
        "bars that are no patch code are none",
        arguments: ["WWWN", "NNNN", "WWWW", "NWN", "NWNWN", "WNNWNW"])
    func others(_ bars: String) {
        #expect(find(sheet(bars)).isEmpty)
    }

    @Test("bars that are too short, or far too small, are none")
    func outOfSize() {
        #expect(find(sheet("NWNW", length: 120)).isEmpty)
        #expect(find(sheet("NWNW", unit: 6)).isEmpty)
    }

    @Test("print, tables and pictures of stripes hold no codes")
    func ordinary() {
        var page = PageDrawing(width: 2480, height: 3508)
        page.drawLines(in: BoundingBox(left: 200, top: 200, right: 2300, bottom: 1500))
        for row in stride(from: 1600, to: 2600, by: 60) {
            page.fill(BoundingBox(left: 200, top: row, right: 2300, bottom: row + 5))
        }
        for column in stride(from: 200, to: 2300, by: 150) {
            page.fill(BoundingBox(left: column, top: 1600, right: column + 5, bottom: 2565))
        }
        for stripe in stride(from: 2700, to: 3300, by: 48) {
            page.fill(BoundingBox(left: 200, top: stripe, right: 2300, bottom: stripe + 24))
        }
        #expect(find(page).isEmpty)
    }
}
