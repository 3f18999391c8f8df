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
    private var kept: String { site.folder + "/kept" }
    private var anchor: String { site.path + "/objects/events.end" }

    init() throws {
        site = try ClosedArchive()
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
            Listing(archive: archive).document(of: 3),
            changes: [DocumentChange(name: "number", value: value)], by: .current
        ) { _, _ in }
    }

    private func number() throws -> String? {
        let archive = try Archive.open(at: site.path, mode: .read)
        return try Listing(archive: archive).document(
            Listing(archive: archive).document(of: 3))?.number
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

    @Test("a backup says that it does not have everything")
    func backup() throws {
        try write(takeNext)
        try putBack()
        let archive = try Archive.open(at: site.path, mode: .read)
        let summary = try ArchiveBackup.begin(of: archive, to: site.folder + "/backup").run()
        #expect(summary.problems.map(\.code) == ["catalogue-behind"])
    }
}
