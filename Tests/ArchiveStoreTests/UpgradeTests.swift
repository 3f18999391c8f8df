import ArchiveModel
import ArchiveTestSupport
import Foundation
import GRDB
import Testing

@testable import ArchiveStore
@testable import Catalogue

/// Archives of earlier versions of the catalogue, read as they are and brought forward.
@Suite("Upgrade of the catalogue")
struct UpgradeTests {
    private let site: ClosedArchive
    private let before: [String]

    init() throws {
        site = try ClosedArchive()
        let archive = try Archive.open(at: site.path, mode: .write)
        let id = try Listing(archive: archive).document(of: 3)
        // One more correction, which is in no object.
        _ = try Corrections(archive: archive).correct(
            id, changes: [DocumentChange(name: "series", value: "AB")], by: .current
        ) {
            _, _ in
        }
        try archive.finish()
        before = try Self.content(of: site.path)
    }

    /// What the archive says of documents, without what corrections of old lack.
    private static func content(of path: String) throws -> [String] {
        let archive = try Archive.open(at: path, mode: .read)
        var lines: [String] = []
        try Listing(archive: archive).forEachDocument { document in
            let corrections = try Corrections(archive: archive).all(of: document.id)
            lines.append(
                "\(document.id) \(document.extracted) \(document.pages.map(\.address)) "
                    + "\(corrections.map { [$0.name, $0.previous, $0.value, $0.at] })")
        }
        // Objects lie where their random identifiers lead, and a rebuild meets them in that order.
        return lines.sorted()
    }

    private func makeOld(_ version: Int) throws {
        if version == 6 {
            try EarlierCatalogue.make6(at: site.path)
        } else if version == 5 {
            try EarlierCatalogue.make5(at: site.path)
        } else {
            try EarlierCatalogue.make4(at: site.path)
        }
    }

    @Test(
        "an older catalogue says to a reader what it says after the upgrade", arguments: [4, 5, 6])
    func content(version: Int) throws {
        try makeOld(version)
        #expect(try Self.content(of: site.path) == before)
        #expect(try findings().subtracting(["catalogue-open", "batch-pending"]).isEmpty)
        try Archive.open(at: site.path, mode: .write).finish()
        #expect(try Self.content(of: site.path) == before)
        #expect(try findings() == ["batch-pending"])
        // That of the correction which is in no object; the upgrade itself changes nothing.
        #expect(try site.texts("SELECT id FROM batch WHERE pending = 1") == ["2"])
        #expect(
            try site.texts("SELECT name FROM sqlite_master WHERE name LIKE 'field%'").count == 4)
    }

    /// What is wrong, but for the files of objects, which the test has altered.
    private func findings() throws -> Set<String> {
        try site.verify().codes.filter { !$0.hasPrefix("E") }
    }

    @Test("what was altered before the upgrade stays unexplained")
    func altered() throws {
        try makeOld(5)
        try site.tamper("UPDATE field SET value = '1999-12-31' WHERE name = 'date'")
        try Archive.open(at: site.path, mode: .write).finish()
        #expect(try site.verify().codes.contains("record-unexplained"))
    }

    @Test(
        "an archive that was brought forward is corrected, sealed and rebuilt",
        arguments: [4, 5, 6])
    func further(version: Int) throws {
        try makeOld(version)
        do {
            let archive = try Archive.open(at: site.path, mode: .write)
            let id = try Listing(archive: archive).document(of: 1)
            _ = try Corrections(archive: archive).correct(
                id, changes: [DocumentChange(name: "number", value: "5")], by: .current
            ) {
                _, _ in
            }
            let sealing = Sealing(archive: archive, by: .current)
            for batch in try sealing.pendingBatches() { try sealing.seal(batch) }
            try archive.finish()
        }
        #expect(try findings().isEmpty)
        let content = try Self.content(of: site.path)
        try site.rebuild()
        #expect(try Self.content(of: site.path) == content)
    }

    @Test("what is rebuilt from objects of format 1 has the identifiers of the upgrade")
    func rebuilt() throws {
        try makeOld(5)
        try site.rebuild()
        #expect(try Self.content(of: site.path) == before)
    }
}
