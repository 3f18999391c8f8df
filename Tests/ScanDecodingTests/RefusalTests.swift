import ArchiveModel
import ArchiveTestSupport
import Foundation
import ScanDecoding
import Testing

@Suite struct RefusalTests {
    /// The code of every file that must be refused.
    private static let codes: [String: ErrorCode] = [
        "empty.tif": .scanEmpty, "jpeg-cut.jpg": .scanTruncated, "pdf-cut.pdf": .scanDamaged,
        "pdf-no-pages.pdf": .scanDamaged, "pdf-password.pdf": .scanEncrypted,
        "png-bomb.png": .scanTooLarge,
        "png-cut.png": .scanTruncated, "text.png": .scanUnknownFormat,
        "tiff-compression-unknown.tif": .scanUnsupported, "tiff-cut.tif": .scanDamaged,
    ]

    @Test("what cannot be read whole is refused with its reason", arguments: FormatFixture.refused)
    func refusal(_ fixture: FormatFixture) async throws {
        let error = try #require(await decodingError(fixture.path))
        #expect(error.code == Self.codes[fixture.name])
        #expect(error.exitStatus == .failed)
        #expect(error.asFailure.code == error.codeName)
        // A sentence for people: no path of ours, and something to do or to know.
        #expect(!error.message.contains(fixture.path))
        #expect(error.message.count > 30)
    }

    @Test("a reason never tells where the archived copy lies", arguments: FormatFixture.refused)
    func noPath(_ fixture: FormatFixture) async throws {
        let folder = try TemporaryFolder()
        try folder.makeFolder("arhiva cu spatii")
        let path = try folder.write(
            "arhiva cu spatii/copy", Data(contentsOf: URL(fileURLWithPath: fixture.path)))
        let error = try #require(await decodingError(path))
        #expect(!error.message.contains("arhiva"))
        #expect(!error.message.contains("spatii"))
    }

    @Test("a picture bomb is refused before a pixel of it is unpacked")
    func bombBySurvey() async throws {
        let decoder = ScanDecoder(
            path: Fixtures.format("png-bomb.png"), limits: Fixtures.limits)
        let error = await #expect(throws: ScanError.self) { try await decoder.survey() }
        #expect(error?.code == .scanTooLarge)
    }

    @Test(
        "a page over the pixel limit is refused in every format",
        arguments: ["tiff-g4.tif", "png-grey.png", "jpeg-grey.jpg"])
    func pixelLimit(_ name: String) async throws {
        let size = 600 * 200
        let exact = DecodeLimits(maxPixels: size, maxPages: 1, seconds: 60)
        let below = DecodeLimits(maxPixels: size - 1, maxPages: 1, seconds: 60)
        #expect(await decodingError(Fixtures.format(name), limits: exact) == nil)
        #expect(await decodingError(Fixtures.format(name), limits: below)?.code == .scanTooLarge)
    }

    @Test("a PDF page over the pixel limit is drawn smaller instead")
    func pdfPixelLimit() async throws {
        let limits = DecodeLimits(maxPixels: 60_000, maxPages: 1, seconds: 60)
        let path = Fixtures.format("pdf-image-g4.pdf")
        guard case .image(let page) = try await decodeFirstPage(path, limits: limits).page.page
        else { throw FixtureError(description: "no picture") }
        #expect(page.image.width * page.image.height <= 60_000)
        #expect(page.image.paperBrightness > 200)
    }

    @Test(
        "a scan of too many pages is refused",
        arguments: [("tiff-3pages.tif", 3), ("pdf-count-lies.pdf", 2)])
    func pageLimit(_ name: String, _ pages: Int) async throws {
        let exact = DecodeLimits(maxPixels: 1_000_000, maxPages: pages, seconds: 60)
        let below = DecodeLimits(maxPixels: 1_000_000, maxPages: pages - 1, seconds: 60)
        #expect(await decodingError(Fixtures.format(name), limits: exact) == nil)
        #expect(await decodingError(Fixtures.format(name), limits: below)?.code == .scanTooLarge)
    }

    @Test(
        "a scan cut anywhere is read with loss or refused, never taken for another format",
        arguments: ["tiff-g4.tif", "jpeg-grey.jpg", "png-grey.png", "pdf-image-g4.pdf"])
    func cutAnywhere(_ name: String) async throws {
        let folder = try TemporaryFolder()
        let whole = try Data(contentsOf: URL(fileURLWithPath: Fixtures.format(name)))
        let expected: Set<ErrorCode> = [.scanTruncated, .scanDamaged, .scanUnknownFormat]
        var noticed = 0
        for cut in 1..<8 {
            let path = try folder.write("cut", whole.prefix(whole.count * cut / 8))
            do throws(ScanError) {
                let (survey, page) = try await decodeFirstPage(path)
                let doubts = survey.doubts + page.doubts
                noticed += doubts.isEmpty && page.warnings.isEmpty ? 0 : 1
            } catch {
                #expect(expected.contains(error.code), "cut at \(cut)/8: \(error.code)")
                noticed += 1
            }
        }
        #expect(noticed == 7)
    }
}
