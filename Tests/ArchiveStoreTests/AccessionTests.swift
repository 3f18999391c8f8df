import ArchiveModel
import ArchiveStore
import Foundation
import Testing

@Suite struct AccessionTests {
    @Test("a file is kept byte for byte, read-only, under its digest")
    func keepsBytes() throws {
        let temporary = try TemporaryArchive()
        let content = String(repeating: "0123456789abcdef", count: 200_000)
        let scan = try temporary.accession("a.tif", content).scan
        let kept = try temporary.archive.originalPath(of: scan)
        #expect(FileManager.default.contents(atPath: kept) == Data(content.utf8))
        let digest = try temporary.archive.scan(scan).digest.hex
        #expect(
            kept.hasSuffix(
                "/objects/\(digest.prefix(2))/\(digest.dropFirst(2).prefix(2))/\(digest)"))
        let mode = try FileManager.default.attributesOfItem(atPath: kept)[.posixPermissions]
        #expect(mode as? Int == 0o444)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: temporary.path + "/staging") == [])
    }

    @Test("SHA-512 of 'abc' names the file as the standard says")
    func knownDigest() throws {
        let temporary = try TemporaryArchive()
        let scan = try temporary.accession("abc", "abc").scan
        #expect(
            try temporary.archive.scan(scan).digest.hex.hasPrefix(
                "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea2"))
    }

    @Test("taking in the same file again adds nothing")
    func idempotent() throws {
        let temporary = try TemporaryArchive()
        let first = try temporary.accession("a.tif", "alpha")
        let again = try temporary.accession("a.tif", "alpha")
        #expect(first == .added(first.scan))
        #expect(again == .known(first.scan))
        #expect(try temporary.archive.status().scans == [.unfinished: 1])
    }

    @Test("the same bytes under another name are recorded and stored once")
    func duplicate() throws {
        let temporary = try TemporaryArchive()
        let first = try temporary.accession("a.tif", "alpha").scan
        let other = try temporary.archive.openBatch(name: ScanName("lot_0002"), source: "x")
        let copy = try temporary.archive.accession(
            sourcePath: temporary.write("b.tif", "alpha"), name: ScanName("b.tif"), into: other)
        #expect(copy == .duplicate(copy.scan, of: first))
        let again = try temporary.archive.accession(
            sourcePath: temporary.write("b.tif", "alpha"), name: ScanName("b.tif"), into: other)
        #expect(again == .known(copy.scan))
        #expect(temporary.files(in: "objects").count == 1)
        let status = try temporary.archive.status()
        #expect(status.duplicates == 1)
        #expect(status.originalBytes == 5)
        #expect(try temporary.archive.unfinishedScans().map(\.id) == [first])
    }

    @Test("other bytes under the same name are a scan of their own")
    func changedSource() throws {
        let temporary = try TemporaryArchive()
        let first = try temporary.accession("a.tif", "alpha").scan
        let second = try temporary.accession("a.tif", "bravo")
        #expect(second == .added(second.scan))
        #expect(second.scan != first)
        #expect(temporary.files(in: "objects").count == 2)
    }

    @Test("an empty file is taken in like any other")
    func emptyFile() throws {
        let temporary = try TemporaryArchive()
        let scan = try temporary.accession("empty.tif", "").scan
        #expect(try temporary.archive.scan(scan).size == 0)
        let kept = try temporary.archive.originalPath(of: scan)
        #expect(FileManager.default.contents(atPath: kept) == Data())
    }

    @Test("a missing original is healed when its file comes again")
    func heals() throws {
        let temporary = try TemporaryArchive()
        let scan = try temporary.accession("a.tif", "alpha").scan
        let kept = try temporary.archive.originalPath(of: scan)
        try FileManager.default.removeItem(atPath: kept)
        let error = storeError { _ = try temporary.archive.originalPath(of: scan) }
        #expect(error?.code == .originalMissing)
        #expect(try temporary.accession("a.tif", "alpha") == .known(scan))
        #expect(FileManager.default.fileExists(atPath: kept))
    }

    @Test("batches of one name are one batch")
    func batchByName() throws {
        let temporary = try TemporaryArchive()
        let again = try temporary.archive.openBatch(name: ScanName("lot_0001"), source: "y")
        #expect(again == temporary.batch)
        let unknown = storeError {
            _ = try temporary.archive.accession(
                sourcePath: temporary.write("a", "a"), name: ScanName("a"),
                into: BatchID(rawValue: 99))
        }
        #expect(unknown?.code == .recordUnknown)
    }

    @Test("names that are no text come back as the bytes they were")
    func namesAreBytes() throws {
        let temporary = try TemporaryArchive()
        let name = ScanName(bytes: Array("hot\u{1}r".utf8) + [0xE3, 0xFF, 0x20, 0xBA])
        let path = Array(temporary.source.utf8) + [0x2F] + name.bytes
        let file = try #require(fopen(path.map { CChar(bitPattern: $0) } + [0], "w"))
        fputs("x", file)
        fclose(file)
        let batchName = ScanName(bytes: [0x6C, 0xEE, 0x74])
        let batch = try temporary.archive.openBatch(name: batchName, source: "x")
        let scan = try temporary.archive.accession(sourcePath: path, name: name, into: batch).scan
        let record = try temporary.archive.scan(scan)
        #expect(record.name == name)
        #expect(record.batchName == batchName)
    }
}
