import ArchiveModel
import ArchiveStore
import ArchiveTestSupport
import Indexer
import Testing

@testable import Catalogue

@Suite struct CorrectedDocumentTests {
    private let temporary: TemporaryIndex
    private let document: DocumentID

    init() throws {
        temporary = try TemporaryIndex()
        document = try temporary.add(
            "apa gaz", type: "FACT", date: "2021-03-12", number: "1270")
    }

    private func correct(_ name: String, _ value: String?) throws {
        let made = try temporary.corrections.correct(
            document, changes: [DocumentChange(name: name, value: value)], by: temporary.user
        ) { try temporary.index.add($0, in: $1) }
        #expect(made?.count == 1)
    }

    @Test("a corrected number is found, and the wrong one no more")
    func number() throws {
        #expect(try temporary.find("nr:1270") == [document])
        try correct("number", "1207")
        #expect(try temporary.find("nr:1207") == [document])
        #expect(try temporary.find("nr:1270").isEmpty)
        try temporary.index.checkIntegrity()
    }

    @Test("a corrected type and date are found, and the words as before")
    func typeAndDate() throws {
        try correct("type", "HCL")
        try correct("date", "2022-03-12")
        #expect(try temporary.find("apa type:HCL date:2022") == [document])
        #expect(try temporary.find("type:FACT").isEmpty)
        #expect(try temporary.find("date:2021").isEmpty)
        try correct("date", nil)
        #expect(try temporary.find("date:2022").isEmpty)
        #expect(try temporary.find("gaz") == [document])
        try temporary.index.checkIntegrity()
    }

    @Test("an index made anew has what was corrected")
    func rebuilt() throws {
        try correct("number", "1207")
        let rebuilt = try SearchIndex.rebuild(temporary.archive)
        #expect(
            try rebuilt.search(SearchQuery(parsing: "nr:1207")).hits.map(\.document) == [document])
    }
}
