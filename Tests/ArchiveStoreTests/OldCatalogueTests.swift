import ArchiveModel
import ArchiveTestSupport
import Foundation
import Testing

@testable import ArchiveStore
@testable import Catalogue
@testable import DurableFiles

/// A part of an archive that an administrator put back from another time.
@Suite("A catalogue that is older than the objects")
struct OldCatalogueTests {
    private let site: ClosedArchive
    /// The one that is corrected; a rebuild may give scans of one second other numbers.
    private let document: DocumentID
    private var kept: String { site.folder + "/kept" }
    private var anchor: String { site.path + "/objects/events.end" }

    init() throws {
        site = try ClosedArchive()
        let archive = try Archive.open(at: site.path, mode: .read)
        document = try Listing(archive: archive).document(of: 3)
        let files = FileManager.default
        try files.createDirectory(atPath: kept, withIntermediateDirectories: true)
        for name in ["catalogue.sqlite", "catalogue.sqlite.digests", "events.end"] {
            try files.copyItem(atPath: "\(site.path)/\(name)", toPath: "\(kept)/\(name)")
        }
    }

    /// Puts the catalogue back as it was at the beginning, with all that lies beside it.
    private func putBack() throws {
        let files = FileManager.default
        for name in ["catalogue.sqlite-wal", "catalogue.sqlite-shm"] {
            try? files.removeItem(atPath: "\(site.path)/\(name)")
        }
        for name in try files.contentsOfDirectory(atPath: kept) {
            try files.removeItem(atPath: "\(site.path)/\(name)")
            try files.copyItem(atPath: "\(kept)/\(name)", toPath: "\(site.path)/\(name)")
        }
    }

    private func write(_ body: (Archive) throws -> Void) throws {
        let archive = try Archive.open(at: site.path, mode: .write)
        try body(archive)
        try archive.finish()
    }

    private func takeNext(_ archive: Archive) throws {
        try site.take(["d.tif": "bytes d"], "lot_0003", archive)
    }

    private func correct(_ value: String, in archive: Archive) throws {
        _ = try Corrections(archive: archive).correct(
            document, changes: [DocumentChange(name: "number", value: value)], by: .current
        ) { _, _ in }
    }

    private func number() throws -> String? {
        let archive = try Archive.open(at: site.path, mode: .read)
        return try Listing(archive: archive).document(document)?.number
    }

    private func openingError(_ mode: ArchiveMode) -> StoreError? {
        storeError { _ = try Archive.open(at: site.path, mode: mode) }
    }

    @Test(
        "it is not written with, and a rebuild takes everything in once",
        arguments: [ArchiveMode.write, .act], [true, false])
    func refused(mode: ArchiveMode, hasAnchor: Bool) throws {
        try write(takeNext)
        let content = try ClosedArchive.content(of: site.path)
        try putBack()
        if !hasAnchor { try FileManager.default.removeItem(atPath: anchor) }
        let names = { try FileManager.default.subpathsOfDirectory(atPath: site.path).sorted() }
        let before = try names().filter { $0 != "lock" }
        #expect(openingError(mode)?.code == .catalogueBehind)
        #expect(try names().filter { $0 != "lock" && !$0.hasPrefix("catalogue.sqlite-") } == before)
        #expect(try site.verify().codes.contains("object-unlisted"))
        try site.rebuild()
        try write(takeNext)
        #expect(try ClosedArchive.content(of: site.path) == content)
        #expect(try site.verify().codes == ["scan-unfinished"])
    }

    @Test("a later version of an object that it knows keeps it from being written with, too")
    func laterVersion() throws {
        try write { try site.take(["c.tif": "bytes c", "e.tif": "bytes e"], "lot_0002", $0) }
        try putBack()
        #expect(openingError(.write)?.code == .catalogueBehind)
        let codes = try site.verify().codes
        #expect(codes.isSuperset(of: ["catalogue-behind", "object-ahead"]), "\(codes)")
    }

    @Test("decisions that were sealed since are not said to be missing, and a rebuild has them")
    func sealedDecisions() throws {
        try write { archive in
            try correct("7", in: archive)
            try Sealing(archive: archive, by: .current).sealDecisions()
        }
        try putBack()
        #expect(openingError(.act)?.code == .catalogueBehind)
        let codes = try site.verify().codes
        #expect(codes.contains("catalogue-behind"))
        #expect(codes.isDisjoint(with: ["journal-damaged", "journal-ahead"]))
        try site.rebuild()
        #expect(try number() == "7")
    }

    @Test("a decision that is in the journal only is carried out by the next writer")
    func decision() throws {
        try write { try correct("7", in: $0) }
        try putBack()
        try write { archive in try archive.write { _ in } }
        #expect(try number() == "7")
        let codes = try site.verify().codes
        #expect(codes == ["batch-pending"])
    }

    @Test("an altered note of how far the objects are known hinders nobody, and is found")
    func alteredAnchor() throws {
        try ClosedArchive.flip(anchor)
        #expect(try site.verify().codes == ["file-altered"])
        try Archive.open(at: site.path, mode: .act).finish()
        #expect(try site.verify().codes.isEmpty)
    }

    /// Takes in, reads, corrects and seals the next batch.
    private func takeNextWhole(corrected value: String) throws {
        try write { archive in
            try takeNext(archive)
            try site.read(5, pages: ["cinci"], archive)
            _ = try Corrections(archive: archive).correct(
                Listing(archive: archive).document(of: 5),
                changes: [DocumentChange(name: "number", value: value)], by: .current
            ) { _, _ in }
            try seal(archive)
        }
    }

    private func seal(_ archive: Archive) throws {
        let sealing = Sealing(archive: archive, by: .current)
        for batch in try sealing.pendingBatches() { try sealing.seal(batch) }
    }

    /// Takes a batch in twice, as it came to be before writers refused: its object is away while the
    /// earlier catalogue is written with.
    private func takeInTwice() throws {
        let files = FileManager.default
        try takeNextWhole(corrected: "6")
        let (object, aside) = (try site.object(3), site.folder + "/aside")
        try files.moveItem(atPath: object, toPath: aside)
        try putBack()
        try files.removeItem(atPath: anchor)
        try takeNextWhole(corrected: "7")
        try files.moveItem(atPath: aside, toPath: object)
    }

    @Test(
        "a batch that was taken in twice is rebuilt as two, with all scans and all corrections",
        arguments: [true, false])
    func twice(hasJournal: Bool) throws {
        try takeInTwice()
        if !hasJournal {
            try FileManager.default.removeItem(atPath: site.path + "/journal")
            for name in ["", "-wal", "-shm"] {
                try FileManager.default.removeItem(atPath: site.path + "/catalogue.sqlite" + name)
            }
        }
        let summary = try CatalogueRebuild.run(at: site.path)
        #expect(summary.problems.isEmpty)
        #expect(summary.notices.map(\.code).sorted() == ["batch-renamed", "record-differs"])
        #expect(summary.batches == 4 && summary.scans == 6)
        try expectBoth()
        let codes = try site.verify().codes
        #expect(codes == ["batch-pending"])
        // Once it is sealed, nothing is left to be told but the name.
        try write(seal)
        let sealed = try site.verify().codes
        #expect(sealed.isEmpty)
        #expect(try CatalogueRebuild.run(at: site.path).notices.map(\.code) == ["batch-renamed"])
        try expectBoth()
        // Ingesting the folder again adds nothing.
        try write(takeNext)
        #expect(try site.texts("SELECT path FROM scan").count == 6)
    }

    /// Two batches of one name, the later with a duplicate, and a document with both corrections.
    private func expectBoth() throws {
        #expect(
            try site.texts("SELECT CAST(name AS TEXT) FROM batch ORDER BY id").suffix(2)
                == ["lot_0003", "lot_0003~2"])
        #expect(
            try site.texts(
                """
                SELECT path FROM scan JOIN batch ON batch.id = batch_id
                WHERE folder = CAST('lot_0003' AS BLOB) AND duplicate_of IS NOT NULL
                """) == ["originals/d.tif"])
        let archive = try Archive.open(at: site.path, mode: .read)
        let scan = try #require(
            try site.texts("SELECT id FROM scan WHERE name = CAST('d.tif' AS BLOB)").first)
        let id = try Listing(archive: archive).document(of: try #require(Int64(scan)))
        #expect(
            try Corrections(archive: archive).all(of: id).map(\.value) == ["6", "7"])
        #expect(try Listing(archive: archive).document(id)?.number == "7")
    }

    @Test("a backup says that it does not have everything")
    func backup() throws {
        try write(takeNext)
        try putBack()
        let archive = try Archive.open(at: site.path, mode: .read)
        let summary = try ArchiveBackup.begin(of: archive, to: site.folder + "/backup").run()
        #expect(summary.problems.map(\.code) == ["catalogue-behind"])
    }
}
