import ArchiveModel
import ArchiveTestSupport
import Foundation
import Testing

@testable import ArchiveStore
@testable import Catalogue
@testable import DurableFiles

@Suite struct RebuildTests {
    private let site: ClosedArchive

    init() throws {
        site = try ClosedArchive()
    }

    @discardableResult
    private func rebuild() throws -> (summary: RebuildSummary, kept: String?) {
        let rebuild = try CatalogueRebuild.begin(
            at: site.path, settings: ArchiveSettings(),
            tables: ["document-types.yaml": Array("types: []\n".utf8)])
        let summary = try rebuild.restore()
        return (summary, try rebuild.replace())
    }

    @Test("the catalogue comes back as it was, with corrections and duplicates")
    func sameContent() throws {
        let before = try ClosedArchive.content(of: site.path)
        let (summary, kept) = try rebuild()
        #expect(try ClosedArchive.content(of: site.path) == before)
        #expect(before.contains { $0.contains("value: Optional(\"120\")") })
        #expect(summary.problems.isEmpty)
        #expect(summary.batches == 2 && summary.scans == 4)
        #expect(summary.pages == 4 && summary.documents == 2)
        #expect(kept.map(FileManager.default.fileExists(atPath:)) == true)
        #expect(try site.verify().codes.isEmpty)
    }

    @Test(
        "raw readings, broken words and handwriting are the same before sealing, after it and rebuilt"
    )
    func wordRemarks() throws {
        let page = ProcessedPage(number: 1, verdict: .done, recognized: RecognizedPage.withRemarks)
        do {
            let archive = try Archive.open(at: site.path, mode: .write)
            try site.take(["d.tif": "bytes d"], "lot_0003", archive)
            let scan = ScanID(rawValue: 5)
            try Recording(archive: archive, by: .current).recordSurvey(
                scan, format: .tiff, pageCount: 1, warnings: [])
            try Recording(archive: archive, by: .current).recordPage(page, of: scan)
            try Recording(archive: archive, by: .current).commitDocument(
                DocumentDraft(
                    id: try Listing(archive: archive).document(of: 5),
                    pages: [PageReference(scan: scan, number: 1)],
                    extracted: .example(type: nil, date: nil))
            ) { _, _ in }
            #expect(
                try Listing(archive: archive).pages(of: scan).map(\.recognized) == [page.recognized]
            )
            let sealing = Sealing(archive: archive, by: .current)
            for batch in try sealing.pendingBatches() { try sealing.seal(batch) }
            #expect(
                try Listing(archive: archive).pages(of: scan).map(\.recognized) == [page.recognized]
            )
            try archive.finish()
        }
        try rebuild()
        #expect(try site.verify().codes.isEmpty)
        let archive = try Archive.open(at: site.path, mode: .read)
        let scans = try site.texts("SELECT id FROM scan WHERE path = 'originals/d.tif'")
        let scan = try #require(scans.first.flatMap { Int64($0) })
        #expect(
            try Listing(archive: archive).pages(of: ScanID(rawValue: scan)).map(\.recognized) == [
                page.recognized
            ])
    }

    @Test("separators and the codes of pages come back as they were, sealed or rebuilt")
    func codes() throws {
        let box = BoundingBox(left: 1, top: 2, right: 300, bottom: 400)
        let code = Barcode(.qr, text: "ARH-DOS|IV.B.3|2024|17", box: box)
        let hostile = Barcode(.code128, text: "\u{1B}]0;x\u{7}\u{0}ț", box: box)
        let pages = [
            ProcessedPage(number: 1, verdict: .separator, codes: [code]),
            ProcessedPage(number: 2, verdict: .blank, codes: [hostile, code]),
        ]
        do {
            let archive = try Archive.open(at: site.path, mode: .write)
            try site.take(["d.tif": "bytes d"], "lot_0003", archive)
            let recording = Recording(archive: archive, by: .current)
            try recording.recordSurvey(
                ScanID(rawValue: 5), format: .tiff, pageCount: 2, warnings: [])
            for page in pages { try recording.recordPage(page, of: ScanID(rawValue: 5)) }
            #expect(try recording.settle(ScanID(rawValue: 5)) == .done)
            let sealing = Sealing(archive: archive, by: .current)
            for batch in try sealing.pendingBatches() { try sealing.seal(batch) }
            try archive.finish()
        }
        for isRebuilt in [false, true] {
            if isRebuilt { try rebuild() }
            let archive = try Archive.open(at: site.path, mode: .read)
            let scans = try site.texts("SELECT id FROM scan WHERE path = 'originals/d.tif'")
            let scan = ScanID(rawValue: try #require(scans.first.flatMap { Int64($0) }))
            let found = try Listing(archive: archive).pages(of: scan)
            #expect(found.map(\.verdict) == [.separator, .blank])
            #expect(found.map(\.codes) == [[code], [hostile, code]])
            #expect(try Listing(archive: archive).documents(withPagesOf: scan).isEmpty)
            #expect(try site.verify().codes.isEmpty)
        }
    }

    @Test("objects/ alone is enough")
    func nothingElse() throws {
        let before = try ClosedArchive.content(of: site.path)
        for name in try FileManager.default.contentsOfDirectory(atPath: site.path)
        where name != "objects" {
            try FileManager.default.removeItem(atPath: site.path + "/" + name)
        }
        #expect(
            storeError { _ = try Archive.open(at: site.path, mode: .read) }?.code
                == .archiveIncomplete)
        try rebuild()
        #expect(try ClosedArchive.content(of: site.path) == before)
        #expect(try site.verify().codes.isEmpty)
    }

    @Test("no new archive is made over the objects of one")
    func noNewArchive() throws {
        try FileManager.default.removeItem(atPath: site.path + "/archive.yaml")
        let error = storeError {
            _ = try Archive.create(at: site.path, settings: ArchiveSettings(), tables: [:])
        }
        #expect(error?.code == .archiveIncomplete)
    }

    @Test("a scan of which nothing was sealed is read again")
    func unread() throws {
        do {
            let archive = try Archive.open(at: site.path, mode: .write)
            try site.take(["d.tif": "bytes d"], "lot_0003", archive)
            try site.read(5, pages: ["patru"], archive)
            try archive.finish()
        }
        #expect(try rebuild().summary.unread == 1)
        let archive = try Archive.open(at: site.path, mode: .write)
        #expect(try Listing(archive: archive).unfinishedScans().map(\.name.text) == ["d.tif"])
    }

    @Test("the log begins anew with the versions that were found")
    func events() throws {
        try rebuild()
        let actions = try site.texts("SELECT action FROM event ORDER BY sequence")
        #expect(
            actions == Array(repeating: "version-found", count: 4)
                + Array(repeating: "document-recorded", count: 2) + ["catalogue-rebuilt"])
    }

    @Test("a damaged object is a problem, and the others come back")
    func damagedObject() throws {
        let inventory = try site.object(1) + "/inventory.json"
        chmod(inventory, 0o644)
        try Data("{}".utf8).write(to: URL(fileURLWithPath: inventory))
        let summary = try rebuild().summary
        #expect(summary.problems.map(\.code) == ["object-unusable"])
        #expect(summary.batches == 1)
        // The owner of the bytes is gone, so the copy in the other batch is an original now.
        #expect(summary.unread == 1)
    }

    @Test("a damaged ALTO file costs the text of its scan only")
    func damagedText() throws {
        let file = try site.object(1) + "/v2/content/alto/a.tif.xml.gz"
        chmod(file, 0o644)
        try Data("no gzip".utf8).write(to: URL(fileURLWithPath: file))
        let summary = try rebuild().summary
        #expect(summary.problems.map(\.code) == ["alto-damaged"])
        #expect(summary.scans == 4 && summary.documents == 2)
    }

    @Test("the writer's lock is respected")
    func locked() throws {
        let archive = try Archive.open(at: site.path, mode: .write)
        #expect(storeError { try rebuild() }?.code == .archiveInUse)
        withExtendedLifetime(archive) {}
    }
}
