import ArchiveModel
import ArchiveTestSupport
import ImageCleanup
import Testing

@Suite struct DeskewTests {
    @Test("a skewed page comes out straight", arguments: [-7.0, -2.5, -0.6, 0.6, 1.5, 4, 9])
    func straightens(_ degrees: Double) throws {
        let skewed = DrawnSheets.printed().turned(degrees: degrees).drawing
        let page = try PageCleaner().prepare(skewed.image()).finished(rotationDegrees: 0)
        let angle = try #require(page.measured("degrees", by: "deskew"))
        #expect(abs(angle + degrees) < 0.3)
        // Measured again on the result: nothing is left to straighten.
        let again = try PageCleaner().prepare(page.image).finished(rotationDegrees: 0)
        #expect(abs(try #require(again.measured("degrees", by: "deskew"))) < 0.3)
    }

    @Test("a straight page is left as it is")
    func leavesStraight() throws {
        let sheet = DrawnSheets.printed().image()
        let page = try PageCleaner().prepare(sheet).finished(rotationDegrees: 0)
        #expect(
            page.steps.contains(
                ProcessingStep(name: "deskew", measured: ["degrees": 0], changed: false))
        )
        let isUntouched = page.image.pixels == sheet.pixels
        #expect(isUntouched)
        #expect(page.transform == .identity)
    }

    @Test("the skewed page of the batch is straightened by its true angle")
    func batchPage() async throws {
        let image = try await Fixtures.image("lot_0001/20240318_0005.tif")
        let page = try PageCleaner().prepare(image).finished(rotationDegrees: 0)
        #expect(abs(try #require(page.measured("degrees", by: "deskew")) + 4) < 0.3)
    }
}
