import ArchiveModel
import ArchiveTestSupport
import Catalogue
import Foundation
import GRDB
import Testing

@testable import ArchiveStore
@testable import DurableFiles

@Suite struct CatalogueDigestTests {
    private let folder = NSTemporaryDirectory() + "archivestore-" + UUID().uuidString

    private var sums: String { folder + "/catalogue.sqlite.sha512" }

    private var isThere: Bool { FileManager.default.fileExists(atPath: sums) }

    private func create() throws {
        try Archive.create(at: folder, settings: ArchiveSettings(), tables: [:]).finish()
    }

    private func confirm() -> Bool {
        Checksum.confirms("catalogue.sqlite.sha512", in: folder)
    }

    @Test("the digest is there and right once the writer is done")
    func afterWriting() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try create()
        #expect(confirm())
        let text = try String(contentsOfFile: sums, encoding: .utf8)
        #expect(text.wholeMatch(of: /[0-9a-f]{128}  catalogue\.sqlite\n/) != nil)
    }

    @Test("the digest is gone while a writer changes something, and right when it is done")
    func whileWriting() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try create()
        let archive = try Archive.open(at: folder, mode: .write)
        try Accession(archive: archive, by: .current).recordRefusal(
            folder: ScanName("a"), name: ScanName("a"),
            failure: Failure(code: "source-missing", message: "m"))
        #expect(!isThere)
        try archive.finish()
        #expect(confirm())
        try Accession(archive: archive, by: .current).recordRefusal(
            folder: ScanName("a"), name: ScanName("b"),
            failure: Failure(code: "source-missing", message: "m"))
        #expect(!isThere)
        try archive.finish()
        #expect(confirm())
    }

    @Test("a digest that is there is right, also after a writer that neither changed nor finished")
    func writerThatChangesNothing() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try create()
        _ = try Archive.open(at: folder, mode: .write)
        #expect(!isThere || confirm())
        let archive = try Archive.open(at: folder, mode: .write)
        try archive.finish()
        #expect(confirm())
    }

    enum Alteration: CaseIterable { case sql, log, garbage, empty }

    private func alter(_ site: ClosedArchive, _ alteration: Alteration) throws {
        let catalogue = URL(fileURLWithPath: site.path + "/catalogue.sqlite")
        let digest = URL(fileURLWithPath: site.path + "/catalogue.sqlite.sha512")
        switch alteration {
        case .sql: try site.tamper("UPDATE page_text SET text = 'x'")
        case .log:
            // As a program leaves it that is killed: the change lies in the log alone.
            let log = URL(fileURLWithPath: site.path + "/catalogue.sqlite-wal")
            let before = try Data(contentsOf: catalogue)
            let pool = try DatabasePool(path: catalogue.path)
            try pool.write { try $0.execute(sql: "UPDATE page_text SET text = 'x'") }
            let left = try Data(contentsOf: log)
            try pool.close()
            try before.write(to: catalogue)
            try left.write(to: log)
        case .garbage: try Data("hello\n".utf8).write(to: digest)
        case .empty: try Data().write(to: digest)
        }
    }

    @Test(
        "nobody writes to a catalogue that was changed by other means, until it is made again",
        arguments: Alteration.allCases)
    func altered(alteration: Alteration) throws {
        let site = try ClosedArchive()
        try alter(site, alteration)
        let files = ["catalogue.sqlite", "catalogue.sqlite.sha512", "events.end"]
        let contents = { files.map { FileManager.default.contents(atPath: site.path + "/" + $0) } }
        let before = contents()
        for _ in 1...2 {
            let error = storeError { _ = try Archive.open(at: site.path, mode: .write) }
            #expect(error?.code == .catalogueAltered && error?.exitStatus == .damaged)
            #expect(contents() == before)
        }
        #expect(try site.verify().codes.contains("catalogue-digest"))
        try site.rebuild()
        #expect(try site.verify().codes.isEmpty)
        try Archive.open(at: site.path, mode: .write).finish()
    }

    @Test("a reader leaves the digest and the catalogue as they are")
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
}
