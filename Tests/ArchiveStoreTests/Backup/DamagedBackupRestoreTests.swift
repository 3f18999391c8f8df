import ArchiveModel
import ArchiveTestSupport
import Foundation
import Testing

@testable import ArchiveStore
@testable import Catalogue
@testable import DurableFiles

/// What a backup lost keeps nothing else from being restored.
@Suite struct DamagedBackupRestoreTests {
    private let site: ClosedArchive
    private let id: ArchiveID
    private var backup: String { site.folder + "/backup" }
    private var restored: String { site.folder + "/restored" }

    init() throws {
        site = try ClosedArchive()
        let archive = try Archive.open(at: site.path, mode: .read)
        id = try #require(try archive.identity())
        #expect(try ArchiveBackup.begin(of: archive, to: backup).run().problems.isEmpty)
    }

    private func restore(expecting: ArchiveID? = nil) throws -> BackupSummary {
        let source = try BackupSource.backup(at: backup, expecting: expecting)
        return try ArchiveBackup.begin(from: source, to: restored, isRestore: true).run()
    }

    private func requireSame() throws {
        #expect(
            try ClosedArchive.content(of: restored) == ClosedArchive.content(of: site.path))
        #expect(try Archive.open(at: restored, mode: .read).identity() == id)
        var codes: [String] = []
        try ArchiveVerification(at: restored, sample: nil, threads: 2) { codes.append($0.code) }
            .run()
        #expect(codes == [])
    }

    enum Loss: CaseIterable {
        case deleted, cut, flipped, altered, withSettings

        func happen(to backup: String) throws {
            let catalogue = backup + "/catalogue.sqlite"
            switch self {
            case .deleted: try FileManager.default.removeItem(atPath: catalogue)
            case .cut: #expect(truncate(catalogue, 9000) == 0)
            case .flipped: try ClosedArchive.flip(catalogue)
            case .altered:
                try Data("hello\n".utf8).write(to: URL(fileURLWithPath: catalogue + ".digests"))
            case .withSettings:
                for name in ["catalogue.sqlite", "events.end", "archive.yaml"] {
                    try FileManager.default.removeItem(atPath: backup + "/" + name)
                }
            }
        }
    }

    @Test(
        "without a catalogue that can be used all objects are restored, and a rebuild gives the rest",
        arguments: Loss.allCases)
    func catalogue(loss: Loss) throws {
        try loss.happen(to: backup)
        let summary = try restore(expecting: id)
        #expect(summary.batches == 2)
        #expect(summary.problems.contains { $0.message.contains("archivectl rebuild --archive") })
        #expect(!FileManager.default.fileExists(atPath: restored + "/catalogue.sqlite"))
        try site.rebuild(restored)
        try requireSame()
    }

    @Test("without settings the catalogue is restored with its events and unsealed corrections")
    func settings() throws {
        do {
            let archive = try Archive.open(at: site.path, mode: .write)
            _ = try Corrections(archive: archive).correct(
                try Listing(archive: archive).document(of: 3),
                changes: [DocumentChange(name: "number", value: "7")], by: .current
            ) { _, _ in }
            try archive.finish()
        }
        let archive = try Archive.open(at: site.path, mode: .read)
        _ = try ArchiveBackup.begin(of: archive, to: backup).run()
        try FileManager.default.removeItem(atPath: backup + "/archive.yaml")
        #expect(try restore().problems.map(\.subject) == ["archive.yaml"])
        #expect(
            try ClosedArchive.content(of: restored) == ClosedArchive.content(of: site.path))
        #expect(try Archive.open(at: restored, mode: .read).identity() == id)
    }

    @Test("a damaged file is left out and told, and an object without any inventory too")
    func damagedObject() throws {
        try Loss.deleted.happen(to: backup)
        let first = try site.object(1).replacing(site.path, with: backup)
        try ClosedArchive.flip(first + "/v1/content/originals/a.tif")
        let second = try site.object(2).replacing(site.path, with: backup)
        for folder in ["", "/v1", "/v2"] {
            try FileManager.default.removeItem(atPath: second + folder + "/inventory.json")
        }
        let summary = try restore()
        #expect(summary.batches == 1)
        let codes = Set(summary.problems.map(\.code))
        #expect(codes.isSuperset(of: ["E092", "object-unusable", "catalogue-damaged"]))
    }

    @Test("the backup of another archive is refused, and every message names a way that works")
    func messages() throws {
        let other = try #require(ArchiveID("3f0c94b2-6a51-4c07-9d7e-51b8f2a0c6d4"))
        try Loss.cut.happen(to: backup)
        #expect(storeError { _ = try restore(expecting: other) }?.code == .archiveIsAnother)
        let read = storeError { _ = try Archive.open(at: backup, mode: .read) }
        #expect(read?.code == .catalogueDamaged)
        #expect(read?.message.contains("archivectl restore") == true)
        #expect(read?.message.contains("rebuild") == false)
        let rebuild = storeError { try site.rebuild(backup) }
        #expect(rebuild?.message.contains("archivectl restore") == true)
        try Loss.deleted.happen(to: backup)
        try FileManager.default.removeItem(atPath: backup + "/archive.yaml")
        for unfinished in [
            storeError { _ = try Archive.open(at: backup, mode: .read) },
            storeError { try site.rebuild(backup) },
        ] {
            #expect(unfinished?.code == .backupUnfinished)
            #expect(unfinished?.message.contains("archivectl restore") == true)
        }
    }
}
