import ArchiveModel
import ArchiveStore
import ArchiveTestSupport
import Catalogue
import Foundation
import Testing

/// Reading again respects what persons decided about pages.
@Suite struct RegroupedScanTests {
    /// Takes the verdict of all scans away, as if they were to be read again.
    private func forgetVerdicts(_ archive: String) throws {
        let python = Process()
        python.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
        python.arguments = [
            "-c",
            "import sqlite3, sys; base = sqlite3.connect(sys.argv[1]); "
                + "base.execute('UPDATE scan SET verdict = NULL'); base.commit(); base.close()",
            archive + "/catalogue.sqlite",
        ]
        try python.run()
        python.waitUntilExit()
        #expect(python.terminationStatus == 0)
    }

    @Test("a scan that is read again stays in the documents that a person made of its pages")
    func regrouped() async throws {
        let site = try TemporarySite(files: ["lot_0002/Hotărâre nr. 37 (semnată).pdf"])
        _ = try await site.ingest()
        let listing = Listing(archive: site.archive)
        var documents: [StoredDocument] = []
        try listing.forEachDocument { documents.append($0) }
        let document = try #require(documents.first)
        let pages = document.pages.map(\.reference)
        try #require(documents.count == 1 && pages.count == 2)
        let addresses = document.pages.map(\.address)
        let decided = try Grouping(archive: site.archive, by: .current).decide(
            about: [document.id],
            plan: { _ in
                [
                    PlannedGroup(document.id, pages: [addresses[1]]),
                    PlannedGroup(nil, pages: [addresses[0]]),
                ]
            }, read: { _ in nil }, index: { _, _, _ in })
        let made = try #require(decided).after.map(\.document)
        try forgetVerdicts(site.folder.path + "/archive")
        #expect(try listing.unfinishedScans().count == 1)
        _ = try await site.ingest()
        #expect(try listing.unfinishedScans().isEmpty)
        #expect(try listing.documents(withPagesOf: pages[0].scan) == made.reversed())
        for (id, page) in zip(made, pages.reversed()) {
            #expect(try listing.document(id)?.pages.map(\.reference) == [page])
        }
        let first = try #require(try listing.document(made[1]))
        #expect(first.extracted == document.extracted)
    }
}
