import ArchiveModel
import ArchiveTestSupport
import Foundation
import Testing

@testable import ArchiveStore
@testable import Catalogue

@Suite struct ObjectContentTests {
    @Test("the first version has what was received, read-only, and nothing else but batch.json")
    func firstVersion() throws {
        let temporary = try TemporaryArchive(user: ActingUser(name: "ana"))
        let content = String(repeating: "0123456789abcdef", count: 200_000)
        try temporary.write("a.tif", content)
        try temporary.accession("b.tif", "")
        let object = try BatchObject(of: temporary.archive)
        #expect(
            object.files == [
                "0=ocfl_object_1.1", "inventory.json", "inventory.json.sha512",
                "v1/content/batch.json", "v1/content/originals/a.tif",
                "v1/content/originals/b.tif", "v1/inventory.json", "v1/inventory.json.sha512",
            ])
        #expect(object.bytes("v1/content/originals/a.tif") == Array(content.utf8))
        #expect(object.bytes("v1/content/originals/b.tif") == [])
        for file in object.files {
            let attributes = try FileManager.default.attributesOfItem(
                atPath: object.path + "/" + file)
            #expect(attributes[.posixPermissions] as? Int == 0o440, "\(file)")
        }
        #expect(temporary.files(in: "staging").isEmpty)
        #expect(try object.state(of: 1)["originals/a.tif"] == "v1/content/originals/a.tif")
    }

    @Test("the inventory has the digest of each file, who received it, and a digest of its own")
    func inventory() throws {
        let temporary = try TemporaryArchive(user: ActingUser(name: "ana maria"))
        try temporary.accession("a.tif", "alpha")
        try temporary.accession("b.tif", "beta")
        let object = try BatchObject(of: temporary.archive)
        let inventory = try object.json("inventory.json")
        #expect(inventory["digestAlgorithm"] as? String == "sha512")
        #expect(inventory["type"] as? String == "https://ocfl.io/1.1/spec/#inventory")
        #expect(inventory["head"] as? String == "v2")
        let manifest = try #require(inventory["manifest"] as? [String: [String]])
        #expect(
            manifest.values.joined().sorted() == object.files.filter { $0.contains("content/") })
        for (digest, paths) in manifest {
            for path in paths {
                #expect(try Checksum.sha512(object.bytes(path) ?? [1]) == digest, "\(path)")
            }
        }
        let versions = try #require(inventory["versions"] as? [String: [String: Any]])
        for version in versions.values {
            #expect(version["message"] as? String == "received")
            let user = try #require(version["user"] as? [String: String])
            #expect(user["name"] == "ana maria")
            #expect(user["address"]?.hasPrefix("acct:ana") == false)
            let created = try #require(version["created"] as? String)
            #expect(created.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/) != nil)
        }
        for folder in ["", "v1/", "v2/"] {
            let bytes = try #require(object.bytes(folder + "inventory.json"))
            let sidecar = "\(try Checksum.sha512(bytes)) inventory.json\n"
            #expect(object.bytes(folder + "inventory.json.sha512") == Array(sidecar.utf8))
        }
        #expect(object.bytes("v2/inventory.json") == object.bytes("inventory.json"))
        #expect(object.bytes("v1/inventory.json") != object.bytes("inventory.json"))
    }

    @Test("an object lies below the digest of its identifier, in a folder of that name")
    func layout() throws {
        let temporary = try TemporaryArchive()
        try temporary.accession("a.tif", "alpha")
        let object = try BatchObject(of: temporary.archive)
        let id = try #require(object.json("inventory.json")["id"] as? String)
        #expect(id.wholeMatch(of: /urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/) != nil)
        let hex = try Checksum.sha512(Array(id.utf8))
        let tuples = [hex.prefix(3), hex.dropFirst(3).prefix(3), hex.dropFirst(6).prefix(3)]
        #expect(
            object.path == temporary.path + "/objects/" + tuples.joined(separator: "/") + "/"
                + id.replacing(":", with: "%3a"))
        #expect(
            temporary.files(in: "objects").filter { !$0.contains("%3a") }.sorted() == [
                "0=ocfl_1.1", "events.end",
                "extensions/0003-hash-and-id-n-tuple-storage-layout/config.json",
                "ocfl_layout.json",
            ])
    }

    @Test("batch.json says where the files lay and when they were last changed")
    func batchFile() throws {
        let temporary = try TemporaryArchive()
        let path = try temporary.write("a%.tif", "alpha", in: "lot 1")
        let times = [timespec(tv_sec: 0, tv_nsec: 0), timespec(tv_sec: 1_711_620_900, tv_nsec: 7)]
        #expect(utimensat(AT_FDCWD, String(decoding: path, as: UTF8.self), times, 0) == 0)
        try temporary.takeIn("lot 1", as: "scans/lot 1")
        let batch = try BatchObject(of: temporary.archive).json("v1/content/batch.json")
        #expect(Set(batch.keys) == ["files", "folder", "format", "name", "source"])
        #expect(batch["format"] as? String == "archivectl batch 1")
        #expect(batch["folder"] as? String == "scans/lot 1")
        #expect(batch["name"] as? String == "scans/lot 1")
        #expect(batch["source"] as? String == temporary.source + "/lot 1")
        #expect(
            batch["files"] as? [[String: String]] == [
                ["modified": "2024-03-28T10:15:00.000000007Z", "path": "originals/a%25.tif"]
            ])
    }

    @Test(
        "a file from the far past or future is taken in like any other",
        arguments: [-9_300_000_000, 0, 9_300_000_000, 13_000_000_000])
    func farTimes(seconds: Int) throws {
        let temporary = try TemporaryArchive()
        let path = try temporary.write("a.tif", "alpha")
        let times = Array(repeating: timespec(tv_sec: seconds, tv_nsec: 5), count: 2)
        #expect(utimensat(AT_FDCWD, String(decoding: path, as: UTF8.self), times, 0) == 0)
        #expect(try temporary.takeIn()["a.tif"]?.isAdded == true)
        #expect(try temporary.takeIn()["a.tif"]?.isKnown == true)
    }
}
