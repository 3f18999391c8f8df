import ArchiveActs
import ArchiveModel
import ArchiveStore
import ArchiveTestSupport
import Catalogue
import Testing

@Suite struct DocumentLookupTests {
    private let temporary: TemporaryIndex
    private let lookup: DocumentLookup

    init() throws {
        temporary = try TemporaryIndex()
        lookup = DocumentLookup(temporary.archive)
    }

    private func code(_ typed: String) throws -> String? {
        do {
            _ = try lookup.identifier(typed: typed)
            return nil
        } catch let error as ActError {
            return error.codeName
        }
    }

    @Test("the beginning of an identifier is enough while no other document has it")
    func beginning() throws {
        let document = try temporary.add("apa")
        #expect(try lookup.identifier(typed: String(document.text.prefix(3))) == document)
        #expect(try lookup.document(typed: document.text).pages.count == 1)
    }

    @Test("a beginning that several documents have is refused, and names them")
    func ambiguous() throws {
        // Identifiers have 32 first letters, so that of 40 documents two share one.
        var first: [Character: DocumentID] = [:]
        for number in 0..<40 {
            let document = try temporary.add("apa \(number)")
            guard let letter = document.text.first else { continue }
            guard let other = first.updateValue(document, forKey: letter) else { continue }
            let error = #expect(throws: ActError.self) {
                try lookup.identifier(typed: String(letter))
            }
            #expect(error?.codeName == "document-ambiguous")
            #expect(error?.message.contains(other.text) == true)
            #expect(error?.message.contains(document.text) == true)
            return
        }
        Issue.record("no two of 40 documents begin alike")
    }

    @Test(
        "nothing, and anything that no document begins with, is unknown",
        arguments: ["", "%", "zzzzzzzzzzzz"])
    func unknown(typed: String) throws {
        _ = try temporary.add("apa")
        #expect(try code(typed) == "document-unknown")
    }

    @Test("control characters that were typed do not reach a terminal, nor more than 40 characters")
    func hostile() throws {
        let error = #expect(throws: ActError.self) {
            try lookup.identifier(typed: "\u{1B}[31m" + String(repeating: "x", count: 500))
        }
        #expect(error?.message.contains("\u{1B}") == false)
        #expect((error?.message.count ?? .max) < 150)
    }
}
