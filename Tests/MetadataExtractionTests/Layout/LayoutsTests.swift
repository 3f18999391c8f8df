import ArchiveModel
import Testing

@testable import MetadataExtraction

/// One paper and what must be read from it; nil marks what is not on the paper.
struct Paper: Sendable, CustomTestStringConvertible {
    var name: String
    var text: String
    var type: String?
    var expected: [String: String]

    var testDescription: String { name }
}

@Suite("Papers in several layouts")
struct LayoutsTests {
    private static let names = [
        "number", "series", "date", "issuer_cui", "recipient_cui", "total_amount", "currency",
        "reg_number", "reg_date",
    ]

    @Test("what is on the paper is read, and nothing else", arguments: Papers.all)
    func reads(_ paper: Paper) throws {
        let found = try extract(paper.text)
        #expect(found.type?.rawValue == paper.type)
        for name in Self.names {
            #expect(found.value(name) == paper.expected[name], "\(name)")
        }
    }

    @Test("evidence holds what was printed and where")
    func evidence() throws {
        let paper = try #require(Papers.all.first { $0.name == "receipt" })
        let found = try extract(paper.text)
        let title = try #require(found.typeEvidence)
        #expect(title.raw == "CHITANȚĂ")
        #expect(title.page == 1)
        let total = try #require(found[.totalAmount])
        let place = try #require(total.evidence)
        #expect(place.raw == "1.205,50")
        #expect(total.check == .confirmed)
        #expect(place.box.top > title.box.bottom)
    }
}
