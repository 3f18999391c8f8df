import ArchiveModel
import ArchiveTestSupport
import Foundation
import Testing

@testable import ArchiveStore
@testable import Catalogue
@testable import DurableFiles

@Suite struct BackupTests {
    private let site: ClosedArchive
    private var target: String { site.folder + "/backup" }

    init() throws {
        site = try ClosedArchive()
    }

    @discardableResult
    private func backup(_ method: ArchiveBackup.Method = .copy) throws -> BackupSummary {
        let archive = try Archive.open(at: site.path, mode: .read)
        return try ArchiveBackup.begin(of: archive, to: target, method: method).run()
    }

    private func findings(at path: String) throws -> Set<String> {
        var codes: Set<String> = []
        try ArchiveVerification(at: path, sample: nil, threads: 2) { codes.insert($0.code) }.run()
        return codes
    }

    @Test("a backup is a sound archive with the same content")
    func sameContent() throws {
        let summary = try backup()
        #expect(summary.problems.isEmpty && summary.present == 0)
        #expect(try findings(at: target).isEmpty)
        #expect(
            try ClosedArchive.content(of: target) == ClosedArchive.content(of: site.path))
    }

    @Test("a second backup copies what is new, beside an open writer")
    func incremental() throws {
        let first = try backup()
        let archive = try Archive.open(at: site.path, mode: .write)
        try site.take(["d.tif": "bytes d"], "lot_0003", archive)
        let second = try backup()
        #expect(second.present == first.copied)
        // The declaration, two inventories with sidecars less the root's, batch.json and the scan.
        #expect(second.copied == 5)
        #expect(try findings(at: target) == ["scan-unfinished"])
    }

    @Test("a backup is not written to, and a restore of it is an archive")
    func restore() throws {
        try backup()
        #expect(
            storeError { _ = try Archive.open(at: target, mode: .write) }?.code == .archiveIsBackup)
        let restored = site.folder + "/restored"
        let backup = try Archive.open(at: target, mode: .read)
        _ = try ArchiveBackup.begin(of: backup, to: restored, isRestore: true).run()
        #expect(try findings(at: restored).isEmpty)
        #expect(
            try ClosedArchive.content(of: restored) == ClosedArchive.content(of: site.path))
        try Archive.open(at: restored, mode: .write).finish()
        let again = storeError {
            _ = try ArchiveBackup.begin(of: backup, to: restored, isRestore: true)
        }
        #expect(again?.code == .backupTargetUnusable)
    }

    @Test("a table that a killed backup had begun to write does no harm")
    func tableBegun() throws {
        try backup()
        try Data().write(to: URL(fileURLWithPath: target + "/tables/document-types.yaml.new"))
        let restored = site.folder + "/restored"
        let archive = try Archive.open(at: target, mode: .read)
        #expect(
            try ArchiveBackup.begin(of: archive, to: restored, isRestore: true).run().problems == []
        )
        #expect(try backup().problems.isEmpty)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: restored + "/tables")
                == ["document-types.yaml"])
    }

    @Test("a damaged original is told and does not replace a good one")
    func damaged() throws {
        let file = try site.object(1) + "/v1/content/originals/a.tif"
        chmod(file, 0o644)
        try Data("BYTES a".utf8).write(to: URL(fileURLWithPath: file))
        let summary = try backup()
        #expect(summary.problems.map(\.code) == ["E092"])
        try Data("bytes a".utf8).write(to: URL(fileURLWithPath: file))
        #expect(try backup().problems.isEmpty)
        #expect(try findings(at: target).isEmpty)
    }

    @Test("links share the bytes of files, and never those of inventories that change")
    func hardLinks() throws {
        try backup(.hardLink)
        func number(_ root: String, _ file: String) throws -> Int {
            let object = try site.object(1).replacing(site.path, with: root)
            let attributes = try FileManager.default.attributesOfItem(atPath: object + "/" + file)
            return attributes[.systemFileNumber] as? Int ?? 0
        }
        let original = "v1/content/originals/a.tif"
        #expect(try number(site.path, original) == number(target, original))
        #expect(try number(site.path, "inventory.json") != number(target, "inventory.json"))
        #expect(try findings(at: target).isEmpty)
    }

    @Test("folders that hold other things, or the archive itself, are refused")
    func refusals() throws {
        let archive = try Archive.open(at: site.path, mode: .read)
        for folder in [site.path, site.path + "/x", site.folder, site.folder + "/lot_0001"] {
            let error = storeError { _ = try ArchiveBackup.begin(of: archive, to: folder) }
            #expect(error?.code == .backupTargetUnusable)
        }
    }
}
