import ArchiveModel
import ArchiveTestSupport
import Foundation
import Testing

@testable import ScanDecoding

@Suite("Scans inside PDF pages")
struct EmbeddedScanTests {
    private static let jpeg = "jpeg-grey.jpg"
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test("the picture of a page is taken as it is, pixel by pixel")
    func samePixels() async throws {
        let path = try pdf()
        let scan = try #require(EmbeddedScan.find(onPage: 1, ofFile: path, limits: Fixtures.limits))
        let decoded = try image(of: scan)
        let original = try await firstImage(Fixtures.format(Self.jpeg))
        let isSame = decoded.image.pixels == original.image.pixels
        #expect(isSame)
        #expect(decoded.scanWidth == original.scanWidth)
        let resolution = try #require(decoded.image.resolution)
        #expect(abs(resolution.horizontal - Double(original.scanWidth) / 300 * 72) < 0.01)
    }

    @Test("the page's quarter turn is done", arguments: [90, 180, 270])
    func turned(_ degrees: Int) async throws {
        let path = try pdf(page: "/Rotate \(degrees)")
        let scan = try #require(EmbeddedScan.find(onPage: 1, ofFile: path, limits: Fixtures.limits))
        let decoded = try image(of: scan)
        let original = try await firstImage(Fixtures.format(Self.jpeg))
        let swaps = degrees != 180
        #expect(decoded.image.width == (swaps ? original.image.height : original.image.width))
        #expect(decoded.scanWidth == decoded.image.width)
    }

    @Test(
        "a page that shows anything else is left to be drawn",
        arguments: [
            "q 300 0 0 100 0 0 cm /Im0 Do Q BT /F1 12 Tf (x) Tj ET",
            "q 300 0 0 100 0 0 cm /Im0 Do Q q 10 0 0 10 0 0 cm /Im0 Do Q",
            "q 200 0 0 50 0 0 cm /Im0 Do Q", "q 300 20 0 100 0 0 cm /Im0 Do Q",
            "q -300 0 0 100 300 0 cm /Im0 Do Q", "q 300 0 0 100 0 0 cm /Im1 Do Q", "Do", "",
        ])
    func others(_ content: String) throws {
        let path = try pdf(content: content)
        #expect(EmbeddedScan.find(onPage: 1, ofFile: path, limits: Fixtures.limits) == nil)
    }

    @Test(
        "masked and inverted pictures, and pages with notes, are left to be drawn",
        arguments: [("", "/Decode [1 0]"), ("", "/SMask 5 0 R"), ("/Annots [<< >>]", "")])
    func odd(_ page: String, _ picture: String) throws {
        let path = try pdf(page: page, picture: picture)
        #expect(EmbeddedScan.find(onPage: 1, ofFile: path, limits: Fixtures.limits) == nil)
    }

    @Test("a picture over the limit of pixels is not decoded")
    func tooLarge() throws {
        let limits = DecodeLimits(maxPixels: 1_000, maxPages: 10, seconds: 10)
        #expect(EmbeddedScan.find(onPage: 1, ofFile: try pdf(), limits: limits) == nil)
    }

    @Test("scans made by other programs are recognized", arguments: ["g4", "jpeg"])
    func fixtures(_ name: String) throws {
        let path = Fixtures.format("pdf-image-\(name).pdf")
        let scan = try #require(EmbeddedScan.find(onPage: 1, ofFile: path, limits: Fixtures.limits))
        let decoded = try image(of: scan)
        #expect(decoded.scanWidth == scan.width && decoded.scanHeight == scan.height)
        #expect(decoded.image.meanBrightness > 128)
    }

    @Test("a fax picture with damage is not read as if it were whole")
    func damagedFax() async throws {
        var bytes = [UInt8](
            try Data(contentsOf: URL(fileURLWithPath: Fixtures.format("pdf-image-g4.pdf"))))
        let marker = Array("stream\n".utf8)
        let picture = try #require(Self.place(of: Array("CCITTFaxDecode".utf8), in: bytes, from: 0))
        let start = try #require(Self.place(of: marker, in: bytes, from: picture)) + marker.count
        for offset in 0..<40 { bytes[start + 60 + 3 * offset] ^= 0x5A }
        let path = try folder.write("damaged.pdf", Data(bytes))
        let scan = try #require(EmbeddedScan.find(onPage: 1, ofFile: path, limits: Fixtures.limits))
        if case .page(_, let warnings, let doubts) = scan.decoded() {
            #expect(!warnings.isEmpty || !doubts.isEmpty)
        }
        let decoded = try await ScanDecoder(path: path, limits: Fixtures.limits)
            .decode(page: 1, format: .pdf)
        #expect(!decoded.warnings.isEmpty)
    }

    @Test("a page whose picture cannot be decoded is damaged, not blank")
    func junk() async throws {
        var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: try pdf())))
        let start = try #require(Self.place(of: [0xFF, 0xD8, 0xFF], in: bytes, from: 0))
        for index in start + 4..<bytes.count - 80 { bytes[index] = 0x6A }
        let path = try folder.write("junk.pdf", Data(bytes))
        await #expect(throws: ScanError.self) {
            try await ScanDecoder(path: path, limits: Fixtures.limits).decode(page: 1, format: .pdf)
        }
    }

    private static func place(of needle: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
        bytes.indices.dropFirst(start).dropLast(needle.count).first {
            bytes[$0..<$0 + needle.count].elementsEqual(needle)
        }
    }

    /// The picture, which must be whole.
    private func image(of scan: EmbeddedScan) throws -> DecodedImage {
        guard case .page(let image, let warnings, let doubts) = scan.decoded(), warnings.isEmpty,
            doubts.isEmpty
        else {
            throw FixtureError(description: "the picture was refused")
        }
        return image
    }

    /// A PDF of one page of 300 by 100 points with one JPEG.
    private func pdf(
        content: String = "q 300 0 0 100 0 0 cm /Im0 Do Q", page: String = "", picture: String = ""
    ) throws -> String {
        let bytes = try Data(contentsOf: URL(fileURLWithPath: Fixtures.format(Self.jpeg)))
        let (width, height) = Self.size(ofJPEG: [UInt8](bytes))
        var pdf = Data(
            """
            %PDF-1.4
            1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj
            2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 300 100] >> endobj
            3 0 obj << /Type /Page /Parent 2 0 R /Contents 4 0 R \(page)
            /Resources << /XObject << /Im0 5 0 R >> >> >> endobj
            4 0 obj << /Length \(content.utf8.count) >> stream
            \(content)
            endstream endobj
            5 0 obj << /Type /XObject /Subtype /Image /Width \(width) /Height \(height)
            /BitsPerComponent 8 /ColorSpace /DeviceGray /Filter /DCTDecode \(picture)
            /Length \(bytes.count) >> stream\n
            """.utf8)
        pdf.append(bytes)
        pdf.append(Data("\nendstream endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n".utf8))
        return try folder.write("scan.pdf", pdf)
    }

    /// Width and height as the frame header of a baseline JPEG states them.
    private static func size(ofJPEG bytes: [UInt8]) -> (Int, Int) {
        guard
            let start = bytes.indices.dropLast(9).first(where: {
                bytes[$0] == 0xFF && bytes[$0 + 1] == 0xC0
            })
        else { return (0, 0) }
        func number(_ offset: Int) -> Int {
            Int(bytes[start + offset]) << 8 | Int(bytes[start + offset + 1])
        }
        return (number(7), number(5))
    }
}
