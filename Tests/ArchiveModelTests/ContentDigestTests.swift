import ArchiveModel
import Foundation
import Testing

@Suite struct ContentDigestTests {
    @Test("raw bytes and hexadecimal digits make the same digest")
    func bytesAndHex() throws {
        let bytes = (0..<64).map { UInt8($0 * 4) }
        let digest = try #require(ContentDigest(bytes: bytes))
        #expect(digest.hex.hasPrefix("0004080c1014"))
        #expect(digest.hex.hasSuffix("f4f8fc"))
        #expect(ContentDigest(hex: digest.hex) == digest)
        #expect(digest.description == digest.hex)
    }

    @Test(
        "what is not 128 lower-case hexadecimal digits is no digest",
        arguments: [
            "", String(repeating: "a", count: 127), String(repeating: "a", count: 129),
            String(repeating: "A", count: 128), String(repeating: "g", count: 128),
            String(repeating: "ă", count: 64),
        ])
    func refusesOtherText(_ text: String) {
        #expect(ContentDigest(hex: text) == nil)
    }

    @Test("a digest of another length than SHA-512 is refused", arguments: [0, 32, 63, 65])
    func refusesOtherLengths(_ count: Int) {
        #expect(ContentDigest(bytes: [UInt8](repeating: 1, count: count)) == nil)
    }

    @Test("JSON holds the digits and nothing else")
    func coding() throws {
        let digest = try #require(ContentDigest(hex: String(repeating: "0f", count: 64)))
        let json = try JSONEncoder().encode([digest])
        #expect(String(decoding: json, as: UTF8.self) == "[\"\(digest.hex)\"]")
        #expect(try JSONDecoder().decode([ContentDigest].self, from: json) == [digest])
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([ContentDigest].self, from: Data(#"["0f"]"#.utf8))
        }
    }
}
