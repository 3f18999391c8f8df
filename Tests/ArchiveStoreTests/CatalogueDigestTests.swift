import ArchiveModel
import Foundation
import Testing

@testable import ArchiveStore

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
        try archive.recordRefusal(
            folder: ScanName("a"), name: ScanName("a"),
            failure: Failure(code: "source-missing", message: "m"))
        #expect(!isThere)
        try archive.finish()
        #expect(confirm())
        try archive.recordRefusal(
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

    @Test("a reader leaves the digest and the catalogue as they are")
    func reader() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try create()
        let before = FileManager.default.contents(atPath: folder + "/catalogue.sqlite")
        for _ in 1...2 { _ = try Archive.open(at: folder, mode: .read).status() }
        #expect(confirm())
        #expect(FileManager.default.contents(atPath: folder + "/catalogue.sqlite") == before)
    }
}
