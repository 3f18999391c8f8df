import ArchiveModel
import ArchiveTestSupport
import ImageCleanup
import Testing

@Suite struct PaperTests {
    @Test("dark edges around the paper become white and the print stays")
    func border() throws {
        var sheet = DrawnSheets.printed()
        let before = try #require(sheet.image().boxOfInk(in: Self.whole(sheet.image())))
        sheet.fill(BoundingBox(left: 0, top: 0, right: 70, bottom: 1_100), 30)
        sheet.fill(BoundingBox(left: 0, top: 1_040, right: 1_500, bottom: 1_100), 10)
        let page = try PageCleaner().prepare(sheet.image()).finished(rotationDegrees: 0)
        #expect(page.image.boxOfInk(in: Self.whole(page.image)) == before)
        let share = try #require(page.measured("share", by: "border"))
        #expect(share > 0.09 && share < 0.13)
    }

    @Test("print and strokes that run to the edge are no border")
    func printAtEdge() throws {
        var sheet = DrawnSheets.printed()
        sheet.fill(BoundingBox(left: 0, top: 150, right: 100, bottom: 156))
        let page = try PageCleaner().prepare(sheet.image()).finished(rotationDegrees: 0)
        let isUntouched = page.image.pixels == sheet.image().pixels
        #expect(isUntouched)
        #expect(!page.steps.contains { $0.name == "border" })
    }

    @Test(
        "grey paper becomes white and stays dark where it is printed", arguments: [235, 200, 160])
    func grayPaper(_ paper: UInt8) throws {
        let page = try PageCleaner().prepare(DrawnSheets.printed(paper: paper).image())
            .finished(rotationDegrees: 0)
        #expect(page.image.meanBrightness > 225)
        #expect(page.image.pixels.count { $0 > 240 } > page.image.pixels.count * 8 / 10)
        #expect(page.image.pixels.count { $0 < 60 } > page.image.pixels.count / 50)
    }

    @Test(
        "a coloured stamp over print is lighter than the print, also on yellowed paper",
        arguments: [[200, 30, 40], [40, 60, 190], [30, 140, 60]] as [[UInt8]],
        [[255, 255, 255], [240, 225, 185]] as [[UInt8]])
    func stamp(_ ink: [UInt8], _ paper: [UInt8]) throws {
        let stamp = BoundingBox(left: 320, top: 250, right: 380, bottom: 450)
        let black = BoundingBox(left: 300, top: 300, right: 500, bottom: 330)
        var sheet = ColorSheet(width: 1_000, height: 600, paper: paper)
        sheet.fill(stamp, ink)
        sheet.fill(black, [25, 22, 20])
        let page = try PageCleaner().prepare(sheet.image).finished(rotationDegrees: 0)
        let below = BoundingBox(left: 320, top: 340, right: 380, bottom: 450)
        let stamped = Self.brightness(page.image, below)
        let printed = Self.brightness(page.image, black)
        #expect(printed < 60)
        #expect(stamped > printed + 120)
        #expect(try #require(page.measured("coloredShare", by: "gray")) > 0.004)
    }

    @Test(
        "coloured writing beside the print stays dark", arguments: [[40, 60, 190], [200, 30, 40]])
    func coloredWriting(_ ink: [UInt8]) throws {
        let writing = BoundingBox(left: 700, top: 300, right: 800, bottom: 330)
        var sheet = ColorSheet(width: 1_000, height: 600, paper: [255, 255, 255])
        sheet.fill(writing, ink)
        sheet.fill(BoundingBox(left: 300, top: 300, right: 400, bottom: 330), [25, 22, 20])
        let page = try PageCleaner().prepare(sheet.image).finished(rotationDegrees: 0)
        #expect(Self.brightness(page.image, writing) < 150)
        #expect(page.measured("keptMarks", by: "gray") == 1)
    }

    @Test("a page that holds only coloured ink is not blank and keeps it")
    func onlyColored() throws {
        let stroke = BoundingBox(left: 300, top: 200, right: 500, bottom: 400)
        var sheet = ColorSheet(width: 1_000, height: 600, paper: [240, 225, 185])
        sheet.fill(stroke, [40, 60, 190])
        let prepared = try PageCleaner().prepare(sheet.image)
        #expect(!prepared.looksBlank)
        let page = try prepared.finished(rotationDegrees: 0)
        #expect(page.measured("keptMarks", by: "gray") == 1)
    }

    @Test("brown faded ink stays ink")
    func brownInk() throws {
        let text = BoundingBox(left: 300, top: 300, right: 400, bottom: 330)
        var sheet = ColorSheet(width: 1_000, height: 600, paper: [240, 225, 185])
        sheet.fill(text, [95, 80, 60])
        let page = try PageCleaner().prepare(sheet.image).finished(rotationDegrees: 0)
        #expect(Self.brightness(page.image, text) < 100)
    }

    private static func whole(_ image: PageImage) -> BoundingBox {
        BoundingBox(left: 0, top: 0, right: image.width, bottom: image.height)
    }

    /// Mean grey value inside a box, without its rim.
    private static func brightness(_ image: PageImage, _ box: BoundingBox) -> Double {
        var sum = 0
        for y in (box.top + 8)..<(box.bottom - 8) {
            for x in (box.left + 8)..<(box.right - 8) {
                sum += Int(image.pixels[y * image.width + x])
            }
        }
        return Double(sum) / Double((box.width - 16) * (box.height - 16))
    }
}

/// A coloured sheet at 300 dots per inch.
private struct ColorSheet {
    private let width: Int
    private let height: Int
    private var pixels: [UInt8]

    init(width: Int, height: Int, paper: [UInt8]) {
        self.width = width
        self.height = height
        pixels = Array(repeatElement(paper, count: width * height).joined())
    }

    var image: PageImage {
        PageImage(
            width: width, height: height, samples: .rgb, pixels: pixels,
            resolution: Resolution(horizontal: 300, vertical: 300))
    }

    mutating func fill(_ box: BoundingBox, _ color: [UInt8]) {
        for y in box.top..<box.bottom {
            for x in box.left..<box.right {
                for channel in 0..<3 { pixels[(y * width + x) * 3 + channel] = color[channel] }
            }
        }
    }
}
