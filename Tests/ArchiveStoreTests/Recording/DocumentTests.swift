import ArchiveModel
import ArchiveStore
import ArchiveTestSupport
import Foundation
import GRDB
import Testing

@testable import Catalogue
@testable import DurableFiles

@Suite struct DocumentTests {
    private struct Refused: Error {}

    @Test("a page comes back as it was recorded, words and boxes included")
    func pageRoundTrip() throws {
        let temporary = try TemporaryArchive()
        let scan = try temporary.scan("a.tif", pages: ["Primăria Iași", nil])
        let pages = try temporary.listing.pages(of: scan)
        let expected = ProcessedPage.reading("Primăria Iași", number: 1)
        #expect(pages.map(\.number) == [1, 2])
        #expect(pages[0].recognized == expected.recognized)
        #expect(pages[0].steps == expected.steps)
        #expect(pages[0].transform == expected.transform)
        #expect(pages[0].resolution == expected.resolution)
        #expect(pages[0].warnings == ["odd tag"])
        #expect(pages[1].verdict == .failed)
        #expect(pages[1].failure?.code == "page-time")
        #expect(try temporary.listing.finishedPages(of: scan) == [1, 2])
    }

    @Test("a recorded page is given back as it is read again, so that nobody needs to read it")
    func recordedAsRead() throws {
        let temporary = try TemporaryArchive()
        let scan = try temporary.scan("a.tif", pages: ["Primăria"])
        var page = ProcessedPage.reading("Primăria\u{1} Iași", number: 2)
        page.recognized?.lines[0].words[0].confidence = Confidence(0.123_456_789)
        let recorded = try temporary.recording.recordPage(page, of: scan)
        let read = try temporary.listing.pages(of: scan, numbers: 2...2)
        #expect(recorded.recognized == read.first?.recognized)
        #expect(recorded.recognized != page.recognized)
    }

    @Test("recording a page twice keeps the first")
    func pageIdempotent() throws {
        let temporary = try TemporaryArchive()
        let scan = try temporary.scan("a.tif", pages: ["first"])
        try temporary.recording.recordPage(.reading("second", number: 1), of: scan)
        let pages = try temporary.listing.pages(of: scan)
        #expect(pages.map(\.recognized?.text) == ["first\n"])
    }

    @Test("a document has its fields, its readable pages and its failed ones")
    func documentRoundTrip() throws {
        let temporary = try TemporaryArchive()
        let scan = try temporary.scan("a.tif", pages: ["Factura", nil, "Anexa"])
        let draft = try temporary.draft(scan, pages: [1, 2, 3], type: "FACT", date: "2021-03-12")
        #expect(try temporary.listing.scan(scan).verdict == .unfinished)
        try temporary.recording.commitDocument(draft) { _, _ in }
        let document = try #require(try temporary.listing.document(draft.id))
        #expect(document.extracted.withoutIdentities == draft.extracted)
        #expect(document.date == "2021-03-12")
        #expect(document.pages.map(\.verdict) == [.done, .failed, .done])
        #expect(document.pages.map(\.text) == ["Factura\n", nil, "Anexa\n"])
        #expect(document.pages[0].scanName == ScanName("a.tif"))
        #expect(document.pages[0].batchName == ScanName("lot_0001"))
        #expect(document.pages[0].rotationDegrees == 90)
        #expect(try temporary.listing.scan(scan).verdict == .done)
        #expect(
            try temporary.listing.documents(withIDPrefix: String(draft.id.text.prefix(4))) == [
                draft.id
            ])
        #expect(try temporary.listing.documents(withIDPrefix: "';--") == [])
    }

    @Test("a scan of several documents is done with the last of them")
    func severalDocuments() throws {
        let temporary = try TemporaryArchive()
        let scan = try temporary.scan("a.tif", pages: ["unu", "doi", nil])
        try temporary.recording.commitDocument(temporary.draft(scan, pages: [1])) { _, _ in }
        #expect(try temporary.listing.scan(scan).verdict == .unfinished)
        try temporary.recording.commitDocument(temporary.draft(scan, pages: [2])) { _, _ in }
        #expect(try temporary.listing.scan(scan).verdict == .done)
        #expect(try temporary.listing.unfinishedScans().isEmpty)
    }

    @Test("a change whose index fails leaves nothing behind")
    func allOrNothing() throws {
        let temporary = try TemporaryArchive()
        let scan = try temporary.scan("a.tif", pages: ["unu"])
        let draft = try temporary.draft(scan, pages: [1])
        #expect(throws: Refused.self) {
            try temporary.recording.commitDocument(draft) { _, _ in throw Refused() }
        }
        #expect(try temporary.listing.document(draft.id) == nil)
        #expect(try temporary.listing.scan(scan).verdict == .unfinished)
    }

    @Test("committing the same document again replaces it")
    func replaces() throws {
        let temporary = try TemporaryArchive()
        let scan = try temporary.scan("a.tif", pages: ["unu", "doi"])
        try temporary.recording.commitDocument(
            temporary.draft(scan, pages: [1, 2], type: "FACT", date: "2021-03-12")
        ) { _, _ in }
        let draft = try temporary.draft(scan, pages: [1], type: "HCL")
        try temporary.recording.commitDocument(draft) { _, _ in }
        let document = try #require(try temporary.listing.document(draft.id))
        #expect(document.extracted.type?.rawValue == "HCL")
        #expect(document.extracted.fields.isEmpty)
        #expect(document.pages.count == 1)
        #expect(try temporary.listing.status().documents == 1)
    }

    @Test("a page is in one document at most, and a document has pages that exist")
    func refusesWrongPages() throws {
        let temporary = try TemporaryArchive()
        let scan = try temporary.scan("a.tif", pages: ["unu", "doi"])
        func code(_ pages: [Int]) -> ErrorCode? {
            storeError {
                try temporary.recording.commitDocument(temporary.draft(scan, pages: pages)) {
                    _, _ in
                }
            }?.code
        }
        #expect(code([1, 2]) == nil)
        #expect(code([2]) == .pageTaken)
        #expect(code([3]) == .recordUnknown)
        #expect(code([]) == .documentWithoutPages)
        let whole = try temporary.draft(scan, pages: [1, 2])
        try temporary.recording.removeDocument(whole.id) { _, _ in }
        #expect(code([2]) == nil)
    }
}
