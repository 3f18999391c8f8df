import ArchiveModel
import Testing

@testable import ScanDecoding

@Suite struct ScanFormatTests {
    @Test(
        "a format is recognized by its first bytes",
        arguments: [
            ([0x49, 0x49, 42, 0], .tiff), ([0x4D, 0x4D, 0, 42], .tiff),
            ([0x49, 0x49, 43, 0], .tiff), ([0x4D, 0x4D, 0, 43], .tiff),
            ([0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10], .png), ([0xFF, 0xD8, 0xFF], .jpeg),
            ([0, 0, 0, 12, 0x6A, 0x50, 0x20, 0x20], .jpeg2000),
            ([0xFF, 0x4F, 0xFF, 0x51], .jpeg2000), (Array("GIF87a".utf8), .gif),
            (Array("GIF89a".utf8), .gif), (Array("RIFF....WEBP".utf8), .webp),
            (Array("%PDF-1.4".utf8), .pdf),
        ] as [([UInt8], ScanFormat)])
    func signatures(_ head: [UInt8], _ format: ScanFormat) {
        #expect(ScanFormat.detected(in: head) == format)
        // One byte short is nothing.
        #expect(ScanFormat.detected(in: Array(head.prefix(2))) == nil)
    }

    @Test("a PDF header may follow other bytes, within the first 1,024")
    func displacedPDF() {
        let header = Array("%PDF-1.7\n".utf8)
        let near = [UInt8](repeating: 0x20, count: 1_000) + header
        let far = [UInt8](repeating: 0x20, count: 1_020) + header
        #expect(ScanFormat.detected(in: near) == .pdf)
        #expect(ScanFormat.detected(in: far) == nil)
    }

    @Test("short signatures need a plausible header behind them")
    func loose() {
        let rest = [UInt8](repeating: 0, count: 40)
        #expect(ScanFormat.detected(in: Array("BM".utf8) + rest) == .bmp)
        #expect(ScanFormat.detected(in: Array("BMW anunță o licitație publică în mai".utf8)) == nil)
        #expect(ScanFormat.detected(in: Array("P5\n".utf8) + rest) == .pnm)
        #expect(ScanFormat.detected(in: Array("P9\n".utf8) + rest) == nil)
        #expect(ScanFormat.detected(in: Array("PV al ședinței din luna martie 2024".utf8)) == nil)
    }

    @Test("no beginning of any length is a trap")
    func everyLength() {
        for count in 0..<64 {
            for byte in [0x42, 0x50, 0x4D, 0xFF, 0x25] as [UInt8] {
                let head = [UInt8](repeating: byte, count: count)
                #expect(ScanFormat.detected(in: head) == nil)
            }
        }
    }
}
