import ArchiveModel
import ArchiveTestSupport
import ImageCleanup
import Testing

@Suite struct HalftoneTests {
    /// Lines of print on paper whose grey is dots of some pixels each way.
    private func sheet(dot: Int, pitch: Int) -> PageImage {
        var sheet = PageDrawing(width: 1_654, height: 1_200)
        sheet.drawLines(in: BoundingBox(left: 200, top: 200, right: 1_400, bottom: 900))
        for top in stride(from: 0, to: 1_200, by: pitch) {
            for left in stride(from: top / pitch % 2 * pitch / 2, to: 1_654, by: pitch) {
                sheet.fill(
                    BoundingBox(left: left, top: top, right: left + dot, bottom: top + dot))
            }
        }
        return sheet.image(dotsPerInch: 200)
    }

    private func step(of image: PageImage) throws -> ProcessingStep? {
        try PageCleaner().prepare(image).finished(rotationDegrees: 0).steps
            .first { $0.name == "halftone" }
    }

    @Test(
        "dots of any size and distance are found and blurred", arguments: [(1, 4), (2, 5), (3, 8)])
    func found(dot: Int, pitch: Int) throws {
        let step = try #require(try step(of: sheet(dot: dot, pitch: pitch)))
        #expect(step.changed && step.measured["share", default: 0] > 0.9)
    }

    @Test("the rules step leaves a page of dots its print")
    func rules() throws {
        let page = try PageCleaner().prepare(sheet(dot: 2, pitch: 4)).finished(rotationDegrees: 0)
        let rules = try #require(page.steps.first { $0.name == "rules" })
        #expect(rules.measured["share", default: 1] < 0.05)
        #expect(page.image.pixels.count { $0 < 100 } > 10_000)
    }

    @Test("a page of print and dust is left as it is")
    func print() throws {
        var sheet = PageDrawing(width: 1_654, height: 1_200)
        sheet.drawLines(in: BoundingBox(left: 100, top: 100, right: 1_600, bottom: 1_100))
        sheet.sprinkle(dots: 2_000)
        #expect(try step(of: sheet.image(dotsPerInch: 200)) == nil)
    }
}
