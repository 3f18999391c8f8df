import ArchiveModel
import ArchiveTestSupport
import Foundation
import GRDB
import Testing

@testable import ArchiveStore
@testable import Catalogue
@testable import DurableFiles

@Suite struct ArchiveOpeningTests {
    @Test("a new archive opens again with its settings and tables")
    func reopens() throws {
        var settings = ArchiveSettings(
            institution: "Primăria \"Valea\\Mare\"", languages: ["ron", "script/Latin"],
            limits: .init(maxPixelsPerPage: 5, secondsPerPage: 6))
        let temporary = try TemporaryArchive(settings: settings)
        #expect(try Archive.exists(at: temporary.path))
        let reader = try Archive.open(at: temporary.path, mode: .read)
        settings.id = temporary.archive.settings.id
        #expect(reader.settings == settings)
        #expect(try reader.table(named: "document-types.yaml") == Array("types: []\n".utf8))
        #expect(
            storeError { _ = try reader.table(named: "../archive.yaml") }?.code == .tableUnreadable)
    }

    @Test("the catalogue is durable and says what it is")
    func catalogueIdentity() throws {
        let temporary = try TemporaryArchive()
        let database = try DatabaseQueue(path: temporary.path + "/catalogue.sqlite")
        let marks = try database.read { connection in
            [
                try Int.fetchOne(connection, sql: "PRAGMA application_id"),
                try Int.fetchOne(connection, sql: "PRAGMA user_version"),
            ]
        }
        #expect(marks == [0x6172_6376, 7])
        let synchronous = try temporary.archive.write {
            try Int.fetchOne($0.database, sql: "PRAGMA synchronous")
        }
        #expect(synchronous == 2)
        #expect(Archive.hasFullTextSearch)
        #expect(Archive.sqliteVersion.hasPrefix("3."))
    }

    @Test("creating refuses an archive and a folder with other files")
    func refusesToCreate() throws {
        let temporary = try TemporaryArchive()
        let again = storeError {
            _ = try Archive.create(at: temporary.path, settings: ArchiveSettings(), tables: [:])
        }
        #expect(again?.code == .archiveExists)
        _ = try temporary.write("scan.tif", "x")
        let full = storeError {
            _ = try Archive.create(at: temporary.source, settings: ArchiveSettings(), tables: [:])
        }
        #expect(full?.code == .folderNotEmpty)
    }

    @Test("a creation that was interrupted is completed by the next")
    func completesCreation() throws {
        let temporary = try TemporaryArchive()
        let half = temporary.folder + "/deep/half"
        try FileManager.default.createDirectory(
            atPath: half + "/objects", withIntermediateDirectories: true)
        let archive = try Archive.create(at: half, settings: ArchiveSettings(), tables: [:])
        #expect(try Listing(archive: archive).status().batches == 0)
    }

    @Test("a folder without an archive says so and has an exit status of its own")
    func noArchive() throws {
        let temporary = try TemporaryArchive()
        let error = storeError { _ = try Archive.open(at: temporary.source, mode: .read) }
        #expect(error?.code == .archiveMissing)
        #expect(error?.exitStatus == .noArchive)
        #expect(error?.isAboutSource == false)
    }

    @Test(
        "a catalogue of a newer version is refused, and one that was never released",
        arguments: [ArchiveMode.read, .write],
        [(1, "archive-too-old", 1), (8, "archive-too-new", 12)])
    func otherVersion(
        mode: ArchiveMode, expected: (version: Int, code: String, status: Int32)
    ) throws {
        let folder = NSTemporaryDirectory() + "archivestore-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try Archive.create(at: folder, settings: ArchiveSettings(), tables: [:]).finish()
        let catalogue = folder + "/catalogue.sqlite"
        try DatabaseQueue(path: catalogue).write {
            try $0.execute(sql: "PRAGMA user_version = \(expected.version)")
        }
        let before = FileManager.default.contents(atPath: catalogue)
        let error = storeError { _ = try Archive.open(at: folder, mode: mode) }
        #expect(error?.code.rawValue == expected.code)
        #expect(error?.exitStatus.rawValue == expected.status)
        #expect(FileManager.default.contents(atPath: catalogue) == before)
        #expect(FileManager.default.fileExists(atPath: catalogue + ".digests"))
    }

    @Test("a file that is no catalogue is reported as damage, not read")
    func foreignCatalogue() throws {
        let temporary = try TemporaryArchive()
        let folder = temporary.folder + "/foreign"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        try Data("languages: [ron]\n".utf8).write(
            to: URL(fileURLWithPath: folder + "/archive.yaml"))
        try Data(repeating: 0x41, count: 8192).write(
            to: URL(fileURLWithPath: folder + "/catalogue.sqlite"))
        let error = storeError { _ = try Archive.open(at: folder, mode: .read) }
        #expect(error?.code == .catalogueDamaged)
    }

    @Test("what an interrupted run left in staging is swept by the next writer, not by a reader")
    func sweepsStaging() throws {
        let folder = NSTemporaryDirectory() + "archivestore-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: folder) }
        _ = try Archive.create(at: folder, settings: ArchiveSettings(), tables: [:])
        let left = folder + "/staging/5f0c2a1e-0b7e-4c07-9d7e-51b8f2a0c6d4.part"
        try Data("half".utf8).write(to: URL(fileURLWithPath: left))
        _ = try Archive.open(at: folder, mode: .read)
        #expect(FileManager.default.fileExists(atPath: left))
        _ = try Archive.open(at: folder, mode: .write)
        #expect(!FileManager.default.fileExists(atPath: left))
    }

    @Test("changing an archive that was opened for reading is refused")
    func readOnly() throws {
        let temporary = try TemporaryArchive()
        let reader = try Archive.open(at: temporary.path, mode: .read)
        try temporary.write("a.tif", "alpha")
        let refusal = Failure(code: "source-missing", message: "m")
        let accession = Accession(archive: reader, by: temporary.user)
        let changes: [() throws -> Void] = [
            { _ = try accession.takeIn(temporary.incoming()) },
            {
                try Sealing(archive: reader, by: temporary.user).seal(BatchID(rawValue: 1))
            },
            { _ = try SourceRemoval(archive: reader, by: temporary.user).remove([]) },
            { _ = try Recording(archive: reader, by: temporary.user).resetFailures() },
            {
                try accession.recordRefusal(
                    folder: ScanName("x"), name: ScanName("x"), failure: refusal)
            },
        ]
        for change in changes { #expect(storeError(change)?.code == .openedForReading) }
    }

    @Test("an archive that lost its catalogue is damaged, and does not go on with an empty one")
    func lostCatalogue() throws {
        let folder = NSTemporaryDirectory() + "archivestore-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: folder) }
        _ = try Archive.create(at: folder, settings: ArchiveSettings(), tables: [:])
        try FileManager.default.removeItem(atPath: folder + "/catalogue.sqlite")
        for mode in [ArchiveMode.read, .write] {
            let error = storeError { _ = try Archive.open(at: folder, mode: mode) }
            #expect(error?.code == .catalogueDamaged)
        }
        try Data().write(to: URL(fileURLWithPath: folder + "/catalogue.sqlite"))
        let empty = storeError { _ = try Archive.open(at: folder, mode: .write) }
        #expect(empty?.code == .catalogueDamaged)
    }

    @Test("a catalogue on a disk that takes no writes can be read under any name")
    func immutableCatalogue() throws {
        let folder = NSTemporaryDirectory() + "arhivă %20?#' \(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try Archive.create(at: folder, settings: ArchiveSettings(), tables: [:]).finish()
        // As on a disk that was written without them.
        for suffix in ["-wal", "-shm"] {
            try FileManager.default.removeItem(atPath: folder + "/catalogue.sqlite" + suffix)
        }
        var configuration = Configuration()
        configuration.readonly = true
        let queue = try DatabaseQueue(
            path: Catalogue.immutableURI(folder + "/catalogue.sqlite"),
            configuration: configuration)
        let batches = try queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM batch") }
        #expect(batches == 0)
        #expect(!FileManager.default.fileExists(atPath: folder + "/catalogue.sqlite-shm"))
    }
}
