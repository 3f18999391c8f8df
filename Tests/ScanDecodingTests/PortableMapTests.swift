import ArchiveModel
import Testing

@testable import ScanDecoding

@Suite struct PortableMapTests {
    private static let resolution = Resolution(horizontal: 300, vertical: 300)

    @Test("grey and colour maps are read with any white space in the header")
    func reads() throws {
        let gray = try #require(Self.map("P5\n2 1\n255\n", [7, 8]))
        #expect(gray.pixels == [7, 8])
        #expect(gray.samples == .gray)
        let color = try #require(Self.map("P6 1\t1 \n255 ", [7, 8, 9]))
        #expect(color.pixels == [7, 8, 9])
        #expect(color.samples == .rgb)
    }

    @Test(
        "anything else is refused",
        arguments: [
            ("", 0), ("P5", 0), ("P4\n8 1\n", 1), ("P5\n2 1\n255\n", 1), ("P5\n2 1\n255\n", 3),
            ("P5\n2 1\n65535\n", 4), ("P5\n0 1\n255\n", 0), ("P5\n-2 -1\n255\n", 2),
            ("P5\n2 x\n255\n", 2), ("P6\n1 1\n255\n", 1),
        ])
    func refuses(_ header: String, _ bytes: Int) {
        #expect(Self.map(header, [UInt8](repeating: 1, count: bytes)) == nil)
    }

    @Test("a size beyond all numbers is refused, not computed")
    func hugeSize() {
        #expect(Self.map("P5\n9999999999 9999999999\n255\n", [1, 2]) == nil)
    }

    private static func map(_ header: String, _ pixels: [UInt8]) -> PageImage? {
        PageImage(portableMap: Array(header.utf8) + pixels, resolution: resolution)
    }
}
