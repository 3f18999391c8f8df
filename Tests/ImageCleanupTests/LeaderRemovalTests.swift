import ArchiveModel
import ArchiveTestSupport
import ImageCleanup
import Testing

@Suite struct LeaderRemovalTests {
    /// A line of print with dots behind it, and another below.
    private func sheet(dots: Int, pitch: Int, above: Bool = false) -> PageImage {
        var sheet = PageDrawing(width: 2_480, height: 1_000)
        sheet.drawLines(in: BoundingBox(left: 200, top: 300, right: 800, bottom: 360))
        sheet.drawLines(in: BoundingBox(left: 200, top: 500, right: 2_000, bottom: 560))
        for index in 0..<dots {
            let left = 900 + index * pitch
            for top in above ? [305, 315, 325, 335, 345] : [345] {
                sheet.fill(BoundingBox(left: left, top: top, right: left + 5, bottom: top + 5))
            }
        }
        return sheet.image()
    }

    private func leaders(_ image: PageImage) throws -> (count: Double, ink: Int) {
        let page = try PageCleaner().prepare(image).finished(rotationDegrees: 0)
        let step = try #require(page.steps.first { $0.name == "leaders" })
        var ink = 0
        for y in 300..<360 {
            for x in 880..<2_400 where page.image.pixels[y * page.image.width + x] < 128 {
                ink += 1
            }
        }
        return (step.measured["count", default: -1], ink)
    }

    @Test("rows of dots are erased, whatever their pitch", arguments: [12, 25, 40])
    func erased(pitch: Int) throws {
        let found = try leaders(sheet(dots: 20, pitch: pitch))
        #expect(found.count == 1 && found.ink == 0)
    }

    @Test("an ellipsis stays")
    func ellipsis() throws {
        let found = try leaders(sheet(dots: 3, pitch: 15))
        #expect(found.count == 0 && found.ink == 75)
    }

    @Test("the print of needles, dots above dots, stays")
    func needles() throws {
        #expect(try leaders(sheet(dots: 20, pitch: 10, above: true)).count == 0)
    }
}
