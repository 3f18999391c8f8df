import ArchiveModel
import ArchiveStore
import ArchiveTestSupport
import Foundation
import Testing

@testable import Catalogue
@testable import DurableFiles

@Suite struct AccessionTests {
    @Test("a file is kept byte for byte, read-only, under its name")
    func keepsBytes() throws {
        let temporary = try TemporaryArchive()
        let content = String(repeating: "0123456789abcdef", count: 200_000)
        let scan = try temporary.accession("a.tif", content).scan
        let kept = try temporary.listing.originalPath(of: scan)
        #expect(FileManager.default.contents(atPath: kept) == Data(content.utf8))
        #expect(kept.hasSuffix("/v1/content/originals/a.tif"))
        let mode = try FileManager.default.attributesOfItem(atPath: kept)[.posixPermissions]
        #expect(mode as? Int == 0o440)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: temporary.path + "/staging") == [])
    }

    @Test("SHA-512 of 'abc' names the file as the standard says")
    func knownDigest() throws {
        let temporary = try TemporaryArchive()
        let scan = try temporary.accession("abc", "abc").scan
        #expect(
            try temporary.listing.scan(scan).digest.hex.hasPrefix(
                "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea2"))
    }

    @Test("taking in the same file again adds nothing")
    func idempotent() throws {
        let temporary = try TemporaryArchive()
        let first = try temporary.accession("a.tif", "alpha")
        let again = try temporary.accession("a.tif", "alpha")
        #expect(first == .added(first.scan))
        #expect(again == .known(first.scan))
        #expect(try temporary.listing.status().scans == [.unfinished: 1])
    }

    @Test("the same bytes in another batch are kept in both, recorded, and read once")
    func duplicate() throws {
        let temporary = try TemporaryArchive()
        let first = try temporary.accession("a.tif", "alpha").scan
        let copy = try temporary.accession("b.tif", "alpha", in: "lot_0002")
        #expect(copy == .duplicate(copy.scan, of: first))
        #expect(try temporary.accession("b.tif", "alpha", in: "lot_0002") == .known(copy.scan))
        for scan in [first, copy.scan] {
            let kept = try temporary.listing.originalPath(of: scan)
            #expect(FileManager.default.contents(atPath: kept) == Data("alpha".utf8))
        }
        #expect(
            try temporary.listing.originalPath(of: first)
                != temporary.listing.originalPath(of: copy.scan))
        let status = try temporary.listing.status()
        #expect(status.duplicates == 1)
        #expect(status.originalBytes == 5)
        #expect(try temporary.listing.unfinishedScans().map(\.id) == [first])
    }

    @Test("the same bytes twice in one batch are stored once")
    func duplicateWithin() throws {
        let temporary = try TemporaryArchive()
        try temporary.write("a.tif", "alpha")
        try temporary.write("b.tif", "alpha")
        let taken = try temporary.takeIn()
        let first = try #require(taken["a.tif"])
        let second = try #require(taken["b.tif"])
        #expect(first == .added(first.scan))
        #expect(second == .duplicate(second.scan, of: first.scan))
        let paths = try [first, second].map { try temporary.listing.originalPath(of: $0.scan) }
        #expect(paths[0] == paths[1])
        #expect(temporary.files(in: "objects").count { $0.contains("/originals/") } == 1)
        try temporary.accession("c.tif", "alpha")
        #expect(temporary.files(in: "objects").count { $0.contains("/originals/") } == 1)
    }

    @Test("other bytes under a name of the batch are a scan of their own, beside the first")
    func changedSource() throws {
        let temporary = try TemporaryArchive()
        try temporary.write("b.tif", "beta")
        let first = try temporary.accession("a.tif", "alpha").scan
        let second = try temporary.accession("a.tif", "bravo")
        #expect(second == .added(second.scan))
        #expect(second.scan != first)
        let kept = try [first, second.scan].map { try temporary.listing.originalPath(of: $0) }
        #expect(kept[0].hasSuffix("/v1/content/originals/a.tif"))
        #expect(kept[1].hasSuffix("/v2/content/originals/a.tif%v2"))
        #expect(
            kept.map { FileManager.default.contents(atPath: $0) } == [
                Data("alpha".utf8), Data("bravo".utf8),
            ])
        #expect(try temporary.listing.scan(second.scan).name == ScanName("a.tif"))
        #expect(try temporary.accession("a.tif", "bravo") == .known(second.scan))
        #expect(try temporary.accession("a.tif", "alpha") == .known(first))
        let third = try temporary.accession("a.tif", "gamma").scan
        #expect(try temporary.listing.originalPath(of: third).hasSuffix("/originals/a.tif%v3"))
    }

    @Test("an accession that is cancelled takes nothing in and leaves nothing behind")
    func cancelled() throws {
        let temporary = try TemporaryArchive()
        for number in 1...20 { try temporary.write("\(number).tif", "\(number)") }
        let incoming = try temporary.incoming()
        #expect(throws: CancellationError.self) {
            try Accession(archive: temporary.archive, by: temporary.user).takeIn(
                incoming, isCancelled: { true })
        }
        #expect(try temporary.listing.status().batches == 0)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: temporary.path + "/staging")
                .isEmpty)
        #expect(try temporary.takeIn().count == 20)
    }

    @Test("one file that cannot be taken in does not keep the others out")
    func partly() throws {
        let temporary = try TemporaryArchive()
        try temporary.write("a.tif", "alpha")
        try temporary.write("c.tif", "gamma")
        var incoming = try temporary.incoming()
        let missing = IncomingFile(path: Array("/nowhere".utf8), name: ScanName("b.tif"))
        incoming = IncomingBatch(
            folder: incoming.folder, source: incoming.source,
            files: [incoming.files[0], missing, incoming.files[1]])
        let outcomes = try Accession(archive: temporary.archive, by: temporary.user).takeIn(
            incoming)
        guard case .taken(.added(let first)) = outcomes[0], case .refused(let error) = outcomes[1],
            case .taken(.added(let last)) = outcomes[2]
        else {
            Issue.record("\(outcomes)")
            return
        }
        #expect(error.code == .sourceMissing)
        #expect(try temporary.listing.scan(first).name == ScanName("a.tif"))
        #expect(try temporary.listing.scan(last).name == ScanName("c.tif"))
    }

    @Test("files of which none can be taken in make no batch")
    func noneTaken() throws {
        let temporary = try TemporaryArchive()
        let files = [IncomingFile(path: Array("/nowhere".utf8), name: ScanName("b.tif"))]
        for files in [files, []] {
            let incoming = IncomingBatch(
                folder: ScanName("x"), source: ScanName("x"), files: files)
            #expect(
                try Accession(archive: temporary.archive, by: temporary.user).takeIn(incoming).count
                    == files.count)
        }
        #expect(try temporary.listing.status().batches == 0)
        #expect(temporary.files(in: "staging").isEmpty)
        #expect(!temporary.files(in: "objects").contains { $0.contains("urn%3a") })
    }

    @Test("an empty file is taken in like any other")
    func emptyFile() throws {
        let temporary = try TemporaryArchive()
        let scan = try temporary.accession("empty.tif", "").scan
        #expect(try temporary.listing.scan(scan).size == 0)
        let kept = try temporary.listing.originalPath(of: scan)
        #expect(FileManager.default.contents(atPath: kept) == Data())
    }

    @Test("a missing original is said to be missing")
    func missingOriginal() throws {
        let temporary = try TemporaryArchive()
        let scan = try temporary.accession("a.tif", "alpha").scan
        try FileManager.default.removeItem(atPath: temporary.listing.originalPath(of: scan))
        let error = storeError { _ = try temporary.listing.originalPath(of: scan) }
        #expect(error?.code == .originalMissing)
        let unknown = storeError {
            _ = try temporary.listing.originalPath(of: ScanID(rawValue: 99))
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
        let batchName = ScanName(bytes: [0x6C, 0xEE, 0x2F, 0x74])
        let outcomes = try Accession(archive: temporary.archive, by: temporary.user).takeIn(
            IncomingBatch(
                folder: batchName, source: ScanName(bytes: [0xFF]),
                files: [IncomingFile(path: path, name: name)]))
        guard case .taken(let accession)? = outcomes.first else {
            Issue.record("the file was not taken in")
            return
        }
        let record = try temporary.listing.scan(accession.scan)
        #expect(record.name == name)
        #expect(record.batchName == batchName)
    }
}
