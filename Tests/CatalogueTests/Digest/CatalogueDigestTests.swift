import ArchiveModel
import ArchiveTestSupport
import Foundation
import GRDB
import Testing

@testable import ArchiveStore
@testable import Catalogue
@testable import DurableFiles

@Suite struct CatalogueDigestTests {
    private let folder = NSTemporaryDirectory() + "archivestore-" + UUID().uuidString

    private func create() throws {
        try Archive.create(at: folder, settings: ArchiveSettings(), tables: [:]).finish()
    }

    private func confirm() -> Bool { Checksum.confirmsCatalogue(in: folder) }

    private func refuse(_ name: String, in archive: Archive) throws {
        try Accession(archive: archive, by: .current).recordRefusal(
            folder: ScanName("a"), name: ScanName(name),
            failure: Failure(code: "source-missing", message: "m"))
    }

    @Test("the digests are there and right once the writer is done")
    func afterWriting() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try create()
        #expect(confirm())
    }

    @Test(
        "the books are open while a writer changes something, and closed and right when it is done")
    func whileWriting() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try create()
        let archive = try Archive.open(at: folder, mode: .write)
        for name in ["a", "b"] {
            try refuse(name, in: archive)
            #expect(!confirm())
            #expect(try archive.catalogue.agreement() == .opened)
            try archive.finish()
            #expect(confirm())
            #expect(try archive.catalogue.agreement() == .fits)
        }
    }

    @Test("books that are closed are right, also after a writer that neither changed nor finished")
    func writerThatChangesNothing() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try create()
        _ = try Archive.open(at: folder, mode: .write)
        #expect(try Archive.open(at: folder, mode: .read).catalogue.agreement() == .opened)
        let archive = try Archive.open(at: folder, mode: .write)
        try archive.finish()
        #expect(confirm())
    }

    @Test("an act that changes nothing leaves the digests and the catalogue as they are")
    func actThatChangesNothing() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try create()
        let files = ["catalogue.sqlite", "catalogue.sqlite.digests"]
        let contents = { files.map { FileManager.default.contents(atPath: folder + "/" + $0) } }
        let before = contents()
        try Archive.open(at: folder, mode: .act).finish()
        #expect(contents() == before)
    }

    @Test("a reader leaves the digests and the catalogue as they are")
    func reader() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try create()
        let before = FileManager.default.contents(atPath: folder + "/catalogue.sqlite")
        for _ in 1...2 {
            _ = try Listing(archive: Archive.open(at: folder, mode: .read)).status()
        }
        #expect(confirm())
        #expect(FileManager.default.contents(atPath: folder + "/catalogue.sqlite") == before)
    }

    @Test("a file that grows and shrinks by many chunks has the digests of its size")
    func size() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try create()
        try change("CREATE TABLE padding (bytes BLOB)")
        try change("INSERT INTO padding VALUES (randomblob(600000))")
        let large = try #require(Folder.fileSize(folder + "/catalogue.sqlite"))
        // Pages that become free stay in the file, until it is vacuumed.
        try change("DROP TABLE padding")
        #expect(try #require(Folder.fileSize(folder + "/catalogue.sqlite")) >= large)
        try change(nil)
        #expect(try #require(Folder.fileSize(folder + "/catalogue.sqlite")) < large / 2)
    }

    /// Changes the catalogue, without a statement by a vacuum, and closes it.
    private func change(_ sql: String?) throws {
        let archive = try Archive.open(at: folder, mode: .write)
        if let sql {
            try archive.catalogue.write { try $0.execute(sql: sql) }
        } else {
            try vacuum()
        }
        try archive.finish()
        #expect(confirm())
    }

    private func vacuum() throws {
        var configuration = Configuration()
        configuration.prepareDatabase { try CatalogueBooks.prepare($0) }
        let queue = try DatabaseQueue(
            path: folder + "/catalogue.sqlite", configuration: configuration)
        try queue.vacuum()
        try queue.close()
    }

    @Test("a long run brings its log into the file again and again, and notes what it changes")
    func longRun() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try create()
        let archive = try Archive.open(at: folder, mode: .write)
        try archive.catalogue.write {
            try $0.execute(
                sql: """
                    CREATE TABLE padding (bytes BLOB);
                    INSERT INTO padding VALUES (randomblob(200000));
                    """)
        }
        for _ in 1...50 {
            try archive.catalogue.write {
                try $0.execute(sql: "UPDATE padding SET bytes = randomblob(200000)")
            }
        }
        #expect(try archive.catalogue.agreement() == .opened)
        // 10 MB went through a log of 4 MB and one transaction.
        #expect(try #require(Folder.fileSize(folder + "/catalogue.sqlite-wal")) < 5 << 20)
        try archive.finish()
        #expect(confirm())
    }

    @Test("the pages of a log are those that its transactions changed")
    func frames() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try create()
        let archive = try Archive.open(at: folder, mode: .act)
        let before = try bytes()
        try refuse("a", in: archive)
        let log = try LogFrames.read(ClosedFile.open(folder + "/catalogue.sqlite-wal"))
        try archive.finish()
        let after = try bytes()
        var changed: Set<Int> = []
        for page in 1...(after.count / 4096) {
            let place = (page - 1) * 4096..<page * 4096
            if place.upperBound > before.count || before[place] != after[place] {
                changed.insert(page)
            }
        }
        #expect(!changed.isEmpty && changed.isSubset(of: log.pages))
        #expect(log.fileSize.map { Int($0) } == after.count)
    }

    private func bytes() throws -> Data {
        try Data(contentsOf: URL(fileURLWithPath: folder + "/catalogue.sqlite"))
    }
}
