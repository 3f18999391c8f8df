import ArchiveModel
import ArchiveStore
import ArchiveTestSupport
import Foundation
import GRDB
import Indexer
import Testing

@testable import Catalogue

@Suite struct IndexUpdateTests {
    private struct Refused: Error {}

    @Test("replacing a document leaves nothing of the old one")
    func replaces() throws {
        let temporary = try TemporaryIndex()
        let scan = try temporary.scan(["apa 12.03.2021", "gaz hotărîre"])
        let whole = try temporary.draft(scan, pages: 2, type: "FACT", fields: [.date: "2021-03-12"])
        try temporary.commit(whole)
        #expect(try temporary.find("gaz type:FACT date:2021") == [whole.id])
        try temporary.commit(temporary.draft(scan, pages: 1, type: "HCL"))
        for query in ["gaz", "hotarare", "type:FACT", "date:2021"] {
            #expect(try temporary.find(query).isEmpty, "\(query)")
        }
        #expect(try temporary.find("apa type:HCL") == [whole.id])
        try temporary.index.checkIntegrity()
    }

    @Test("a document that was removed is found no more")
    func removes() throws {
        let temporary = try TemporaryIndex()
        let kept = try temporary.add("apa", date: "2021-03-12")
        let removed = try temporary.add("apa gaz", date: "2021-03-12")
        try temporary.recording.removeDocument(removed) { try temporary.index.remove($0, in: $1) }
        #expect(try temporary.find("apa") == [kept])
        #expect(try temporary.find("gaz").isEmpty)
        try temporary.index.checkIntegrity()
        let again = try temporary.add("apa", date: "2021-03-12")
        #expect(Set(try temporary.find("apa")) == [kept, again])
    }

    @Test("a page that was read on the second try is found after the document is committed again")
    func retriedPage() throws {
        let temporary = try TemporaryIndex()
        let scan = try temporary.scan(["apa", nil])
        let draft = try temporary.draft(scan, pages: 2)
        try temporary.commit(draft)
        _ = try temporary.recording.resetFailures()
        try temporary.recording.recordPage(TemporaryIndex.page("gaz", number: 2), of: scan)
        #expect(try temporary.find("gaz").isEmpty)
        try temporary.commit(draft)
        #expect(try temporary.find("apa gaz") == [draft.id])
        try temporary.index.checkIntegrity()
    }

    @Test("a change that is undone leaves neither document nor index")
    func allOrNothing() throws {
        let temporary = try TemporaryIndex()
        let draft = try temporary.draft(temporary.scan(["apa"]), pages: 1)
        #expect(throws: Refused.self) {
            try temporary.recording.commitDocument(draft) { document, transaction in
                try temporary.index.add(document, in: transaction)
                throw Refused()
            }
        }
        #expect(try temporary.find("apa").isEmpty)
        #expect(try temporary.listing.document(draft.id) == nil)
    }

    @Test("an index made anew finds the same in the same order")
    func rebuilds() throws {
        let temporary = try TemporaryIndex()
        for number in 1...9 {
            try temporary.add(
                "apa numarul \(number)", date: number % 3 == 0 ? nil : "2021-03-0\(number)")
        }
        let before = try temporary.find("apa")
        var seen = 0
        let rebuilt = try SearchIndex.rebuild(temporary.archive) { seen = $0 }
        let after = try rebuilt.search(SearchQuery(parsing: "apa")).hits.map(\.document)
        #expect(after == before)
        #expect(seen == 9)
        try rebuilt.checkIntegrity()
    }

    @Test("an index that does not fit is refused with the remedy, never used to guess")
    func outdated() throws {
        let temporary = try TemporaryIndex()
        let scan = try temporary.scan(["apa"])
        let draft = try temporary.draft(scan, pages: 1)
        try temporary.commit(draft)
        try temporary.archive.write {
            try $0.database.execute(sql: "UPDATE page_text SET text = 'altceva'")
        }
        let error = #expect(throws: IndexError.self) { try temporary.commit(draft) }
        #expect(error?.code == .indexOutdated)
        try temporary.archive.write {
            try $0.database.execute(sql: "UPDATE search_state SET version = 99")
        }
        let other = #expect(throws: IndexError.self) { try SearchIndex.open(in: temporary.archive) }
        #expect(other?.code == .indexOutdated)
        _ = try SearchIndex.rebuild(temporary.archive)
        #expect(try temporary.find("altceva") == [draft.id])
    }

    @Test("an archive without an index says so to a reader")
    func missing() throws {
        let folder = NSTemporaryDirectory() + "indexer-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: folder) }
        _ = try Archive.create(at: folder, settings: ArchiveSettings(), tables: [:])
        let reader = try Archive.open(at: folder, mode: .read)
        let error = #expect(throws: IndexError.self) { try SearchIndex.open(in: reader) }
        #expect(error?.code == .indexMissing)
    }

    @Test("five thousand documents go in and are found; the times are printed")
    func manyDocuments() throws {
        let temporary = try TemporaryIndex()
        let clock = ContinuousClock()
        let scan = try temporary.scan(
            (0..<5000).map { "factura numarul \($0) pentru apa potabila strada \($0 % 97)" })
        let digest = try temporary.listing.scan(scan).digest
        let writing = try clock.measure {
            for number in 1...5000 {
                try temporary.commit(
                    DocumentDraft(
                        id: DocumentID(firstScan: digest, firstPage: number),
                        pages: [PageReference(scan: scan, number: number)], extracted: .unknown))
            }
        }
        let searching = try clock.measure {
            let results = try temporary.index.search(
                SearchQuery(parsing: "apa potabila"), order: .relevance)
            #expect(results.total == 5000)
            #expect(results.hits.count == 20)
            #expect(try temporary.find("\"numarul 4321\"").count == 1)
        }
        print("5000 documents: committed in \(writing), two searches in \(searching)")
        try temporary.index.checkIntegrity()
        #expect(try temporary.listing.scan(scan).verdict == .done)
    }
}
