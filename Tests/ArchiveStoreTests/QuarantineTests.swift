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
        try temporary.archive.recordFailure(scan, failure: failure)
        let status = try temporary.archive.status()
        #expect(status.scans == [.failed: 1])
        #expect(status.quarantine.map(\.failure) == [failure])
        #expect(status.quarantine.map(\.scan) == [scan])
        #expect(try temporary.archive.unfinishedScans().isEmpty)
        #expect(try temporary.archive.resetFailures() == 1)
        #expect(try temporary.archive.unfinishedScans().map(\.id) == [scan])
        #expect(try temporary.archive.resetFailures() == 0)
    }

    @Test("a scan whose pages all failed fails with the reason of the first")
    func allPagesFailed() throws {
        let temporary = try TemporaryArchive()
        let scan = try temporary.scan("a.tif", pages: [nil, nil])
        #expect(try temporary.archive.settle(scan) == .failed)
        #expect(try temporary.archive.scan(scan).failure?.code == "page-time")
        #expect(try temporary.archive.resetFailures(in: BatchID(rawValue: 1)) == 1)
        #expect(try temporary.archive.finishedPages(of: scan).isEmpty)
    }

    @Test("a scan of blank pages is done without any document")
    func blankScan() throws {
        let temporary = try TemporaryArchive()
        let scan = try temporary.accession("a.tif", "alpha").scan
        #expect(try temporary.archive.settle(scan) == .unfinished)
        try temporary.archive.recordSurvey(scan, format: .tiff, pageCount: 1, warnings: ["odd"])
        #expect(try temporary.archive.settle(scan) == .unfinished)
        try temporary.archive.recordPage(ProcessedPage(number: 1, verdict: .blank), of: scan)
        #expect(try temporary.archive.settle(scan) == .done)
        #expect(try temporary.archive.scan(scan).warnings == ["odd"])
    }

    @Test("a failed page of a document is read again after a reset and the document follows")
    func retriesPage() throws {
        let temporary = try TemporaryArchive()
        let scan = try temporary.scan("a.tif", pages: ["unu", nil])
        let draft = try temporary.draft(scan, pages: [1, 2])
        try temporary.archive.commitDocument(draft) { _, _ in }
        #expect(try temporary.archive.resetFailures() == 1)
        #expect(try temporary.archive.finishedPages(of: scan) == [1])
        try temporary.archive.recordPage(.reading("doi", number: 2), of: scan)
        let record = try temporary.archive.commitDocument(draft) { _, _ in }
        #expect(record.pages.map(\.text) == ["unu\n", "doi\n"])
        #expect(try temporary.archive.scan(scan).verdict == .done)
    }
}
