import ArchiveModel
import ArchiveTestSupport
import Foundation
import ScanDecoding
import Testing

@Suite struct JPEGDamageTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private static let files =
        ["grey", "colour", "progressive", "cmyk"].map { Fixtures.format("jpeg-\($0).jpg") }
        + ["SKM_C224e24032611150", "SKM_C224e24032611160", "SKM_C224e24032611170"]
        .map { Fixtures.batch("lot_0002/\($0).jpg") }

    @Test("a sound JPEG leaves no doubt", arguments: files)
    func sound(_ path: String) async throws {
        let (survey, page) = try await decodeFirstPage(path)
        #expect(survey.pageCount == 1)
        #expect(survey.doubts.isEmpty && page.doubts.isEmpty)
        #expect(survey.warnings.isEmpty && page.warnings.isEmpty)
    }

    @Test("twenty changed bytes among the coded data are noticed", arguments: files, 0..<4)
    func changedBytes(_ path: String, _ seed: Int) async throws {
        var bytes = try Self.bytes(path)
        var generator = SeededGenerator(seed: UInt64(seed + 1))
        let start = try #require(Self.place(of: [0xFF, 0xDA], in: bytes)) + 20
        for _ in 0..<20 {
            let place = Int.random(in: start..<(bytes.count - 2), using: &generator)
            bytes[place] = UInt8.random(in: 0...255, using: &generator)
        }
        let path = try written(bytes)
        do throws(ScanError) {
            let page = try await decodeFirstPage(path).page
            #expect(page.doubts.contains { $0.code == "page-damaged" })
        } catch {
            #expect([.scanDamaged, .scanTruncated].contains(error.code))
        }
    }

    @Test("a JPEG without end marker is read whole, with a warning")
    func noEnd() async throws {
        let bytes = try Self.bytes(Fixtures.format("jpeg-grey.jpg"))
        let page = try await page(Array(bytes.dropLast(2)))
        #expect(page.doubts.isEmpty)
        #expect(page.warnings.count == 1)
        let whole = try await firstImage(Fixtures.format("jpeg-grey.jpg")).image
        #expect(try Self.image(page).image.pixels == whole.pixels)
    }

    @Test("a height that comes after the data is found there", arguments: [true, false])
    func lateHeight(_ hasMarker: Bool) async throws {
        var bytes = try Self.bytes(Fixtures.format("jpeg-grey.jpg"))
        try Self.setHeight(0, in: &bytes)
        if hasMarker { bytes.insert(contentsOf: [0xFF, 0xDC, 0, 4, 0, 200], at: bytes.count - 2) }
        let page = try await page(bytes)
        let image = try Self.image(page).image
        // What is not said is counted in rows of blocks.
        #expect(image.height == 200)
        #expect(image.width == 600)
        #expect(page.doubts.isEmpty)
        #expect(page.warnings.isEmpty == hasMarker)
    }

    @Test(
        "a height that is too large is that of the rows that are there",
        arguments: [201, 300, 4000])
    func tooLarge(_ height: Int) async throws {
        var bytes = try Self.bytes(Fixtures.format("jpeg-grey.jpg"))
        try Self.setHeight(height, in: &bytes)
        let page = try await page(bytes)
        #expect(try Self.image(page).image.height == 200)
        #expect(page.doubts.isEmpty)
        #expect(page.warnings.count == 1)
    }

    @Test("of a torn JPEG the rows that are there are read, and the rest is white")
    func torn() async throws {
        let bytes = try Self.bytes(Fixtures.batch("lot_0002/SKM_C224e24032611160.jpg"))
        let page = try await page(Array(bytes.prefix(bytes.count * 2 / 3)))
        let doubt = try #require(page.doubts.first)
        #expect(doubt.code == "page-damaged")
        #expect(doubt.message.contains("%"))
        let image = try Self.image(page).image
        #expect(image.pixels.suffix(image.width * 30).allSatisfy { $0 == 255 })
        #expect(image.pixels.prefix(image.pixels.count / 2).contains { $0 < 100 })
    }

    @Test("pictures one behind the other are pages, small copies are not")
    func several() async throws {
        let first = try Self.bytes(Fixtures.batch("lot_0002/SKM_C224e24032611160.jpg"))
        let second = try Self.bytes(Fixtures.batch("lot_0002/SKM_C224e24032611150.jpg"))
        let preview = try Self.bytes(Fixtures.format("jpeg-grey.jpg"))
        let path = try written(first + [0, 0, 0] + second + preview)
        let decoder = ScanDecoder(path: path, limits: Fixtures.limits)
        let survey = try await decoder.survey()
        #expect(survey.pageCount == 2)
        #expect(survey.warnings.count == 1)
        let page = try Self.image(try await decoder.decode(page: 2, format: .jpeg)).image
        let alone = try await firstImage(Fixtures.batch("lot_0002/SKM_C224e24032611150.jpg")).image
        #expect(page.pixels == alone.pixels)
        await #expect(throws: ScanError.self) { try await decoder.decode(page: 3, format: .jpeg) }
    }

    @Test("bytes that are no picture behind a JPEG are no page")
    func trailer() async throws {
        let bytes = try Self.bytes(Fixtures.format("jpeg-grey.jpg"))
        let survey = try await ScanDecoder(
            path: try written(bytes + [UInt8](repeating: 0x5A, count: 5000) + [0xFF, 0xD8, 0xFF]),
            limits: Fixtures.limits
        ).survey()
        #expect(survey.pageCount == 1)
    }

    // MARK: support

    private func written(_ bytes: [UInt8]) throws -> String {
        try folder.write("a.jpg", Data(bytes))
    }

    private func page(_ bytes: [UInt8]) async throws -> DecodedScanPage {
        try await decodeFirstPage(try written(bytes)).page
    }

    private static func bytes(_ path: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    }

    private static func image(_ page: DecodedScanPage) throws -> DecodedImage {
        guard case .image(let image) = page.page else {
            throw FixtureError(description: "no picture")
        }
        return image
    }

    private static func setHeight(_ height: Int, in bytes: inout [UInt8]) throws {
        let frame = try #require(place(of: [0xFF, 0xC0], in: bytes))
        bytes[frame + 5] = UInt8(height >> 8)
        bytes[frame + 6] = UInt8(height & 255)
    }

    private static func place(of mark: [UInt8], in bytes: [UInt8]) -> Int? {
        bytes.indices.dropLast(mark.count).first { bytes[$0...].starts(with: mark) }
    }
}
