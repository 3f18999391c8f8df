import ArchiveModel
import ArchiveStore
import ArchiveTestSupport
import Testing

@testable import Catalogue

@Suite struct ListingTests {
    @Test("every page is listed once, duplicates with the document of their original")
    func pages() throws {
        let temporary = try TemporaryArchive()
        let scan = try temporary.scan("a.tif", pages: ["unu", nil, "trei"])
        let draft = try temporary.draft(scan, pages: [1, 2], type: "FACT")
        try temporary.recording.commitDocument(draft) { _, _ in }
        try temporary.accession("copy.tif", "bytes of a.tif")
        try temporary.accession("broken.tif", "x")
        var rows: [PageListing] = []
        try temporary.listing.forEachPage { rows.append($0) }
        #expect(
            rows.map(\.scan.name.text) == Array(repeating: "a.tif", count: 3)
                + Array(repeating: "copy.tif", count: 3))
        #expect(rows.map(\.number) == [1, 2, 3, 1, 2, 3])
        #expect(rows.map(\.document) == [draft.id, draft.id, nil, draft.id, draft.id, nil])
        #expect(rows.map(\.documentPage) == [1, 2, nil, 1, 2, nil])
        #expect(rows.map(\.text) == ["unu\n", nil, "trei\n", "unu\n", nil, "trei\n"])
        #expect(rows[1].failure?.code == "page-time")
        #expect(rows[0].type?.rawValue == "FACT")
        let read = ProcessedPage.reading("x", number: 1).recognized
        #expect(read != nil && rows[0].confidence == read?.confidence)
        var names: [String] = []
        try temporary.listing.forEachScan { names.append($0.name.text) }
        #expect(names == ["a.tif", "copy.tif", "broken.tif"])
    }

    @Test("lists longer than one read are complete and in order")
    func longLists() throws {
        let temporary = try TemporaryArchive()
        let scan = try temporary.scan("long.tif", pages: Array(repeating: "pagina", count: 401))
        var numbers: [Int] = []
        try temporary.listing.forEachPage { numbers.append($0.number) }
        #expect(numbers == Array(1...401))
        try temporary.recording.commitDocument(temporary.draft(scan, pages: numbers)) { _, _ in }
        var documents = 0
        try temporary.listing.forEachDocument {
            documents += 1
            #expect($0.pages.count == 401)
        }
        #expect(documents == 1)
    }

    @Test("a reader sees a change wholly, and only once it is made")
    func readerDuringWrite() throws {
        let temporary = try TemporaryArchive()
        let scan = try temporary.scan("a.tif", pages: ["unu"])
        let draft = try temporary.draft(scan, pages: [1])
        let readers = try (1...2).map { _ in try Archive.open(at: temporary.path, mode: .read) }
        try temporary.recording.commitDocument(draft) { _, _ in
            for reader in readers {
                let seen = try Listing(archive: reader).document(draft.id)
                #expect(seen == nil)
            }
        }
        for reader in readers {
            #expect(try Listing(archive: reader).document(draft.id) != nil)
        }
    }
}
