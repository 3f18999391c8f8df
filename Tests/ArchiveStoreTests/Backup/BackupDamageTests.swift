import ArchiveModel
import ArchiveTestSupport
import Foundation
import GRDB
import Testing

@testable import ArchiveStore
@testable import Catalogue
@testable import DurableFiles

/// A backup over a good backup: damage is not spread, and what can be mended is.
@Suite struct BackupDamageTests {
    private let site: ClosedArchive
    private var target: String { site.folder + "/backup" }

    init() throws {
        site = try ClosedArchive()
        #expect(try backup().problems.isEmpty)
    }

    @discardableResult
    private func backup(
        _ method: ArchiveBackup.Method = .copy, sample: String? = nil
    ) throws -> BackupSummary {
        let archive = try Archive.open(at: site.path, mode: .read)
        return try ArchiveBackup.begin(
            of: archive, to: target, method: method,
            sample: sample.flatMap(VerifySample.init)
        ).run()
    }

    private func findings(at path: String) throws -> Set<String> {
        var codes: Set<String> = []
        try ArchiveVerification(at: path, sample: nil, threads: 2) { codes.insert($0.code) }.run()
        return codes
    }

    private func kept(_ file: String) -> String { file.replacing(site.path, with: target) }

    private func bytes(_ file: String) throws -> Data {
        try Data(contentsOf: URL(fileURLWithPath: file))
    }

    static let files = [
        "v1/content/originals/a.tif", "v1/content/batch.json", "v2/content/documents.json",
        "v2/content/alto/a.tif.xml.gz", "v1/inventory.json", "v2/inventory.json",
        "v1/inventory.json.sha512", "v2/inventory.json.sha512", "inventory.json",
        "inventory.json.sha512", "0=ocfl_object_1.1",
    ]

    @Test("a flipped bit in the backup is mended from the archive and told", arguments: files)
    func mended(file: String) throws {
        let path = kept(try site.object(1) + "/" + file)
        let before = try ClosedArchive.flip(path)
        let summary = try backup()
        #expect(summary.problems.isEmpty)
        #expect(summary.mended.map(\.code) == ["backup-mended"])
        #expect(try bytes(path) == before)
        #expect(try findings(at: target).isEmpty)
    }

    @Test("a flipped bit in the archive is told, and the good copy stays", arguments: files)
    func kept(file: String) throws {
        let path = try site.object(1) + "/" + file
        let before = try ClosedArchive.flip(path)
        let summary = try backup()
        #expect(try bytes(kept(path)) == before)
        #expect(try findings(at: target).isEmpty)
        #expect(summary.mended.isEmpty && summary.copied == 0)
        #expect(summary.problems.count == 1)
        // The object's own inventory is a copy of the newest version's, which is whole.
        let said = file.hasPrefix("inventory") ? "the good copy of it" : "good copy, which was kept"
        #expect(summary.problems[0].message.contains(said))
    }

    @Test("a file that the archive lost is told, and the good copy stays")
    func lost() throws {
        let path = try site.object(1) + "/v1/content/originals/a.tif"
        try FileManager.default.removeItem(atPath: path)
        #expect(try backup().problems.map(\.code) == ["scan-missing"])
        #expect(try findings(at: target).isEmpty)
    }

    @Test("an object that the archive lost is told and kept")
    func lostObject() throws {
        try FileManager.default.removeItem(atPath: site.object(1))
        let summary = try backup()
        #expect(!summary.problems.isEmpty && summary.copied == 0)
        #expect(try findings(at: target).isEmpty)
    }

    @Test("nothing is taken for good where both copies are damaged")
    func both() throws {
        let path = try site.object(1) + "/v1/content/originals/a.tif"
        for file in [path, kept(path)] { try ClosedArchive.flip(file) }
        let summary = try backup()
        #expect(summary.problems.map(\.code) == ["E092"] && summary.mended.isEmpty)
        #expect(summary.problems[0].message.contains("damaged, too"))
    }

    @Test("damage that links share is told")
    func linked() throws {
        try FileManager.default.removeItem(atPath: target)
        #expect(try backup(.hardLink).problems.isEmpty)
        try ClosedArchive.flip(try site.object(1) + "/v1/content/originals/a.tif")
        #expect(try backup(.hardLink).problems.map(\.code) == ["E092"])
    }

    @Test("a sample reads its part only, and all parts read all")
    func sample() throws {
        let path = kept(try site.object(1) + "/v1/content/originals/a.tif")
        try ClosedArchive.flip(path)
        let mended = try (1...3).map { try backup(sample: "\($0)/3").mended.count }
        #expect(mended.reduce(0, +) == 1)
        #expect(try findings(at: target).isEmpty)
    }

    @Test(
        "a catalogue that is damaged or lost events does not replace a good one",
        arguments: [
            "DROP TRIGGER event_unchanged; UPDATE event SET actor = 'x' WHERE sequence = 2",
            "DROP TRIGGER event_kept; DELETE FROM event WHERE sequence = 3",
            "DELETE FROM scan WHERE id = 3",
            "UPDATE field SET value = '1999-12-31' WHERE name = 'date'",
        ])
    func catalogue(sql: String) throws {
        let before = try bytes(target + "/catalogue.sqlite")
        try site.tamperQuietly(sql)
        #expect(!(try backup().problems.isEmpty))
        #expect(try bytes(target + "/catalogue.sqlite") == before)
        #expect(try findings(at: target).isEmpty)
    }

    @Test("a catalogue that is not what its digest says does not replace a good one")
    func catalogueDigest() throws {
        let before = try bytes(target + "/catalogue.sqlite")
        try site.tamper("UPDATE page_text SET text = 'x'")
        #expect(try backup().problems.map(\.code) == ["catalogue-digest"])
        #expect(try bytes(target + "/catalogue.sqlite") == before)
    }

    @Test("a damaged catalogue of the backup is replaced by a good one", arguments: [false, true])
    func damagedCatalogue(isUnreadable: Bool) throws {
        if isUnreadable {
            try Data("no database".utf8).write(
                to: URL(fileURLWithPath: target + "/catalogue.sqlite"))
        } else {
            try ClosedArchive.flip(target + "/catalogue.sqlite")
        }
        let summary = try backup()
        #expect(summary.problems.isEmpty)
        #expect(summary.mended.map(\.subject) == ["catalogue.sqlite"])
        #expect(try findings(at: target).isEmpty)
    }

    @Test("the newest inventory of an object may be on its way when the backup looks at it")
    func between() throws {
        let file = try site.object(1) + "/v1/inventory.json.sha512"
        for object in [try site.object(1), kept(try site.object(1))] {
            let sidecar = object + "/inventory.json.sha512"
            chmod(sidecar, 0o644)
            try bytes(file).write(to: URL(fileURLWithPath: sidecar))
        }
        let inBackup = try backup()
        #expect(inBackup.mended.isEmpty)
        #expect(try findings(at: target).isEmpty)
    }

    @Test(
        "nothing is written through a link in the place of a folder of the backup",
        arguments: 0...3)
    func link(depth: Int) throws {
        let object = kept(try site.object(1)).dropFirst((target + "/objects/").count)
        let parts = object.split(separator: "/")[0...depth].joined(separator: "/")
        let folder = target + "/objects/" + parts
        let elsewhere = site.folder + "/elsewhere"
        try FileManager.default.moveItem(atPath: folder, toPath: elsewhere)
        try FileManager.default.createSymbolicLink(
            atPath: folder, withDestinationPath: elsewhere)
        let rest = String(object.dropFirst(parts.count))
        let damaged = elsewhere + rest + "/v1/content/originals/a.tif"
        try ClosedArchive.flip(damaged)
        let before = try bytes(damaged)
        let summary = try backup()
        #expect(Set(summary.problems.map(\.code)) == ["archive-part-foreign"])
        #expect(summary.mended.isEmpty && summary.copied == 0)
        #expect(try bytes(damaged) == before)
    }

    @Test("a link in the place of an original of the archive is told, also one to the good copy")
    func linkedOriginal() throws {
        let path = try site.object(1) + "/v1/content/originals/a.tif"
        try FileManager.default.removeItem(atPath: path)
        try FileManager.default.createSymbolicLink(
            atPath: path, withDestinationPath: kept(path))
        for method in [ArchiveBackup.Method.copy, .hardLink] {
            #expect(try backup(method).problems.map(\.code) == ["scan-missing"])
            #expect(try findings(at: target).isEmpty)
        }
        try FileManager.default.removeItem(atPath: target)
        for _ in 1...2 {
            #expect(try backup(.hardLink).problems.map(\.code) == ["scan-missing"])
        }
    }

    @Test("a link in the place of a file of the backup is no file, in a sample neither")
    func linkedKept() throws {
        let path = try site.object(1) + "/v1/content/originals/a.tif"
        try FileManager.default.removeItem(atPath: kept(path))
        try FileManager.default.createSymbolicLink(
            atPath: kept(path), withDestinationPath: path)
        #expect(try (1...3).map { try backup(sample: "\($0)/3").copied } == [1, 0, 0])
        #expect(try findings(at: target).isEmpty)
    }

    @Test("versions and objects of a newer state that was broken off are told")
    func brokenOffNewer() throws {
        let old = site.folder + "/old"
        try FileManager.default.copyItem(atPath: site.path, toPath: old)
        let archive = try Archive.open(at: site.path, mode: .write)
        try site.take(["d.tif": "bytes d"], "lot_0003", archive)
        _ = try Corrections(archive: archive).correct(
            try Listing(archive: archive).document(of: 3),
            changes: [DocumentChange(name: "number", value: "121")], by: .current
        ) { _, _ in }
        let sealing = Sealing(archive: archive, by: .current)
        for batch in try sealing.pendingBatches() { try sealing.seal(batch) }
        try archive.finish()
        try backup()
        // As a backup or restore leaves it that was killed before the inventories.
        let object = kept(try site.object(2))
        for file in [
            target + "/catalogue.sqlite", target + "/catalogue.sqlite.digests",
            target + "/events.end", target + "/archive.yaml", object + "/inventory.json",
            object + "/inventory.json.sha512",
        ] {
            try FileManager.default.removeItem(atPath: file)
        }
        let summary = try ArchiveBackup.begin(
            of: try Archive.open(at: old, mode: .read), to: target
        ).run()
        #expect(summary.problems.map(\.code).sorted() == ["object-differs", "object-unlisted"])
        #expect(summary.problems.contains { $0.subject.hasSuffix("/v3") })
    }

    @Test("an archive that was set back does not replace what is newer")
    func setBack() throws {
        let old = site.folder + "/old"
        try FileManager.default.copyItem(atPath: site.path, toPath: old)
        let archive = try Archive.open(at: site.path, mode: .write)
        try site.take(["d.tif": "bytes d"], "lot_0003", archive)
        try archive.finish()
        try backup()
        let before = try bytes(target + "/catalogue.sqlite")
        try FileManager.default.removeItem(atPath: site.path)
        try FileManager.default.moveItem(atPath: old, toPath: site.path)
        let error = storeError { try backup() }
        #expect(error?.code == .backupAhead && error?.exitStatus == .damaged)
        #expect(try bytes(target + "/catalogue.sqlite") == before)
        #expect(try findings(at: target) == ["scan-unfinished"])
    }

    @Test("the backup of another archive is refused")
    func another() throws {
        let other = try ClosedArchive()
        let archive = try Archive.open(at: other.path, mode: .read)
        let error = storeError { _ = try ArchiveBackup.begin(of: archive, to: target).run() }
        #expect(error?.code == .backupOfAnother)
        #expect(try findings(at: target).isEmpty)
    }

    @Test("another archive does not go into a backup that was broken off")
    func unfinishedOfAnother() throws {
        for name in ["catalogue.sqlite", "archive.yaml"] {
            try FileManager.default.removeItem(atPath: target + "/" + name)
        }
        let other = try ClosedArchive()
        let archive = try Archive.open(at: other.path, mode: .read)
        let error = storeError { _ = try ArchiveBackup.begin(of: archive, to: target).run() }
        #expect(error?.code == .backupOfAnother)
        #expect(try backup().problems.isEmpty)
        #expect(try findings(at: target).isEmpty)
    }

    @Test("after a rebuild the same objects are known again, and the old log is kept")
    func rebuilt() throws {
        try site.rebuild()
        let summary = try backup()
        #expect(summary.problems.isEmpty)
        #expect(try findings(at: target).isEmpty)
        let kept = try #require(summary.keptCatalogue)
        #expect(kept.hasPrefix(target + "/catalogue.sqlite.replaced-"))
        #expect(FileManager.default.fileExists(atPath: kept))
        #expect(summary.notices.map(\.code) == ["catalogue-set-aside"])
        #expect(summary.notices[0].message.contains("no correction that this one lacks"))
        let again = try backup()
        #expect(again.problems.isEmpty && again.notices.isEmpty)
    }

    @Test("corrections that only the former catalogue of the backup has are counted and told")
    func lostCorrections() throws {
        do {
            let archive = try Archive.open(at: site.path, mode: .write)
            for value in ["7", "8"] {
                _ = try Corrections(archive: archive).correct(
                    try Listing(archive: archive).document(of: 3),
                    changes: [DocumentChange(name: "number", value: value)], by: .current
                ) { _, _ in }
            }
            try archive.finish()
        }
        try backup()
        // With either of them the rebuild would lose none.
        for name in ["journal", "catalogue.sqlite"] {
            try FileManager.default.removeItem(atPath: site.path + "/" + name)
        }
        try site.rebuild()
        let notice = try #require(try backup().notices.first)
        #expect(notice.severity == .warning && notice.message.contains("2 corrections"))
    }

    @Test("a backup that was broken off asks for a backup, and nothing is rebuilt in one")
    func unfinished() throws {
        func rebuildError() -> StoreError? {
            storeError {
                _ = try CatalogueRebuild.begin(at: target, settings: ArchiveSettings(), tables: [:])
            }
        }
        #expect(rebuildError()?.code == .archiveIsBackup)
        for name in ["catalogue.sqlite", "archive.yaml"] {
            try FileManager.default.removeItem(atPath: target + "/" + name)
            for mode in [ArchiveMode.read, .write] {
                let error = storeError { _ = try Archive.open(at: target, mode: mode) }
                #expect(error?.code == .backupUnfinished)
                #expect(error?.message.contains("rebuild") == false)
            }
            #expect(rebuildError()?.code == .backupUnfinished)
        }
        #expect(try backup().problems.isEmpty)
        #expect(try findings(at: target).isEmpty)
    }
}
