import ArchiveModel
import ArchiveTestSupport
import ImageCleanup
import ScanDecoding
import Testing

@testable import PageReading

@Suite struct PageCodesTests {
    private let reader = PageReader(
        cleaner: PageCleaner(), recognizer: FixedRecognizer([:]),
        limits: DecodeLimits(maxPixels: 200_000_000, maxPages: 100, seconds: 60))

    @Test(
        "a sheet is a separator however it lies, and is not recognised",
        arguments: [
            "patch-t.png", "code39.png", "code128.png", "qr.png", "code128-upside-down.png",
            "code39-sideways.png", "qr-skewed.png", "code128-faint.png", "qr-faint.png",
            "dossier.png", "two-equal.png",
        ])
    func separators(_ name: String) async {
        let page = await reader.read(page: 1, ofScan: Fixtures.code(name), format: .png)
        #expect(page.verdict == .separator)
        #expect(page.recognized == nil && page.failure == nil && page.doubts.isEmpty)
        #expect(!page.codes.isEmpty)
        #expect(page.steps.contains { $0.name == "resample" })
        let frame = BoundingBox(
            left: 0, top: 0, right: page.scanWidth ?? 0, bottom: page.scanHeight ?? 0)
        #expect(page.codes.allSatisfy { $0.box.width > 50 && $0.box.clipped(to: frame) == $0.box })
    }

    @Test("boxes of codes are in pixels of the scan, though the page was enlarged for reading")
    func boxes() async throws {
        let page = await reader.read(page: 1, ofScan: Fixtures.code("qr.png"), format: .png)
        let image = try await Fixtures.image(code: "qr.png")
        let drawn = try #require(
            image.boxOfInk(
                in: BoundingBox(left: 0, top: 700, right: image.width, bottom: image.height)))
        let box = try #require(page.codes.first?.box)
        #expect(box.overlap(with: drawn) > drawn.width * drawn.height * 8 / 10)
    }

    @Test("a sheet that a program made is known though its text layer could be read")
    func textLayer() async throws {
        let page = await reader.read(page: 1, ofScan: Fixtures.code("layer.pdf"), format: .pdf)
        #expect(page.verdict == .separator)
        #expect(page.codes.map(\.text) == ["ARH-SEP"])
        let (width, height) = (try #require(page.scanWidth), try #require(page.scanHeight))
        // Drawn at 300, 700 on a sheet of 1654 × 2339 pixels.
        let box = page.codes[0].box
        #expect(abs(Double(box.left) / Double(width) - 300.0 / 1654) < 0.01)
        #expect(abs(Double(box.top) / Double(height) - 700.0 / 2339) < 0.01)
    }
}
