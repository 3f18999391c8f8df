import ArchiveModel
import ArchiveTestSupport
import Foundation
import GRDB
import OCFL
import Testing

@testable import ArchiveStore
@testable import Catalogue
@testable import DurableFiles

/// What the next writer makes of what it finds in `staging/`.
@Suite struct BrokenCommitTests {
    private let folder = NSTemporaryDirectory() + "archivestore-" + UUID().uuidString

    private func created() throws -> Archive {
        try Archive.create(at: folder, settings: ArchiveSettings(), tables: [:])
    }

    /// A name as writers give it.
    private static let left = "5f0c2a1e-0b7e-4c07-9d7e-51b8f2a0c6d4"

    private func leave(_ name: String, _ content: String) throws {
        try Data(content.utf8).write(to: URL(fileURLWithPath: folder + "/staging/" + name))
    }

    private var staged: [String]? {
        try? FileManager.default.contentsOfDirectory(atPath: folder + "/staging")
    }

    @Test(
        "a note of a commit that is torn, or of a version that never came, is swept",
        arguments: [
            "", "{", "{\"object\":\"urn:uuid:1\"", "{\"object\":\"urn:uuid:1\",\"version\":1}",
            "{\"object\":\"../../../etc\",\"version\":-9223372036854775808}",
            "{\"object\":\"\",\"version\":0}", "{\"object\":1,\"version\":\"1\"}", "\u{0}\u{0}",
        ])
    func tornNotes(content: String) throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try created().finish()
        try leave("\(Self.left).commit", content)
        try FileManager.default.createDirectory(
            atPath: folder + "/staging/\(Self.left)/v1/content", withIntermediateDirectories: true)
        let archive = try Archive.open(at: folder, mode: .write)
        #expect(staged == [])
        #expect(try Listing(archive: archive).status().batches == 0)
    }

    /// The folder that an object would lie in, in an archive that is made for it.
    private func place(of object: String) throws -> String {
        let archive = try created()
        defer { try? archive.finish() }
        return Folder.parent(of: archive.store.folder(of: object))
    }

    @Test(
        "folders made for an object that never came are removed, however many of them were made",
        arguments: 1...3)
    func emptyFolders(depth: Int) throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let object = "urn:uuid:\(Self.left)"
        var deepest = try place(of: object)
        for _ in depth..<3 { deepest = Folder.parent(of: deepest) }
        try FileManager.default.createDirectory(
            atPath: deepest, withIntermediateDirectories: true)
        try leave("\(Self.left).commit", "{\"object\":\"\(object)\",\"version\":1}")
        try Archive.open(at: folder, mode: .write).finish()
        let left = try FileManager.default.contentsOfDirectory(atPath: folder + "/objects")
        #expect(Set(left) == ["0=ocfl_1.1", "ocfl_layout.json", "extensions", "events.end"])
    }

    @Test("a version that is in its place and that the catalogue has not is taken up, once")
    func takenUp() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let temporary = try TemporaryArchive()
        try temporary.accession("a.tif", "alpha")
        try temporary.accession("b.tif", "beta")
        try temporary.archive.finish()
        let inventory = try BatchObject(of: temporary.archive).json("inventory.json")
        let object = try #require(inventory["id"] as? String)
        // The same object in an archive whose catalogue has never seen it.
        try created().finish()
        for tree in ["objects"] {
            try FileManager.default.removeItem(atPath: folder + "/" + tree)
            try FileManager.default.copyItem(
                atPath: temporary.path + "/" + tree, toPath: folder + "/" + tree)
        }
        let note = "{\"object\":\"\(object)\",\"version\":2}"
        for _ in 1...2 {
            try leave("\(Self.left).commit", note)
            let archive = try Archive.open(at: folder, mode: .write, by: ActingUser(name: "ana"))
            var names: [String] = []
            try Listing(archive: archive).forEachScan { names.append($0.name.text) }
            #expect(names == ["a.tif", "b.tif"])
            let events = try archive.read {
                try String.fetchAll($0, sql: "SELECT action FROM event ORDER BY sequence")
            }
            #expect(events == ["archive-created", "batch-received"])
            #expect(staged == [])
        }
    }

    @Test("the sidecar that was not replaced any more is made to fit")
    func staleSidecar() throws {
        let temporary = try TemporaryArchive()
        try temporary.accession("a.tif", "alpha")
        let old = try #require(BatchObject(of: temporary.archive).bytes("inventory.json.sha512"))
        try temporary.accession("b.tif", "beta")
        let object = try BatchObject(of: temporary.archive)
        let right = object.bytes("inventory.json.sha512")
        let sidecar = object.path + "/inventory.json.sha512"
        try FileManager.default.removeItem(atPath: sidecar)
        try Data(old).write(to: URL(fileURLWithPath: sidecar))
        let id = try #require(try object.json("inventory.json")["id"] as? String)
        _ = try temporary.archive.store.complete(
            StoredJSON.decode("{\"object\":\"\(id)\",\"version\":2}"))
        #expect(right != old)
        #expect(object.bytes("inventory.json.sha512") == right)
    }
}
