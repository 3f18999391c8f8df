import ArchiveActs
import ArchiveStore
import ArchiveTestSupport
import Foundation
import Indexer
import Testing

@Suite struct DocumentSearchTests {
    private let temporary: TemporaryIndex

    init() throws { temporary = try TemporaryIndex() }

    private func write(types: String) throws {
        let path = temporary.archive.path + "/tables/document-types.yaml"
        try Data(types.utf8).write(to: URL(fileURLWithPath: path))
    }

    @Test("a page of the answer begins where it was asked to, and counts all")
    func paging() throws {
        let documents = try (1...5).map { try temporary.add("apa", date: "2021-03-0\($0)") }
        let titles = try TypeTitles.read(in: temporary.archive)
        let answer = try DocumentSearch(temporary.archive, titles: titles).answer(
            DocumentSearch.Request(query: "apa", limit: 2, offset: 1))
        #expect(answer.results.hits.map(\.document) == [documents[3], documents[2]])
        #expect(answer.results.total == 5)
    }

    @Test("parts of a query that are ignored are named")
    func ignored() throws {
        _ = try temporary.add("apa")
        let titles = try TypeTitles.read(in: temporary.archive)
        let answer = try DocumentSearch(temporary.archive, titles: titles).answer(
            DocumentSearch.Request(query: "apa -"))
        #expect(answer.results.total == 1)
        #expect(answer.ignored.count == 1)
    }

    @Test("a mistake in the table of types keeps nobody from searching by a type's code")
    func brokenTable() throws {
        let document = try temporary.add("apa", type: "FACT")
        try write(types: "types: [")
        let titles = try TypeTitles.read(in: temporary.archive)
        #expect(titles.areBuiltIn && titles.trouble != nil)
        let answer = try DocumentSearch(temporary.archive, titles: titles).answer(
            DocumentSearch.Request(query: "tip:FACT"))
        #expect(answer.results.hits.map(\.document) == [document])
        #expect(throws: (any Error).self) { try TypeTitles.own(of: temporary.archive) }
    }
}
