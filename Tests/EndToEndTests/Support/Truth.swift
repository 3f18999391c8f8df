import ArchiveTestSupport
import Foundation
import Testing

/// What is written on the papers of the sample batch.
struct Truth: Decodable, Sendable, CustomTestStringConvertible {
    struct Manifest: Decodable, Sendable {
        struct File: Decodable, Sendable {
            struct Expected: Decodable, Sendable {
                let pages: Int
                let verdict: String
            }
            struct Page: Decodable, Sendable {
                let page: Int
                let kind: String
            }
            let file: String
            let expected: Expected
            let pages: [Page]
        }
        struct Document: Decodable, Sendable {
            let docID: String
            let file: String

            private enum CodingKeys: String, CodingKey {
                case file
                case docID = "doc_id"
            }
        }
        let files: [File]
        let documents: [Document]
    }

    struct Page: Decodable, Sendable {
        let file: String
        let number: Int
        let text: String
        let textRows: String

        private enum CodingKeys: String, CodingKey {
            case file, text
            case number = "file_page"
            case textRows = "text_rows"
        }
    }

    struct Fields: Decodable, Sendable {
        let number: String?
        let date: String?
    }

    let type: String
    let fields: Fields
    let pages: [Page]

    var testDescription: String { pages.first?.file ?? type }

    static func manifest() throws -> Manifest { try read("manifest") }

    /// The truth of each document of the batch.
    static func documents() throws -> [Truth] {
        try manifest().documents.map { try read($0.docID) }
    }

    private static func read<Value: Decodable>(_ name: String) throws -> Value {
        let file = URL(fileURLWithPath: Fixtures.folder + "/truth/\(name).json")
        return try JSONDecoder().decode(Value.self, from: Data(contentsOf: file))
    }
}
