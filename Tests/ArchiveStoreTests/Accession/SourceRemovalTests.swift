import ArchiveModel
import ArchiveTestSupport
import Foundation
import GRDB
import Testing

@testable import ArchiveStore
@testable import Catalogue
@testable import DurableFiles

@Suite struct SourceRemovalTests {
    private let temporary: TemporaryArchive
    private let file: IncomingFile
    private let scan: ScanID

    private var name: String { String(decoding: file.path, as: UTF8.self) }
    private var isThere: Bool { FileManager.default.fileExists(atPath: name) }

    init() throws {
        temporary = try TemporaryArchive()
        scan = try temporary.accession("a.tif", "alpha").scan
        file = try #require(try temporary.incoming().files.first)
    }

    private func remove() throws -> StoreError? {
        try temporary.removal.remove([ArchivedSource(file: file, scan: scan)])[scan]
    }

    private func events() throws -> [String] {
        try temporary.archive.read {
            try String.fetchAll(
                $0, sql: "SELECT object FROM event WHERE action = 'source-removed'")
        }
    }

    @Test("a source whose copy is proven is removed, and an event names it")
    func removed() throws {
        #expect(try remove() == nil)
        #expect(!isThere)
        #expect(try events() == [temporary.listing.scan(scan).digest.hex])
        let kept = try temporary.listing.originalPath(of: scan)
        #expect(FileManager.default.contents(atPath: kept) == Data("alpha".utf8))
    }

    @Test("a source that was changed after it was taken in stays, whatever its size and time")
    func changed() throws {
        let times = try FileManager.default.attributesOfItem(atPath: name)[.modificationDate]
        for content in ["bravo", "alpha and more"] {
            try temporary.write("a.tif", content)
            try FileManager.default.setAttributes(
                [.modificationDate: times as? Date ?? .now], ofItemAtPath: name)
            #expect(try remove()?.code == .sourceChanging)
            #expect(FileManager.default.contents(atPath: name) == Data(content.utf8))
        }
        #expect(try events() == [])
    }

    @Test("a source that somebody writes to stays until it is closed")
    func openForWriting() throws {
        let descriptor = open(name, O_WRONLY)
        #expect(descriptor >= 0)
        #expect(try remove()?.code == .sourceChanging)
        #expect(isThere)
        close(descriptor)
        #expect(try remove() == nil)
        #expect(!isThere)
    }

    @Test("a source whose copy is damaged or gone stays")
    func damagedCopy() throws {
        let kept = try temporary.listing.originalPath(of: scan)
        try FileManager.default.removeItem(atPath: kept)
        try Data("alphb".utf8).write(to: URL(fileURLWithPath: kept))
        let damaged = try remove()
        #expect(damaged?.code == .originalDamaged && damaged?.exitStatus == .damaged)
        #expect(damaged?.message.contains("keep it") == true)
        try FileManager.default.removeItem(atPath: kept)
        #expect(try remove()?.code == .originalMissing)
        #expect(isThere)
    }

    @Test("a link that took the place of a source is not followed, and what it leads to stays")
    func replacedByLink() throws {
        let other = temporary.folder + "/other.tif"
        try FileManager.default.moveItem(atPath: name, toPath: other)
        try FileManager.default.createSymbolicLink(atPath: name, withDestinationPath: other)
        #expect(try remove()?.code == .sourceIsLink)
        #expect(FileManager.default.contents(atPath: other) == Data("alpha".utf8))
        #expect((try? FileManager.default.destinationOfSymbolicLink(atPath: name)) == other)
    }

    @Test("a source that is gone already is said to be missing, and the others are removed")
    func missing() throws {
        let second = try temporary.accession("b.tif", "beta").scan
        let files = try temporary.incoming().files
        try FileManager.default.removeItem(atPath: name)
        let kept = try temporary.removal.remove([
            ArchivedSource(file: files[0], scan: scan),
            ArchivedSource(file: files[1], scan: second),
        ])
        #expect(kept.mapValues(\.code) == [scan: .sourceMissing])
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: temporary.source + "/lot_0001")
                .isEmpty)
        #expect(try events() == [temporary.listing.scan(second).digest.hex])
    }
}
