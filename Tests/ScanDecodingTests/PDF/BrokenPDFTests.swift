import ArchiveModel
import ArchiveTestSupport
import Foundation
import Testing

@testable import ScanDecoding

@Suite("PDFs that a program broke")
struct BrokenPDFTests {
    private static let picture = "jpeg-grey.jpg"
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test("pages without a list of pages are found, read and told")
    func withoutTree() async throws {
        var pdf = try scan()
        let stream = Array("q 300 0 0 100 0 0 cm /Im0 Do Q".utf8)
        let content = pdf.add(stream: "", stream)
        pdf.add(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 100] /Resources << /XObject "
                + "<< /Im0 3 0 R >> >> /Contents \(content) 0 R >>")
        let path = try folder.write("x.pdf", pdf.unended)
        let (survey, page) = try await decodeFirstPage(path)
        #expect(survey.pageCount == 2)
        #expect(survey.doubts.map(\.code) == ["pdf-without-page-list"])
        guard case .image(let image) = page.page else {
            throw FixtureError(description: "no picture")
        }
        let original = try await firstImage(Fixtures.format(Self.picture))
        #expect(image.image.pixels == original.image.pixels)
    }

    @Test("a file that was cut in an object is left for a whole copy")
    func cut() async throws {
        let bytes = try scan().unended
        let path = try folder.write("x.pdf", Array(bytes.dropLast(40)))
        #expect(await decodingError(path)?.code == .scanDamaged)
    }

    @Test(
        "a JPEG that begins twice is read with one start",
        arguments: [[0xFF, 0xD8], [0xFF, 0xD9, 0xFF, 0xD8]])
    func twoStarts(_ start: [UInt8]) async throws {
        let whole = try Self.jpeg()
        let twice = [0xFF, 0xD8] + start + whole.dropFirst(2)
        #expect(JPEGStarts.mended(twice) == whole)
        #expect(JPEGStarts.mended(whole) == nil)
        let alone = try await decodeFirstPage(try folder.write("a.pdf", try scan(twice).bytes))
        #expect(alone.page.warnings == [JPEGStarts.warning])
        let content = "q 300 0 0 100 0 0 cm /Im0 Do Q 0 g 1 1 2 2 re f"
        let drawn = try await decodeFirstPage(
            try folder.write("b.pdf", try scan(twice, content: content).bytes))
        guard case .image(let image) = drawn.page.page else {
            throw FixtureError(description: "no picture")
        }
        #expect(image.image.pixels.contains { $0 < 100 })
        #expect(drawn.page.warnings == [JPEGStarts.warning])
    }

    @Test("a page of a few points keeps its picture's pixels and has no resolution")
    func tinyPage() async throws {
        let size = (width: 6.0, height: 2.0)
        for content in [
            "q 6 0 0 2 0 0 cm /Im0 Do Q", "q 6 0 0 2 0 0 cm /Im0 Do Q 0 g 0 0 1 0 re f",
        ] {
            let path = try folder.write(
                "x.pdf", try scan(content: content, size: size).bytes)
            let image = try await firstImage(path)
            let original = try await firstImage(Fixtures.format(Self.picture))
            #expect(abs(image.scanWidth - original.scanWidth) <= 2)
            #expect(image.image.resolution == nil)
        }
    }

    @Test("the unit of a page counts in its resolution")
    func userUnit() async throws {
        let path = try folder.write(
            "x.pdf",
            try scan(
                content: "q 30 0 0 10 0 0 cm /Im0 Do Q", size: (30, 10), entries: "/UserUnit 10"
            ).bytes)
        let image = try await firstImage(path).image
        let original = try await firstImage(Fixtures.format(Self.picture))
        let resolution = try #require(image.resolution)
        #expect(abs(resolution.horizontal - Double(original.scanWidth) / 300 * 72) < 1)
    }

    @Test("a program that is known is named, in words of ours")
    func named() {
        let bytes = Array("x /Producer (libtiff / tiff2pdf - 2010\u{1B}[31m) endobj".utf8)
        #expect(PDFProgram.named(in: bytes) == "tiff2pdf")
        #expect(PDFProgram.named(in: Array("/Producer (evil\u{1B}[31m)".utf8)) == nil)
        let error = PDFRemains(bytes: bytes).explained(.damaged("PDF structure"))
        #expect(error.message.contains("as tiff2pdf wrote it"))
        #expect(
            PDFRemains(bytes: Array(bytes.dropLast(3))).explained(.damaged("x")).message.contains(
                "(x)"))
    }

    private static func jpeg() throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: Fixtures.format(picture))))
    }

    /// A page with the sample picture, which is object 3.
    private func scan(
        _ jpeg: [UInt8]? = nil, content: String = "q 300 0 0 100 0 0 cm /Im0 Do Q",
        size: (width: Double, height: Double) = (300, 100), entries: String = ""
    ) throws -> SmallPDF {
        let (width, height) = try Self.size()
        var pdf = SmallPDF()
        pdf.add(
            stream: "/Type /XObject /Subtype /Image /Width \(width) /Height \(height) "
                + "/ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /DCTDecode",
            try jpeg ?? Self.jpeg())
        pdf.page(content, resources: "/XObject << /Im0 3 0 R >>", size: size, entries: entries)
        return pdf
    }

    /// Width and height that the sample says of itself.
    private static func size() throws -> (width: Int, height: Int) {
        let bytes = try jpeg()
        var place = 2
        while place + 9 < bytes.count, !(0xC0...0xC2).contains(bytes[place + 1]) {
            place += 2 + Int(bytes[place + 2]) * 256 + Int(bytes[place + 3])
        }
        return (
            Int(bytes[place + 7]) * 256 + Int(bytes[place + 8]),
            Int(bytes[place + 5]) * 256 + Int(bytes[place + 6])
        )
    }
}
