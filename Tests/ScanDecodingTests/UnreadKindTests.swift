import ArchiveModel
import ArchiveTestSupport
import Foundation
import Testing

@testable import ScanDecoding

@Suite struct UnreadKindTests {
    /// The first bytes of kinds of files, and a word that must be said of them.
    private static let kinds: [([UInt8], String)] = [
        ([0, 0, 0, 24] + Array("ftypheic".utf8) + Array("mif1heic".utf8), "HEIC"),
        ([0, 0, 0, 24] + Array("ftypavif".utf8) + Array("avifmif1".utf8), "AVIF"),
        ([0, 0, 0, 24] + Array("ftypisom".utf8) + Array("isomiso2".utf8), "film"),
        ([0xFF, 0x0A, 1, 2], "JPEG XL"),
        ([0, 0, 0, 12] + Array("JXL \r\n".utf8) + [0x87, 0x0A], "JPEG XL"),
        (Array("AT&TFORM....DJVU".utf8), "DjVu"),
        ([0x97, 0x4A, 0x42, 0x32, 0x0D, 0x0A, 0x1A, 0x0A], "JBIG2"),
        (Array("8BPS".utf8) + [0, 1], "Photoshop"),
        (Array("<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\">".utf8), "SVG"),
        (
            Array(
                "<?xml version=\"1.0\"?><Invoice xmlns=\"urn:oasis:names:specification:ubl:".utf8),
            "invoice"
        ),
        (Array("<?xml version=\"1.0\"?><date/>".utf8), "XML"),
        (
            [0x50, 0x4B, 3, 4] + [UInt8](repeating: 0, count: 26) + Array("word/document.xml".utf8),
            "Office"
        ),
        ([0x50, 0x4B, 3, 4] + [UInt8](repeating: 0, count: 26) + Array("scan.tif".utf8), "ZIP"),
        ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1], "Office"),
        (Array("Received: from a\r\nSubject: b\r\n".utf8), "e-mail"),
        (Array("From: a@b\r\nMIME-Version: 1.0\r\n".utf8), "e-mail"),
        (
            [0x30, 0x82, 1, 0, 6, 9, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 7, 2, 0xA0],
            "signature"
        ),
    ]

    @Test("what is not read is named for what it is, with something to do", arguments: kinds)
    func named(_ head: [UInt8], _ word: String) async throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("scan.jpg", Data(head + [UInt8](repeating: 0, count: 100)))
        let error = try #require(await decodingError(path))
        #expect(error.code == .scanUnsupported)
        #expect(error.message.contains(word))
        #expect(error.message.contains("; "))
    }

    @Test("text and noise are nothing that is known")
    func unnamed() {
        #expect(UnreadKind.recognized(in: Array("Nota: se aprobă.\nData: luni\n".utf8)) == nil)
        #expect(UnreadKind.recognized(in: [UInt8](repeating: 0, count: 4096)) == nil)
        var generator = SeededGenerator(seed: 7)
        let noise = (0..<4096).map { _ in UInt8.random(in: 3...255, using: &generator) }
        #expect(UnreadKind.recognized(in: noise) == nil)
    }
}
