import ArchiveModel
import ArchiveTestSupport
import Foundation
import Testing

@testable import ArchiveStore
@testable import Catalogue
@testable import DurableFiles
@testable import OCFL

@Suite("A journal that is lost or does not fit")
struct LostJournalTests {
    /// What may happen to the journal while the catalogue stays sound.
    enum Damage: CaseIterable {
        case removed, emptied, cut, altered
    }

    private let temporary: TemporaryArchive
    private let archive: Archive
    private let draft: DocumentDraft

    init() throws {
        temporary = try TemporaryArchive(user: ActingUser(name: "ana"))
        archive = temporary.archive
        let scan = try temporary.scan("a.tif", pages: ["Factura"])
        draft = try temporary.draft(scan, pages: [1], type: "FACT", date: "2021-03-12")
        try temporary.recording.commitDocument(draft) { _, _ in }
        try temporary.sealing.seal(BatchID(rawValue: 1))
    }

    private func correct(_ values: String...) throws {
        for value in values {
            _ = try temporary.corrections.correct(
                draft.id, changes: [DocumentChange(name: "number", value: value)],
                by: temporary.user
            ) { _, _ in }
        }
    }

    private func damage(_ journal: String, _ damage: Damage) throws {
        let files = FileManager.default
        let segment = journal + "/000000000001.jsonl"
        switch damage {
        case .removed: try files.removeItem(atPath: journal)
        case .emptied: try files.removeItem(atPath: segment)
        case .cut:
            let lines = try String(contentsOfFile: segment, encoding: .utf8)
                .split(separator: "\n")
            try lines.dropLast().map { $0 + "\n" }.joined().write(
                toFile: segment, atomically: false, encoding: .utf8)
        case .altered:
            try String(contentsOfFile: segment, encoding: .utf8)
                .replacing(#"\"value\":\"13\""#, with: #"\"value\":\"99\""#)
                .write(toFile: segment, atomically: false, encoding: .utf8)
        }
    }

    private func removeCatalogue(_ path: String) throws {
        for name in try FileManager.default.contentsOfDirectory(atPath: path)
        where name.hasPrefix("catalogue.sqlite") {
            try FileManager.default.removeItem(atPath: path + "/" + name)
        }
    }

    private func values(_ path: String) throws -> [String?] {
        let archive = try Archive.open(at: path, mode: .read)
        #expect(
            try Listing(archive: archive).document(draft.id)?.number
                == Corrections(archive: archive).all(of: draft.id).last?.value)
        return try Corrections(archive: archive).all(of: draft.id).map(\.value)
    }

    @Test(
        "a rebuild keeps what the former catalogue has, and says what was lost",
        arguments: Damage.allCases)
    func kept(how: Damage) throws {
        try correct("11", "12", "13")
        let copy = try temporary.closedCopy()
        try damage(copy + "/journal", how)
        let problems = try CatalogueRebuild.run(at: copy).problems
        #expect(
            problems.contains { $0.code == "journal-damaged" && $0.message.contains("taken over") })
        #expect(!problems.contains { $0.message.contains("the rest is lost") })
        #expect(try values(copy) == ["11", "12", "13"])
        // From now on the journal has them.
        try removeCatalogue(copy)
        #expect(try CatalogueRebuild.run(at: copy).problems.isEmpty)
        #expect(try values(copy) == ["11", "12", "13"])
    }

    @Test("a catalogue that was altered is not believed, and named")
    func altered() throws {
        try correct("11")
        let copy = try temporary.closedCopy()
        try damage(copy + "/journal", .removed)
        let digests = copy + "/catalogue.sqlite.digests"
        var bytes = try Data(contentsOf: URL(fileURLWithPath: digests))
        let last = try #require(bytes.lastIndex { $0 != UInt8(ascii: "\n") })
        bytes[last] = bytes[last] == UInt8(ascii: "0") ? UInt8(ascii: "1") : UInt8(ascii: "0")
        try bytes.write(to: URL(fileURLWithPath: digests))
        let problems = try CatalogueRebuild.run(at: copy).problems
        #expect(
            problems.contains {
                $0.message.contains("decision 1") && $0.message.contains("altered")
            })
        #expect(try values(copy).isEmpty)
    }

    @Test("a journal that was set aside is carried out in its place, however often it is rebuilt")
    func order() throws {
        try correct("11", "12")
        #expect(try temporary.sealing.sealDecisions() == 2)
        try correct("13", "14")
        let copy = try temporary.closedCopy()
        let segment = copy + "/journal/000000000003.jsonl"
        try String(contentsOfFile: segment, encoding: .utf8)
            .replacing(#""first":3"#, with: #""first":9"#)
            .write(toFile: segment, atomically: false, encoding: .utf8)
        try CatalogueRebuild.run(at: copy)
        #expect(try values(copy) == ["11", "12", "13", "14"])
        for _ in 1...2 {
            try removeCatalogue(copy)
            #expect(try CatalogueRebuild.run(at: copy).problems.isEmpty)
            #expect(try values(copy) == ["11", "12", "13", "14"])
        }
    }

    @Test("a backup has the journals that were set aside, and what is restored of it, too")
    func backup() throws {
        try correct("11", "12", "13")
        let copy = try temporary.closedCopy()
        try removeCatalogue(copy)
        // Line 2 cannot be read any more, and the rest is in the journal that is set aside.
        try damage(copy + "/journal", .altered)
        try CatalogueRebuild.run(at: copy)
        let (backup, restored) = (temporary.folder + "/backup", temporary.folder + "/restored")
        let source = try Archive.open(at: copy, mode: .read)
        for _ in 1...2 { _ = try ArchiveBackup.begin(of: source, to: backup).run() }
        _ = try ArchiveBackup.begin(
            of: Archive.open(at: backup, mode: .read), to: restored, isRestore: true
        ).run()
        for place in [backup, restored] {
            #expect(try setAside(in: place) == setAside(in: copy))
        }
        // Should what the new journal has be lost, a rebuild still finds these.
        try removeCatalogue(restored)
        try FileManager.default.removeItem(atPath: restored + "/journal")
        try CatalogueRebuild.run(at: restored)
        #expect(try values(restored) == ["11", "12"])
    }

    /// The journals that were set aside, with what is in them.
    private func setAside(in path: String) throws -> [String: [String: Data]] {
        let files = FileManager.default
        let names = try files.contentsOfDirectory(atPath: path)
            .filter { $0.hasPrefix("journal.replaced-") }
        #expect(!names.isEmpty)
        return try names.reduce(into: [:]) { result, name in
            result[name] = try files.contentsOfDirectory(atPath: "\(path)/\(name)")
                .reduce(into: [:]) { contents, file in
                    contents[file] = files.contents(atPath: "\(path)/\(name)/\(file)")
                }
        }
    }

    @Test("with a decision of a newer program nothing is sealed, no version either")
    func newer() throws {
        try correct("11")
        let journal = Journal(in: temporary.path, of: try #require(try archive.identity()))
        try journal.locked { tail in
            let line = try Decision(corrections: []).line(
                "document-dreamt", about: draft.id, by: temporary.user, after: tail.end)
            _ = try journal.append([line], to: tail)
        }
        let before = temporary.files(in: "objects").sorted()
        #expect(
            storeError { _ = try temporary.sealing.sealPending { _ in } }?.code == .archiveTooNew)
        #expect(temporary.files(in: "objects").sorted() == before)
        #expect(temporary.files(in: "staging").isEmpty)
    }
}
