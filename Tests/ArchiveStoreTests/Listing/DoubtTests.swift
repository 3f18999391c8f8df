import ArchiveModel
import ArchiveTestSupport
import Foundation
import GRDB
import Testing

@testable import ArchiveStore
@testable import Catalogue

@Suite struct DoubtTests {
    private static let onPage = Doubt(code: "page-unexplained-ink", message: "Look at the page.")
    private static let onScan = Doubt(code: "scan-attachments", message: "Look at the file.")

    /// A scan of two pages, the second doubtful, in a document.
    private func take(into archive: Archive, _ site: ClosedArchive) throws {
        try site.take(["d.tif": "bytes d"], "lot_0003", archive)
        let scan = ScanID(rawValue: 5)
        try Recording(archive: archive, by: .current).recordSurvey(
            scan, format: .pdf, pageCount: 2, warnings: [], doubts: [Self.onScan])
        try Recording(archive: archive, by: .current).recordPage(
            .reading("unu", number: 1), of: scan)
        var second = ProcessedPage.reading("doi", number: 2)
        second.doubts = [Self.onPage]
        try Recording(archive: archive, by: .current).recordPage(second, of: scan)
        try Recording(archive: archive, by: .current).commitDocument(
            DocumentDraft(
                id: try Listing(archive: archive).document(of: 5),
                pages: [1, 2].map { PageReference(scan: scan, number: $0) },
                extracted: .example(type: nil, date: nil))
        ) { _, _ in }
    }

    private func doubtful(in archive: Archive) throws -> [String] {
        var found: [String] = []
        try Listing(archive: archive).forEachDoubtful { scan in
            let codes = scan.doubts.map(\.code).joined(separator: " ")
            found.append("\(scan.name.text) \(scan.page ?? 0) \(codes)")
        }
        return found
    }

    @Test("doubts of a scan that a later state supersedes are neither listed nor counted")
    func superseded() throws {
        let site = try ClosedArchive()
        let archive = try Archive.open(at: site.path, mode: .write)
        try take(into: archive, site)
        try archive.write {
            try $0.database.execute(sql: "UPDATE scan SET superseded_by = 3 WHERE id = 5")
        }
        #expect(try doubtful(in: archive).isEmpty)
        let status = try Listing(archive: archive).status()
        #expect(status.doubtfulScans == 0 && status.doubtfulPages == 0)
    }

    @Test("doubts are listed and counted, sealed, verified, and brought back by a rebuild")
    func everywhere() throws {
        let site = try ClosedArchive()
        let expected = ["d.tif 0 scan-attachments", "d.tif 2 page-unexplained-ink"]
        do {
            let archive = try Archive.open(at: site.path, mode: .write)
            try take(into: archive, site)
            #expect(try doubtful(in: archive) == expected)
            let sealing = Sealing(archive: archive, by: .current)
            for batch in try sealing.pendingBatches() { try sealing.seal(batch) }
            try archive.finish()
        }
        #expect(try site.verify().codes.isEmpty)
        let rebuild = try CatalogueRebuild.begin(
            at: site.path, settings: ArchiveSettings(),
            tables: ["document-types.yaml": Array("types: []\n".utf8)])
        _ = try rebuild.restore()
        _ = try rebuild.replace()
        let archive = try Archive.open(at: site.path, mode: .read)
        #expect(try doubtful(in: archive) == expected)
        let status = try Listing(archive: archive).status()
        #expect(status.doubtfulScans == 1 && status.doubtfulPages == 1)
        var listed: [[Doubt]] = []
        try Listing(archive: archive).forEachPage {
            if $0.scan.name.text == "d.tif" { listed.append($0.doubts) }
        }
        #expect(listed == [[], [Self.onPage]])
    }

    @Test("a document has the doubts of its pages and of their scan")
    func ofDocument() throws {
        let site = try ClosedArchive()
        let archive = try Archive.open(at: site.path, mode: .write)
        try take(into: archive, site)
        let record = try Listing(archive: archive).document(
            try Listing(archive: archive).document(of: 5))
        #expect(record?.pages.map(\.doubts) == [[], [Self.onPage]])
        #expect(record?.pages.map(\.scanDoubts) == [[Self.onScan], [Self.onScan]])
    }

    @Test("verify finds a doubt that was removed from the catalogue")
    func removed() throws {
        let site = try ClosedArchive()
        do {
            let archive = try Archive.open(at: site.path, mode: .write)
            try take(into: archive, site)
            let sealing = Sealing(archive: archive, by: .current)
            for batch in try sealing.pendingBatches() { try sealing.seal(batch) }
            _ = try archive.write { transaction in
                try transaction.database.execute(
                    sql: "UPDATE page SET doubts = NULL; UPDATE batch SET pending = 0")
            }
            try archive.finish()
        }
        #expect(try site.verify().codes == ["record-differs"])
    }

    @Test("a doubt that comes to a sealed scan marks its batch as pending")
    func pending() throws {
        let site = try ClosedArchive()
        let archive = try Archive.open(at: site.path, mode: .write)
        #expect(try Sealing(archive: archive, by: .current).pendingBatches().isEmpty)
        try Recording(archive: archive, by: .current).recordSurvey(
            ScanID(rawValue: 1), format: .tiff, pageCount: 2, warnings: [], doubts: [Self.onScan])
        #expect(try Sealing(archive: archive, by: .current).pendingBatches().count == 1)
    }
}
