import ArchiveModel
import ArchiveTestSupport
import Foundation
import GRDB
import OCFL
import Testing

@testable import ArchiveStore
@testable import Catalogue
@testable import DurableFiles
@testable import PageXML

@Suite struct SealingTests {
    private let temporary: TemporaryArchive
    private let batch = BatchID(rawValue: 1)
    private let scan: ScanID

    /// A batch of a scan with a readable and a failed page, one that failed, and a copy.
    init() throws {
        temporary = try TemporaryArchive()
        try temporary.write("b.tif", "broken")
        try temporary.write("copy.tif", "bytes of a.tif")
        scan = try temporary.scan("a.tif", pages: ["Primăria Iași", nil])
        try temporary.recording.commitDocument(draft()) { _, _ in }
        try temporary.recording.recordFailure(
            ScanID(rawValue: 2), failure: Failure(code: "scan-truncated", message: "cut"))
    }

    private func draft() throws -> DocumentDraft {
        try temporary.draft(scan, pages: [1, 2], type: "FACT", date: "2021-03-12")
    }

    private func count(_ table: String) throws -> Int? {
        try temporary.archive.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM \(table)") }
    }

    @Test("sealing adds what was read, and documents.json")
    func secondVersion() throws {
        #expect(try temporary.sealing.pendingBatches() == [batch])
        #expect(try temporary.sealing.seal(batch))
        let object = try BatchObject(of: temporary.archive)
        #expect(object.content(of: 2) == ["alto/a.tif.xml.gz", "documents.json"])
        #expect(
            try Set(object.state(of: 2).keys) == [
                "alto/a.tif.xml.gz", "batch.json", "documents.json", "originals/a.tif",
                "originals/b.tif", "originals/copy.tif",
            ])
        var pages: [Int: String?] = [:]
        try ALTOReader.forEachPage(at: object.path + "/v2/content/alto/a.tif.xml.gz") {
            pages.updateValue($1?.text, forKey: $0)
        }
        #expect(pages == [1: "Primăria Iași\n", 2: nil])
        let versions = try object.json("inventory.json")["versions"] as? [String: [String: Any]]
        #expect(versions?["v2"]?["message"] as? String == "recognised")
    }

    @Test("documents.json says what the catalogue says")
    func documentsFile() throws {
        try temporary.sealing.seal(batch)
        let sealed = try BatchObject(of: temporary.archive).sealed()
        #expect(sealed.scans.map(\.path) == ["a", "b", "copy"].map { "originals/\($0).tif" })
        #expect(sealed.scans.map(\.verdict) == [.done, .failed, .duplicate])
        #expect(sealed.scans.map(\.alto) == ["alto/a.tif.xml.gz", nil, nil])
        #expect(sealed.scans[1].failure == Failure(code: "scan-truncated", message: "cut"))
        #expect(sealed.scans[0].digest == sealed.scans[2].digest)
        let pages = sealed.scans[0].pages
        #expect(pages.map(\.verdict) == [.done, .failed])
        let read = ProcessedPage.reading("x", number: 1)
        #expect(pages[0].confidence == read.recognized?.confidence)
        #expect(pages[0].transform == read.transform)
        #expect(pages[1].failure?.code == "page-time")
        let document = try #require(sealed.documents.first)
        #expect(document.id == (try draft().id))
        #expect(document.extracted.withoutIdentities == (try draft().extracted))
        #expect(document.pages == [.init(numbers: [1, 2], scan: sealed.scans[0].digest)])
        let event = try temporary.archive.read { database in
            try Row.fetchOne(
                database, sql: "SELECT lower(hex(hash)) AS hash FROM event WHERE sequence = ?",
                arguments: [sealed.events.sequence])
        }
        #expect(event?["hash"] == sealed.events.hash)
    }

    @Test("words leave the catalogue with the seal and are read from ALTO after it")
    func words() throws {
        let before = try temporary.listing.pages(of: scan)
        #expect(try count("page_words") == 1)
        try temporary.sealing.seal(batch)
        #expect(try count("page_words") == 0)
        #expect(try count("page_text") == 1)
        let after = try temporary.listing.pages(of: scan)
        #expect(after.map(\.recognized) == before.map(\.recognized))
        #expect(after.first?.recognized?.text == "Primăria Iași\n")
        #expect(after.map(\.number) == [1, 2])
        let second = try temporary.listing.pages(of: scan, numbers: 2...2)
        #expect(second.map(\.verdict) == [.failed])
    }

    @Test("nothing is pending after the seal, and sealing again does nothing")
    func sealedTwice() throws {
        try temporary.sealing.seal(batch)
        #expect(try temporary.sealing.pendingBatches().isEmpty)
        let files = try BatchObject(of: temporary.archive).files
        let events = try count("event")
        #expect(try temporary.sealing.seal(batch) == false)
        #expect(try temporary.sealing.seal(BatchID(rawValue: 99)) == false)
        #expect(try BatchObject(of: temporary.archive).files == files)
        #expect(try count("event") == events)
        #expect(temporary.files(in: "staging").isEmpty)
    }

    @Test("a page that is read on the second try joins the others in a new version")
    func retriedPage() throws {
        try temporary.sealing.seal(batch)
        #expect(try temporary.recording.resetFailures() == 2)
        try temporary.recording.recordPage(.reading("pagina doi", number: 2), of: scan)
        try temporary.recording.commitDocument(draft()) { _, _ in }
        #expect(
            try temporary.listing.pages(of: scan).map(\.recognized?.text) == [
                "Primăria Iași\n", "pagina doi\n",
            ])
        #expect(try temporary.sealing.seal(batch))
        let object = try BatchObject(of: temporary.archive)
        #expect(object.content(of: 3) == ["alto/a.tif.xml.gz", "documents.json"])
        let alto = try #require(try object.state(of: 3)["alto/a.tif.xml.gz"])
        #expect(alto == "v3/content/alto/a.tif.xml.gz")
        var pages: [Int: String?] = [:]
        try ALTOReader.forEachPage(at: object.path + "/" + alto) {
            pages.updateValue($1?.text, forKey: $0)
        }
        #expect(pages == [1: "Primăria Iași\n", 2: "pagina doi\n"])
        #expect(try count("page_words") == 0)
        let before = ProcessedPage.reading("Primăria Iași", number: 1).recognized
        #expect(try temporary.listing.pages(of: scan).first?.recognized == before)
        // The scan that was released and not read again has no verdict, so it is not listed.
        #expect(try object.sealed().scans.map(\.verdict) == [.done, .duplicate])
    }

    @Test("a late file leaves what was sealed in its place")
    func lateFile() throws {
        try temporary.sealing.seal(batch)
        try temporary.accession("late.tif", "late")
        let object = try BatchObject(of: temporary.archive)
        #expect(object.content(of: 3) == ["batch.json", "originals/late.tif"])
        #expect(try object.state(of: 3)["documents.json"] == "v2/content/documents.json")
        #expect(try temporary.sealing.pendingBatches().isEmpty)
        #expect(try temporary.listing.pages(of: scan).first?.recognized != nil)
    }

    @Test("a version that cannot be written leaves the batch pending and nothing in staging")
    func failure() throws {
        let object = try BatchObject(of: temporary.archive)
        try FileManager.default.moveItem(atPath: object.path, toPath: temporary.folder + "/away")
        let error = storeError { try temporary.sealing.seal(batch) }
        #expect(error?.code == .objectUnusable)
        #expect(try temporary.sealing.pendingBatches() == [batch])
        #expect(temporary.files(in: "staging").isEmpty)
        try FileManager.default.moveItem(atPath: temporary.folder + "/away", toPath: object.path)
        #expect(try temporary.sealing.seal(batch))
    }
}
