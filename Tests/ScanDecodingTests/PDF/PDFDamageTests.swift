import ArchiveModel
import ArchiveTestSupport
import Foundation
import Testing

@testable import ScanDecoding

@Suite("Damage in PDFs")
struct PDFDamageTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test(
        "a page whose bytes are overwritten fails or is in doubt, and is never simply blank",
        arguments: ["pdf-image-g4.pdf", "pdf-text.pdf", "pdf-image-jpeg.pdf"],
        [UInt8(0), UInt8(0xFF)])
    func overwritten(_ name: String, _ byte: UInt8) async throws {
        let whole = try Data(contentsOf: URL(fileURLWithPath: Fixtures.format(name)))
        for place in stride(from: 0.1, to: 0.9, by: 0.1) {
            var torn = whole
            let first = Int(Double(whole.count) * place)
            for index in first..<(first + whole.count / 8) { torn[index] = byte }
            let path = try folder.write("x.pdf", torn)
            guard let page = try? await decodeFirstPage(path).page,
                case .image(let image) = page.page, image.image.isUniform
            else { continue }
            #expect(page.complaints > 0 || !page.doubts.isEmpty, "\(name) from \(place)")
        }
    }

    @Test("fax data of a PDF that go on behind the last row are in doubt")
    func faxRest() async throws {
        let path = try folder.write("x.pdf", fax([UInt8](repeating: 0xFF, count: 60)).bytes)
        let page = try await decodeFirstPage(path).page
        #expect(page.doubts.map(\.code) == ["page-damaged"])
        let whole: [UInt8] = [UInt8](repeating: 0xFF, count: 8) + [0x00, 0x10, 0x01]
        let sound = try await decodeFirstPage(try folder.write("y.pdf", fax(whole).bytes)).page
        #expect(sound.doubts.isEmpty)
    }

    @Test("packed text and pictures that do not match their check value are in doubt")
    func checkValue() async throws {
        let content = "0 g 10 10 50 20 re f 10 50 50 20 re f"
        let sound = StoredDeflate.of(Array(content.utf8))
        var wrong = sound
        // 10 becomes 11.
        wrong[11] ^= 1
        let good = try await decodeFirstPage(try folder.write("a.pdf", packed(sound))).page
        #expect(good.doubts.isEmpty)
        let bad = try await decodeFirstPage(try folder.write("b.pdf", packed(wrong))).page
        #expect(bad.doubts.map(\.code) == ["page-damaged"])
    }

    private func packed(_ content: [UInt8]) -> [UInt8] {
        var pdf = SmallPDF()
        let contents = pdf.add(stream: "/Filter /FlateDecode", content)
        pdf.page(contents: contents, resources: "", size: (100, 100))
        return pdf.bytes
    }

    /// A page of 64 × 64 pixels in Group 4.
    private func fax(_ data: [UInt8]) -> SmallPDF {
        var pdf = SmallPDF()
        pdf.add(
            stream: "/Type /XObject /Subtype /Image /Width 64 /Height 64 /ColorSpace /DeviceGray "
                + "/BitsPerComponent 1 /Filter /CCITTFaxDecode "
                + "/DecodeParms << /K -1 /Columns 64 /Rows 64 >>", data)
        pdf.page(
            "q 64 0 0 64 0 0 cm /Im0 Do Q", resources: "/XObject << /Im0 3 0 R >>",
            size: (64, 64))
        return pdf
    }
}
