import ArchiveModel
import ArchiveTestSupport
import Foundation
import ImageCleanup
import Testing

@Suite("What lies over the print is taken off")
struct PrintIsolationTests {
    @Test("a ruled table loses its rules and keeps its print")
    func rules() throws {
        var sheet = DrawnSheets.printed()
        for y in [150, 950] {
            sheet.fill(BoundingBox(left: 150, top: y, right: 1_350, bottom: y + 4))
        }
        for x in [150, 1_346] {
            sheet.fill(BoundingBox(left: x, top: 150, right: x + 4, bottom: 954))
        }
        let page = try Self.cleaned(sheet)
        let bare = try Self.cleaned(DrawnSheets.printed())
        #expect(Self.ink(of: page) == Self.ink(of: bare))
        #expect(try #require(page.measured("share", by: "rules")) > 0)
        #expect(try #require(bare.measured("share", by: "rules")) == 0)
    }

    @Test("a table with dashed rules loses them and keeps its print")
    func dashedRules() throws {
        var sheet = DrawnSheets.printed()
        for y in stride(from: 203, through: 863, by: 60) {
            for x in stride(from: 150, to: 1_350, by: 40) {
                sheet.fill(BoundingBox(left: x, top: y, right: x + 20, bottom: y + 4))
            }
        }
        for x in [150, 1_346] {
            for y in stride(from: 203, to: 863, by: 40) {
                sheet.fill(BoundingBox(left: x, top: y, right: x + 4, bottom: y + 20))
            }
        }
        let page = try Self.cleaned(sheet)
        let (whole, bare) = (
            Self.ink(of: page), Self.ink(of: try Self.cleaned(DrawnSheets.printed()))
        )
        #expect(try #require(page.measured("share", by: "rules")) > 0.005)
        let (lost, left) = (bare.subtracting(whole).count, whole.subtracting(bare).count)
        // Only what reaches into a rule.
        #expect(50 * lost < bare.count, "\(lost) of \(bare.count)")
        #expect(100 * left < bare.count, "\(left) of \(bare.count)")
    }

    @Test("strokes in a row that are not alike, as those of letters, are no dashed rule")
    func unevenStrokes() throws {
        var sheet = DrawnSheets.printed()
        var x = 260
        for index in 0..<22 {
            let length = [14, 34, 20, 50, 16, 28][index % 6]
            sheet.fill(BoundingBox(left: x, top: 950, right: x + length, bottom: 954))
            x += length + [10, 26, 14, 34, 8][index % 5]
        }
        let page = try Self.cleaned(sheet)
        #expect(try #require(page.measured("share", by: "rules")) == 0)
        let row = BoundingBox(left: 250, top: 940, right: x, bottom: 964)
        #expect(page.image.boxOfInk(in: row).map { $0.width > 900 } ?? false)
    }

    @Test("a letter that crosses a rule stays whole")
    func crossing() throws {
        var sheet = DrawnSheets.printed()
        sheet.fill(BoundingBox(left: 150, top: 950, right: 1_350, bottom: 954))
        sheet.fill(BoundingBox(left: 700, top: 930, right: 704, bottom: 974))
        let page = try Self.cleaned(sheet)
        let stem = BoundingBox(left: 690, top: 920, right: 714, bottom: 990)
        #expect(page.image.boxOfInk(in: stem)?.height == 44)
        let rule = BoundingBox(left: 160, top: 940, right: 680, bottom: 964)
        #expect(page.image.boxOfInk(in: rule) == nil)
    }

    @Test("a short dash is no rule")
    func dash() throws {
        var sheet = DrawnSheets.printed()
        sheet.fill(BoundingBox(left: 600, top: 950, right: 660, bottom: 954))
        let place = BoundingBox(left: 590, top: 940, right: 670, bottom: 964)
        #expect(try Self.cleaned(sheet).image.boxOfInk(in: place)?.width == 60)
    }

    @Test("light print on a dark bar is turned dark on light; barcodes and pictures are left")
    func inverseBar() throws {
        var sheet = DrawnSheets.printed()
        let bar = BoundingBox(left: 250, top: 930, right: 1_250, bottom: 1_000)
        sheet.fill(bar)
        for index in 0..<20 {
            let left = 300 + index * 40
            sheet.fill(BoundingBox(left: left, top: 950, right: left + 20, bottom: 982), 255)
        }
        let page = try Self.cleaned(sheet)
        #expect(page.measured("count", by: "inverseBars") == 1)
        let letter = BoundingBox(left: 290, top: 935, right: 330, bottom: 995)
        #expect(page.image.boxOfInk(in: letter)?.height == 32)

        var code = DrawnSheets.printed()
        code.fill(bar)
        for index in 0..<40 {
            let left = 260 + index * 24
            code.fill(BoundingBox(left: left, top: 930, right: left + 8, bottom: 1_000), 255)
        }
        #expect(try Self.cleaned(code).measured("count", by: "inverseBars") == 0)
    }

    @Test("a column of bars is erased, a single stroke is not")
    func bars() throws {
        var sheet = DrawnSheets.printed()
        for row in 0..<8 {
            let top = 220 + row * 60
            sheet.fill(BoundingBox(left: 1_300, top: top, right: 1_305, bottom: top + 52))
        }
        sheet.fill(BoundingBox(left: 150, top: 500, right: 155, bottom: 552))
        let page = try Self.cleaned(sheet)
        #expect(page.measured("count", by: "bars") == 8)
        let column = BoundingBox(left: 1_290, top: 0, right: 1_320, bottom: 1_100)
        #expect(page.image.boxOfInk(in: column) == nil)
        let single = BoundingBox(left: 140, top: 0, right: 170, bottom: 1_100)
        #expect(page.image.boxOfInk(in: single)?.height == 52)
    }

    @Test("the rings of a stamp go, the print below them stays", arguments: [0, 140] as [UInt8])
    func stamp(_ level: UInt8) throws {
        var sheet = DrawnSheets.printed()
        for radius in [150, 215] { Self.ring(on: &sheet, radius: radius, level) }
        let page = try Self.cleaned(sheet)
        let bare = try Self.cleaned(DrawnSheets.printed())
        #expect(page.measured("count", by: "stamps") == 1)
        let lost = Self.ink(of: bare).subtracting(Self.ink(of: page))
        let left = Self.ink(of: page).subtracting(Self.ink(of: bare))
        #expect(lost.count < Self.ink(of: bare).count / 10)
        #expect(left.count < 2_500)
    }

    @Test("hairlines and soft edges of letters stay where a stamp is taken off")
    func softPrint() throws {
        let print = DrawnSheets.printed()
        var stamped = print
        for radius in [150, 215] { Self.ring(on: &stamped, radius: radius, 140) }
        let page = try PageCleaner().prepare(Self.blurred(stamped)).finished(rotationDegrees: 0)
        let bare = try PageCleaner().prepare(Self.blurred(print)).finished(rotationDegrees: 0)
        #expect(page.measured("count", by: "stamps") == 1)
        let lost = Self.ink(of: bare).subtracting(Self.ink(of: page))
        #expect(lost.count < Self.ink(of: bare).count / 50)
    }

    @Test("print alone holds no stamp")
    func noStamp() throws {
        #expect(try Self.cleaned(DrawnSheets.printed()).measured("count", by: "stamps") == 0)
    }

    @Test("punch holes vanish, also where a rule touches them", arguments: [20, 120] as [UInt8])
    func punchHole(_ level: UInt8) throws {
        var sheet = DrawnSheets.printed()
        for y in [300, 800] { Self.disc(on: &sheet, x: 120, y: y, radius: 33, level) }
        sheet.fill(BoundingBox(left: 150, top: 150, right: 154, bottom: 954))
        let page = try Self.cleaned(sheet)
        #expect(page.measured("count", by: "punchHoles") == 2)
        let margin = BoundingBox(left: 0, top: 0, right: 145, bottom: 1_100)
        #expect(page.image.boxOfInk(in: margin) == nil)
    }

    @Test("lines that were passed over are found, those that were read are not")
    func unread() throws {
        let page = try Self.cleaned(DrawnSheets.printed())
        let all = try UnreadInk.find(on: page, besides: []).lines
        #expect(all.count >= 10)
        let upper = BoundingBox(left: 240, top: 190, right: 1_260, bottom: 320)
        let words = stride(from: 190, to: 560, by: 60).map {
            BoundingBox(left: 240, top: $0, right: 1_260, bottom: $0 + 60)
        }
        let rest = try UnreadInk.find(on: page, besides: words).lines
        #expect(!rest.isEmpty && rest.count < all.count)
        #expect(!rest.contains { $0.top < upper.bottom - 20 })
    }

    private static func cleaned(_ sheet: PageDrawing) throws -> CleanedPage {
        try PageCleaner().prepare(sheet.image()).finished(rotationDegrees: 0)
    }

    /// The sheet as a scanner that is a little out of focus sees it.
    private static func blurred(_ sheet: PageDrawing) throws -> PageImage {
        let image = sheet.image()
        let width = image.width
        var pixels = image.pixels
        for y in 1..<image.height - 1 {
            for x in 1..<width - 1 {
                let around = (y - 1...y + 1).flatMap { row in
                    (x - 1...x + 1).map { Int(image.pixels[row * width + $0]) }
                }
                pixels[y * width + x] = UInt8(around.reduce(0, +) / 9)
            }
        }
        return PageImage(
            width: width, height: image.height, samples: .gray, pixels: pixels,
            resolution: image.resolution)
    }

    /// The places of dark pixels.
    private static func ink(of page: CleanedPage) -> Set<Int> {
        Set(page.image.pixels.indices.filter { page.image.pixels[$0] < 128 })
    }

    private static func ring(on sheet: inout PageDrawing, radius: Int, _ level: UInt8) {
        for step in 0..<6_000 {
            let angle = Double(step) * 2 * .pi / 6_000
            let x = 750 + Int(Double(radius) * cos(angle))
            let y = 550 + Int(Double(radius) * sin(angle))
            sheet.fill(BoundingBox(left: x - 2, top: y - 2, right: x + 2, bottom: y + 2), level)
        }
    }

    private static func disc(
        on sheet: inout PageDrawing, x: Int, y: Int, radius: Int, _ level: UInt8
    ) {
        for row in -radius...radius {
            let half = Int(Double(radius * radius - row * row).squareRoot())
            sheet.fill(
                BoundingBox(left: x - half, top: y + row, right: x + half, bottom: y + row + 1),
                level)
        }
    }
}
