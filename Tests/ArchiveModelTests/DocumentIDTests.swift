import ArchiveModel
import Foundation
import Testing

@Suite struct DocumentIDTests {
    /// SHA-512 of "abc".
    private static let digest =
        "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
        + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"

    @Test(
        "the identifier of a paper never changes",
        arguments: [
            (digest, 1, "vpqkb8ckc5xb"), (digest, 2, "ffkayprjnfvc"),
            (String(repeating: "f", count: 128), 2, "krvqkebz99y1"),
            (String(repeating: "0", count: 128), 1, "000000000000"),
        ])
    func derivation(_ hex: String, _ page: Int, _ expected: String) throws {
        let digest = try #require(ContentDigest(hex: hex))
        #expect(DocumentID(firstScan: digest, firstPage: page).text == expected)
    }

    @Test("documents of one scan have identifiers of their own that can be typed back")
    func pagesDiffer() throws {
        let digest = try #require(ContentDigest(hex: Self.digest))
        let identifiers = (1...2_000).map { DocumentID(firstScan: digest, firstPage: $0) }
        #expect(Set(identifiers).count == 2_000)
        for identifier in identifiers {
            #expect(DocumentID(identifier.text.uppercased()) == identifier)
        }
    }

    @Test(
        "letters that look like digits are read as digits",
        arguments: [
            ("I", "1"), ("l", "1"), ("O", "0"), ("7Kio", "7k10"), ("abcdefghjkmn", "abcdefghjkmn"),
            ("VWXYZ", "vwxyz"),
        ])
    func normalizing(_ typed: String, _ expected: String) {
        #expect(DocumentID.normalizedPrefix(typed) == expected)
    }

    @Test(
        "what cannot begin an identifier is refused",
        arguments: ["", "u", "U", "7k-1", " 7", "ș", "0123456789abc", "7\n", "%"])
    func refusesForeign(_ typed: String) {
        #expect(DocumentID.normalizedPrefix(typed) == nil)
    }

    @Test("a beginning is no whole identifier")
    func lengthCounts() {
        #expect(DocumentID("vpqkb8ckc5x") == nil)
        #expect(DocumentID("VPQKB8CKC5XB")?.text == "vpqkb8ckc5xb")
    }

    @Test("JSON holds the text, and foreign text is refused")
    func coding() throws {
        let id = try #require(DocumentID("vpqkb8ckc5xb"))
        let json = try JSONEncoder().encode([id])
        #expect(String(decoding: json, as: UTF8.self) == #"["vpqkb8ckc5xb"]"#)
        #expect(try JSONDecoder().decode([DocumentID].self, from: json) == [id])
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([DocumentID].self, from: Data(#"["u"]"#.utf8))
        }
    }
}
