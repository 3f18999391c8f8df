import ArchiveModel
import ArchiveTestSupport
import Foundation
import Testing

@testable import ArchiveStore
@testable import Catalogue
@testable import DurableFiles

@Suite struct VerificationTests {
    private let site: ClosedArchive

    init() throws {
        site = try ClosedArchive()
    }

    @Test("a sound archive has no findings, and all of it was looked at")
    func sound() throws {
        let (codes, summary) = try site.verify()
        #expect(codes.isEmpty)
        #expect(summary.objects == 2)
        // a, b, c, copy; batch.json twice; ALTO of a and c; documents.json twice.
        #expect(summary.files == 10)
        #expect(summary.events > 5)
    }

    @Test(
        "what was altered in the catalogue is found",
        arguments: [
            ("UPDATE page_text SET text = 'alt'", "text-differs"),
            (
                "UPDATE field SET value = '1999-01-01'; UPDATE batch SET pending = 0",
                "record-differs"
            ),
            ("UPDATE page SET verdict = 'blank'; UPDATE batch SET pending = 0", "record-differs"),
            ("DELETE FROM document; UPDATE batch SET pending = 0", "record-differs"),
            ("DELETE FROM scan WHERE id = 2", "scan-unlisted"),
            ("UPDATE scan SET digest = zeroblob(64) WHERE id = 2", "scan-missing"),
            ("UPDATE scan SET size = 1 WHERE id = 2", "scan-missing"),
            ("UPDATE batch SET head = 1 WHERE id = 1", "object-ahead"),
            ("UPDATE batch SET head = 9 WHERE id = 1", "object-behind"),
            ("DELETE FROM batch WHERE id = 2", "object-unlisted"),
            (
                "DROP TRIGGER event_unchanged; UPDATE event SET actor = 'altul' WHERE sequence = 2",
                "events-changed"
            ),
            ("DROP TRIGGER event_kept; DELETE FROM event WHERE sequence = 3", "events-missing"),
            ("DROP TRIGGER event_kept; DELETE FROM event WHERE sequence > 2", "events-missing"),
            ("DROP TRIGGER event_kept; DELETE FROM event", "events-missing"),
        ])
    func tampering(sql: String, code: String) throws {
        try site.tamper(sql)
        let (codes, summary) = try site.verify()
        #expect(codes.contains(code))
        #expect(codes.contains("catalogue-digest"))
        #expect(summary.isDamaged)
    }

    /// What is said of a code.
    private func messages(_ code: String) throws -> [String] {
        var messages: [String] = []
        let verification = try ArchiveVerification(at: site.path, sample: nil, threads: 2) {
            if $0.code == code { messages.append($0.message) }
        }
        try verification.run()
        return messages
    }

    @Test("an identity that was changed by hand is found, and the right one is named")
    func identity() throws {
        let file = site.path + "/archive.yaml"
        let own = try #require(Archive.open(at: site.path, mode: .read).settings.id?.text)
        let other = "3f0c94b2-6a51-4c07-9d7e-51b8f2a0c6d4"
        let text = try String(contentsOfFile: file, encoding: .utf8)
        try text.replacing(own, with: other)
            .write(toFile: file, atomically: true, encoding: .utf8)
        let said = try messages("identity-differs")
        #expect(said.count == 1 && said[0].contains(own) && said[0].contains(other))
        try text.write(toFile: file, atomically: true, encoding: .utf8)
        #expect(try site.verify().codes.isEmpty)
    }

    @Test(
        "a part that writers do not take for their own is found",
        arguments: ["journal", "catalogue.sqlite.digests", "tables", "staging", "lock"])
    func foreignParts(part: String) throws {
        let (path, files) = (site.path + "/" + part, FileManager.default)
        let isFolder = ["journal", "tables", "staging"].contains(part)
        // A link to it, what is of the other kind, and of the lock a second name.
        try files.moveItem(atPath: path, toPath: site.folder + "/aside")
        try files.createSymbolicLink(
            atPath: path, withDestinationPath: site.folder + "/aside")
        try expectForeign(part)
        try files.removeItem(atPath: path)
        if isFolder {
            try Data("x".utf8).write(to: URL(fileURLWithPath: path))
        } else {
            try files.createDirectory(atPath: path, withIntermediateDirectories: false)
        }
        try expectForeign(part)
        guard part == "lock" else { return }
        try files.removeItem(atPath: path)
        try files.linkItem(atPath: site.folder + "/aside", toPath: path)
        try expectForeign(part)
    }

    private func expectForeign(_ part: String) throws {
        let error = storeError { _ = try Archive.open(at: site.path, mode: .write) }
        #expect(error?.code == .partForeign)
        var subjects: [String] = []
        let verification = try ArchiveVerification(at: site.path, sample: nil, threads: 2) {
            if $0.code == "archive-part-foreign" { subjects.append($0.subject) }
        }
        try verification.run()
        #expect(subjects == [part])
        #expect(verification.summary.isDamaged)
    }

    @Test("a link in staging is found: the next writer would not remove it")
    func linkInStaging() throws {
        let name = "staging/5f0c2a1e-0b7e-4c07-9d7e-51b8f2a0c6d4"
        try FileManager.default.createSymbolicLink(
            atPath: site.path + "/" + name, withDestinationPath: site.folder)
        #expect(
            storeError { _ = try Archive.open(at: site.path, mode: .write) }?.code == .partForeign)
        #expect(try site.verify().codes.contains("archive-part-foreign"))
    }

    @Test("a lost end of the log is found, and what is advised gives it back")
    func lostEnd() throws {
        let end = site.path + "/events.end"
        let kept = try Data(contentsOf: URL(fileURLWithPath: end))
        try FileManager.default.removeItem(atPath: end)
        let said = try messages("events-missing")
        #expect(said.count == 1 && said[0].contains("backup") && said[0].contains("rebuild"))
        try kept.write(to: URL(fileURLWithPath: end))
        #expect(try site.verify().codes.isEmpty)
        try FileManager.default.removeItem(atPath: end)
        try site.rebuild()
        #expect(try site.verify().codes.isEmpty)
    }

    @Test(
        "a changed bit in any file of an object is found",
        arguments: [
            "v1/content/originals/a.tif", "v1/content/batch.json", "v2/content/documents.json",
            "v2/content/alto/a.tif.xml.gz", "inventory.json", "inventory.json.sha512",
            "v1/inventory.json", "v1/inventory.json.sha512", "0=ocfl_object_1.1",
        ])
    func changedBit(file: String) throws {
        let path = try site.object(1) + "/" + file
        var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        bytes[bytes.count / 2] ^= 4
        chmod(path, 0o644)
        try bytes.write(to: URL(fileURLWithPath: path))
        var subjects: [String] = []
        let verification = try ArchiveVerification(at: site.path, sample: nil, threads: 2) {
            if $0.severity == .error { subjects.append($0.subject) }
        }
        try verification.run()
        let object = String(path.dropFirst(site.path.count + 1).dropLast(file.count + 1))
        #expect(subjects.contains { $0.hasPrefix(object) })
    }

    @Test("an object, a file or the catalogue that is gone is found")
    func missing() throws {
        let object = try site.object(2)
        try FileManager.default.removeItem(atPath: object + "/v1/content/originals/c.tif")
        #expect(try site.verify().codes.isSuperset(of: ["E092"]))
        try FileManager.default.removeItem(atPath: object)
        #expect(try site.verify().codes.contains("object-missing"))
        try FileManager.default.removeItem(atPath: site.path + "/catalogue.sqlite")
        #expect(try site.verify().codes.contains("catalogue-damaged"))
    }

    /// SQLite takes the text for the name of a column, as it would take any.
    @Test("a bit of a column's name that changed is damage, and stops nothing")
    func changedColumn() throws {
        let path = URL(fileURLWithPath: site.path + "/catalogue.sqlite")
        var bytes = try Data(contentsOf: path)
        let table = try #require(bytes.range(of: Data("CREATE TABLE document".utf8)))
        let column = try #require(
            bytes.range(of: Data("type".utf8), in: table.upperBound..<bytes.endIndex))
        bytes[column.lowerBound] ^= 1
        try bytes.write(to: path)
        let (codes, summary) = try site.verify()
        #expect(codes.contains("catalogue-damaged"))
        #expect(summary.isDamaged)
    }

    @Test("what an interrupted writer leaves is a note, not damage")
    func interrupted() throws {
        try FileManager.default.removeItem(atPath: site.path + "/catalogue.sqlite.digests")
        try Data().write(
            to: URL(
                fileURLWithPath: site.path + "/staging/5f0c2a1e-0b7e-4c07-9d7e-51b8f2a0c6d4.part"))
        let (codes, summary) = try site.verify()
        #expect(codes == ["catalogue-open", "staging-leftover"])
        #expect(!summary.isDamaged)
    }

    @Test("changes that are not sealed yet are a note")
    func pending() throws {
        do {
            let archive = try Archive.open(at: site.path, mode: .write)
            let id = DocumentID(
                firstScan: try Listing(archive: archive).scan(ScanID(rawValue: 1)).digest,
                firstPage: 1)
            _ = try Corrections(archive: archive).correct(
                id, changes: [DocumentChange(name: "date", value: nil)], by: .current
            ) {
                _, _ in
            }
            try archive.finish()
        }
        let (codes, summary) = try site.verify()
        #expect(codes == ["batch-pending"])
        #expect(!summary.isDamaged)
    }

    @Test("the parts of a sample together hash every file once")
    func sample() throws {
        let parts = try (1...3).map { try site.verify("\($0)/3") }
        #expect(parts.map(\.summary.files).reduce(0, +) == 10)
        #expect(parts.allSatisfy { $0.codes.isEmpty })
        for text in ["0/3", "4/3", "1", "a/b", "1/0", ""] { #expect(VerifySample(text) == nil) }
    }
}
