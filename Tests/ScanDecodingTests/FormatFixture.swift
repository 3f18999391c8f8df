import ArchiveTestSupport
import Foundation
import Testing

/// What `fixtures/formats/expected.json` says of one file.
struct FormatFixture: Decodable, Sendable, CustomTestStringConvertible {
    let format: String
    let pages: Int
    let width: Int
    let height: Int
    let expect: String
    var name = ""

    var testDescription: String { name }
    var path: String { Fixtures.format(name) }

    private enum CodingKeys: String, CodingKey {
        case format, pages, width, height, expect
    }

    /// All files by name; empty when the list cannot be read, which a test of its own notices.
    static let all: [FormatFixture] = {
        let list = URL(fileURLWithPath: Fixtures.format("expected.json"))
        guard let data = try? Data(contentsOf: list),
            let files = try? JSONDecoder().decode([String: FormatFixture].self, from: data)
        else { return [] }
        return files.map { name, fixture in
            var named = fixture
            named.name = name
            return named
        }.sorted { $0.name < $1.name }
    }()

    static let accepted = all.filter { $0.expect == "accept" }
    static let refused = all.filter { $0.expect != "accept" }
}
