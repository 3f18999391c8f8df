import ArchiveModel
import ArchiveTestSupport
import Foundation
import ScanDecoding
import Testing

@Suite struct ScanDecoderTests {
    @Test("every file of the format fixtures has its expectation")
    func fixturesAreComplete() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: Fixtures.format(""))
        #expect(FormatFixture.all.count > 50)
        #expect(files.sorted().filter { $0 != "expected.json" } == FormatFixture.all.map(\.name))
    }

    @Test("a file is what its content is, whatever its name", arguments: FormatFixture.accepted)
    func survey(_ fixture: FormatFixture) async throws {
        let survey = try await ScanDecoder(path: fixture.path, limits: Fixtures.limits).survey()
        #expect(survey.format.rawValue == fixture.format)
        #expect(survey.pageCount == fixture.pages)
    }

    @Test(
        "the first page is upright, of its size, dark on light", arguments: FormatFixture.accepted)
    func firstPage(_ fixture: FormatFixture) async throws {
        guard fixture.name != "pdf-text.pdf" else { return }
        let decoded = try await firstImage(fixture.path)
        let image = decoded.image
        // Poppler rounds a page up to whole pixels.
        let tolerance = fixture.format == "pdf" ? 1 : 0
        #expect(abs(image.width - fixture.width) <= tolerance)
        #expect(abs(image.height - fixture.height) <= tolerance)
        #expect(decoded.scanWidth == image.width)
        #expect(decoded.scanHeight == image.height)
        #expect(image.meanBrightness > 200)
        #expect(image.pixels.contains { $0 < 64 })
        #expect(image.pixels.contains { $0 > 192 })
    }

    @Test("every page of a scan can be decoded")
    func allPages() async throws {
        for name in ["tiff-3pages.tif", "pdf-count-lies.pdf"] {
            let decoder = ScanDecoder(path: Fixtures.format(name), limits: Fixtures.limits)
            let survey = try await decoder.survey()
            for number in 1...survey.pageCount {
                guard
                    case .image(let page) = try await decoder.decode(
                        page: number, format: survey.format
                    ).page
                else { throw FixtureError(description: "\(name) has a page that is no picture") }
                #expect(page.image.paperBrightness > 200, "page \(number) of \(name)")
            }
        }
    }

    @Test("a page that is not there is damage, not a crash", arguments: [0, 2, 70_000])
    func missingPage(_ number: Int) async throws {
        let tiff = ScanDecoder(path: Fixtures.format("tiff-g4.tif"), limits: Fixtures.limits)
        let pdf = ScanDecoder(path: Fixtures.format("pdf-image-g4.pdf"), limits: Fixtures.limits)
        await #expect(throws: ScanError.self) {
            try await tiff.decode(page: number, format: .tiff)
        }
        await #expect(throws: ScanError.self) {
            try await pdf.decode(page: number, format: .pdf)
        }
    }

    @Test("a link to a page directory beyond the end of the file is a page that fails")
    func brokenChain() async throws {
        let folder = try TemporaryFolder()
        var bytes = try Data(contentsOf: URL(fileURLWithPath: Fixtures.format("tiff-3pages.tif")))
        // The link behind the first directory's entries, little-endian.
        let start = bytes[4..<8].reversed().reduce(0) { $0 << 8 | Int($1) }
        let entries = Int(bytes[start]) | Int(bytes[start + 1]) << 8
        bytes.replaceSubrange(
            (start + 2 + 12 * entries)..<(start + 6 + 12 * entries), with: [0, 0, 0, 0x70])
        let decoder = ScanDecoder(path: try folder.write("a.tif", bytes), limits: Fixtures.limits)
        let survey = try await decoder.survey()
        #expect(survey.pageCount == 2)
        #expect(survey.warnings.count == 1)
        _ = try await decoder.decode(page: 1, format: .tiff)
        let error = await #expect(throws: ScanError.self) {
            try await decoder.decode(page: 2, format: .tiff)
        }
        #expect(error?.code == .scanTruncated)
    }

    @Test(
        "a resolution is believed when a scanner could have meant it",
        arguments: [
            ("tiff-resolution-none.tif", nil), ("tiff-resolution-zero.tif", nil),
            ("tiff-resolution-nan.tif", nil), ("tiff-resolution-1dpi.tif", nil),
            ("tiff-resolution-72dpi.tif", 72), ("tiff-g4.tif", 200), ("png-grey.png", 200),
            ("jpeg-grey.jpg", 200),
        ] as [(String, Double?)])
    func resolution(_ name: String, _ expected: Double?) async throws {
        let resolution = try await firstImage(Fixtures.format(name)).image.resolution
        #expect(resolution?.horizontal.rounded() == expected)
        #expect(resolution?.vertical.rounded() == expected)
    }

    @Test("a file that cannot be opened says so")
    func missingFile() async throws {
        #expect(await decodingError("/nowhere/at/all")?.code == .scanUnreadable)
    }
}
