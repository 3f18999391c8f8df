import ArchiveModel
import ArchiveStore
import ArchiveTestSupport
import Testing

@testable import Catalogue

@Suite struct QuarantineTests {
    @Test("a scan that cannot be read is listed with its reason until it is reset")
    func failedScan() throws {
        let temporary = try TemporaryArchive()
        let scan = try temporary.accession("a.tif", "alpha").scan
        let failure = Failure(code: "scan-truncated", message: "The file is cut off.")
        try temporary.recording.recordFailure(scan, failure: failure)
        let status = try temporary.listing.status()
        #expect(status.scans == [.failed: 1])
        #expect(status.quarantine.map(\.failure) == [failure])
        #expect(status.quarantine.map(\.scan) == [scan])
        #expect(try temporary.listing.unfinishedScans().isEmpty)
        #expect(try temporary.recording.resetFailures() == 1)
        #expect(try temporary.listing.unfinishedScans().map(\.id) == [scan])
        #expect(try temporary.recording.resetFailures() == 0)
    }

    @Test("a scan whose pages all failed fails with the reason of the first")
    func allPagesFailed() throws {
        let temporary = try TemporaryArchive()
        let scan = try temporary.scan("a.tif", pages: [nil, nil])
        #expect(try temporary.recording.settle(scan) == .failed)
        #expect(try temporary.listing.scan(scan).failure?.code == "page-time")
        #expect(try temporary.recording.resetFailures(in: BatchID(rawValue: 1)) == 1)
        #expect(try temporary.listing.finishedPages(of: scan).isEmpty)
    }

    @Test("a scan of blank pages is done without any document")
    func blankScan() throws {
        let temporary = try TemporaryArchive()
        let scan = try temporary.accession("a.tif", "alpha").scan
        #expect(try temporary.recording.settle(scan) == .unfinished)
        try temporary.recording.recordSurvey(scan, format: .tiff, pageCount: 1, warnings: ["odd"])
        #expect(try temporary.recording.settle(scan) == .unfinished)
        try temporary.recording.recordPage(ProcessedPage(number: 1, verdict: .blank), of: scan)
        #expect(try temporary.recording.settle(scan) == .done)
        #expect(try temporary.listing.scan(scan).warnings == ["odd"])
    }

    @Test("a failed page of a document is read again after a reset and the document follows")
    func retriesPage() throws {
        let temporary = try TemporaryArchive()
        let scan = try temporary.scan("a.tif", pages: ["unu", nil])
        let draft = try temporary.draft(scan, pages: [1, 2])
        try temporary.recording.commitDocument(draft) { _, _ in }
        #expect(try temporary.recording.resetFailures() == 1)
        #expect(try temporary.listing.finishedPages(of: scan) == [1])
        try temporary.recording.recordPage(.reading("doi", number: 2), of: scan)
        let record = try temporary.recording.commitDocument(draft) { _, _ in }
        #expect(record.pages.map(\.text) == ["unu\n", "doi\n"])
        #expect(try temporary.listing.scan(scan).verdict == .done)
    }
}
