import ArchiveModel
import ArchiveTestSupport
import ImageCleanup
import Testing

@Suite struct BlankPageTests {
    @Test(
        "a clean sheet, a grey sheet and a sheet with dust look blank", arguments: [255, 225, 180])
    func dust(_ paper: UInt8) throws {
        var sheet = PageDrawing(width: 1_240, height: 1_754, paper: paper)
        #expect(try PageCleaner().prepare(sheet.image(dotsPerInch: 150)).looksBlank)
        sheet.sprinkle(dots: 150)
        #expect(try PageCleaner().prepare(sheet.image(dotsPerInch: 150)).looksBlank)
    }

    @Test("one short line of print makes a page", arguments: [255, 225] as [UInt8])
    func shortLine(_ paper: UInt8) throws {
        var sheet = PageDrawing(width: 2_480, height: 1_754, paper: paper)
        sheet.sprinkle(dots: 150)
        sheet.drawLines(in: BoundingBox(left: 300, top: 800, right: 480, bottom: 860))
        let prepared = try PageCleaner().prepare(sheet.image())
        #expect(!prepared.looksBlank)
    }

    @Test("one thick stroke of a pen makes a page")
    func stroke() throws {
        var sheet = PageDrawing(width: 2_480, height: 1_754)
        sheet.fill(BoundingBox(left: 600, top: 900, right: 1_600, bottom: 914))
        #expect(try !PageCleaner().prepare(sheet.image()).looksBlank)
    }

    @Test("the blank back of a sheet of the batch looks blank")
    func batchPage() async throws {
        let image = try await Fixtures.image("lot_0001/20240318_0004.tif", page: 2)
        #expect(try PageCleaner().prepare(image).looksBlank)
    }

    @Test("a printed page of the batch does not")
    func printedPage() async throws {
        let prepared = try PageCleaner().prepare(
            try await Fixtures.image("lot_0001/20240318_0004.tif"))
        #expect(!prepared.looksBlank)
        #expect((0.005..<0.2).contains(prepared.inkShare))
    }
}
