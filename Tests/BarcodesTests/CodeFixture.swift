import ArchiveModel
import ArchiveTestSupport
import Foundation
import Testing

/// What `fixtures/codes/expected.json` says of one picture.
struct CodeFixture: Decodable, Sendable, CustomTestStringConvertible {
    /// Symbology and text of each code, nil for a file of several pages.
    let codes: [[String]]?
    var name = ""

    var testDescription: String { name }

    private enum CodingKeys: String, CodingKey {
        case codes
    }

    /// All pictures by name; empty when the list cannot be read, which a test of its own notices.
    static let all: [CodeFixture] = {
        let list = URL(fileURLWithPath: Fixtures.folder + "/codes/expected.json")
        guard let data = try? Data(contentsOf: list),
            let files = try? JSONDecoder().decode([String: CodeFixture].self, from: data)
        else { return [] }
        return files.filter { $0.value.codes != nil }.map { name, fixture in
            var named = fixture
            named.name = name
            return named
        }.sorted { $0.name < $1.name }
    }()
}
