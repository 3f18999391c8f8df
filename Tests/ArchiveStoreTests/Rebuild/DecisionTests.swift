import ArchiveModel
import ArchiveTestSupport
import DurableFiles
import Foundation
import GRDB
import Testing

@testable import ArchiveStore
@testable import Catalogue

@Suite("Decisions and their journal")
struct DecisionTests {
    private struct Refused: Error {}

    private let temporary: TemporaryArchive
    private let archive: Archive
    private let draft: DocumentDraft
    private let batch = BatchID(rawValue: 1)

    init() throws {
        temporary = try TemporaryArchive(user: ActingUser(name: "ana"))
        archive = temporary.archive
        let scan = try temporary.scan("a.tif", pages: ["Factura", "pagina"])
        draft = try temporary.draft(scan, pages: [1, 2], type: "FACT", date: "2021-03-12")
        try temporary.recording.commitDocument(draft) { _, _ in }
    }

    private var journal: Journal {
        get throws { Journal(in: temporary.path, of: try #require(try archive.identity())) }
    }

    private func correct(
        _ name: String, _ value: String?, in archive: Archive, by user: ActingUser? = nil
    ) throws {
        _ = try Corrections(archive: archive).correct(
            draft.id, changes: [DocumentChange(name: name, value: value)],
            by: user ?? temporary.user
        ) { _, _ in }
    }

    private func values(_ archive: Archive) throws -> [String?] {
        try Corrections(archive: archive).all(of: draft.id).map(\.value)
    }

    private func findings(_ archive: Archive) throws -> [String] {
        var codes: [String] = []
        try JournalCheck(archive: archive, isBehind: false) { codes.append($0.code) }.run()
        return codes
    }

    /// Makes the catalogue again; codes of what was wrong.
    private func rebuild(_ path: String) throws -> [String] {
        try CatalogueRebuild.run(at: path).problems.map(\.code)
    }

    /// Leaves the archive as a process would that was killed between the journal's line and the end
    /// of its transaction.
    private func breakOff(_ name: String, _ value: String) throws {
        let decision = Decision(corrections: [
            Correction(actor: "ana", at: "2026-01-02T03:04:05Z", name: name, value: value)
        ])
        try journal.locked { tail in
            let line = try decision.line(about: draft.id, by: temporary.user, after: tail.end)
            _ = try journal.append([line], to: tail)
        }
    }

    @Test("a correction is a line of the journal, with its value beside the chain")
    func line() throws {
        try correct("number", "12", in: archive)
        let lines = try journal.lines(after: 0)
        let line = try #require(lines.first)
        #expect(lines.count == 1 && line.isSound)
        #expect(line.object == draft.id.text && line.actor == "ana")
        #expect(!line.detail.contains("\"12\""))
        #expect(line.payload?.contains("\"value\":\"12\"") == true)
        #expect(try temporary.corrections.all(of: draft.id).map(\.decision) == [1])
        #expect(try findings(archive).isEmpty)
    }

    @Test("a change whose index fails decides nothing, and leaves no line")
    func takenBack() throws {
        #expect(throws: Refused.self) {
            _ = try temporary.corrections.correct(
                draft.id, changes: [DocumentChange(name: "number", value: "12")],
                by: temporary.user
            ) { _, _ in throw Refused() }
        }
        #expect(try journal.lines(after: 0).isEmpty)
        try correct("number", "13", in: archive)
        #expect(try values(archive) == ["13"])
        #expect(try findings(archive).isEmpty)
    }

    @Test("a line without its transaction is carried out by the next writer, once")
    func replayed() throws {
        try breakOff("number", "77")
        #expect(try findings(archive) == ["journal-ahead"])
        try correct("date", nil, in: archive)
        #expect(try values(archive) == ["77", nil])
        #expect(try temporary.listing.document(draft.id)?.extracted.fields.map(\.value) == ["77"])
        #expect(try findings(archive).isEmpty)
        let due = try archive.read {
            try String.fetchAll($0, sql: "SELECT document FROM index_due")
        }
        #expect(due == [draft.id.text])
    }

    @Test("losing the catalogue loses no decision, sealed or not, and of documents not read yet")
    func rebuilt() throws {
        try correct("number", "12", in: archive)
        try temporary.sealing.seal(batch)
        try correct("number", "13", in: archive)
        let other = try temporary.scan("b.tif", pages: ["Alta"])
        let unsealed = try temporary.draft(other, pages: [1], type: "HCL", date: nil)
        try temporary.recording.commitDocument(unsealed) { _, _ in }
        _ = try temporary.corrections.correct(
            unsealed.id, changes: [DocumentChange(name: "number", value: "5")],
            by: temporary.user
        ) { _, _ in }
        let path = temporary.path
        try archive.finish()
        let identity = try #require(try archive.identity())
        for file in ["", "-wal", "-shm", ".digests"] {
            try? FileManager.default.removeItem(atPath: path + "/catalogue.sqlite" + file)
        }
        let copy = path + "-copy"
        defer { try? FileManager.default.removeItem(atPath: copy) }
        try FileManager.default.copyItem(atPath: path, toPath: copy)
        #expect(try rebuild(copy).isEmpty)

        let rebuilt = try Archive.open(at: copy, mode: .write)
        #expect(try rebuilt.identity() == identity)
        #expect(try values(rebuilt) == ["12", "13"])
        #expect(
            try Listing(archive: rebuilt).document(draft.id)?.extracted.fields.contains {
                $0.value == "13"
            } == true)
        #expect(try Listing(archive: rebuilt).document(unsealed.id) == nil)
        #expect(try findings(rebuilt).isEmpty)
        // Reading the scan again makes the document, and it is as it was corrected.
        let scan = try #require(try Listing(archive: rebuilt).unfinishedScans().first)
        let recording = Recording(archive: rebuilt, by: temporary.user)
        try recording.recordSurvey(scan.id, format: .tiff, pageCount: 1, warnings: [])
        try recording.recordPage(.reading("Alta", number: 1), of: scan.id)
        try recording.commitDocument(
            DocumentDraft(
                id: unsealed.id, pages: [PageReference(scan: scan.id, number: 1)],
                extracted: unsealed.extracted)
        ) { _, _ in }
        let fields = try Listing(archive: rebuilt).document(unsealed.id)?.extracted.fields
        #expect(fields?.map(\.value) == ["5"])
    }

    @Test("an altered line is found, and a rebuild keeps the others")
    func damaged() throws {
        for value in ["1", "2", "3"] { try correct("number", value, in: archive) }
        try archive.finish()
        let segment = JournalSegment.all(in: try journal.path)[0].path
        var text = try String(contentsOfFile: segment, encoding: .utf8)
        let range = try #require(text.range(of: #"\"value\":\"2\""#))
        text.replaceSubrange(range, with: #"\"value\":\"9\""#)
        try text.write(toFile: segment, atomically: true, encoding: .utf8)
        #expect(try findings(archive).contains("journal-damaged"))

        let copy = temporary.path + "-copy"
        defer { try? FileManager.default.removeItem(atPath: copy) }
        try FileManager.default.copyItem(atPath: temporary.path, toPath: copy)
        // Nothing else has the altered one then.
        try FileManager.default.removeItem(atPath: copy + "/catalogue.sqlite")
        #expect(try rebuild(copy) == ["journal-damaged"])
        let rebuilt = try Archive.open(at: copy, mode: .write)
        #expect(try values(rebuilt) == ["1", "3"])
        #expect(try findings(rebuilt).isEmpty)
        let names = try FileManager.default.contentsOfDirectory(atPath: copy)
        #expect(names.contains { $0.hasPrefix("journal.replaced-") })
    }

    @Test("a journal that lost lines, and one that is gone, are found and stop writing")
    func shortened() throws {
        try correct("number", "1", in: archive)
        try correct("number", "2", in: archive)
        let segment = JournalSegment.all(in: try journal.path)[0].path
        let text = try String(contentsOfFile: segment, encoding: .utf8)
        let lines = text.split(separator: "\n").dropLast()
        try (lines.joined(separator: "\n") + "\n").write(
            toFile: segment, atomically: true, encoding: .utf8)
        #expect(try findings(archive) == ["journal-damaged"])
        #expect(throws: StoreError.self) { try correct("number", "3", in: archive) }
        try FileManager.default.removeItem(atPath: try journal.path)
        #expect(try findings(archive).contains("journal-damaged"))
        #expect(throws: StoreError.self) { try correct("number", "3", in: archive) }
    }

    @Test("a correction is made beside a run, and the run goes on behind it")
    func besideRun() throws {
        let ion = ActingUser(name: "ion")
        let act = try Archive.open(
            at: temporary.path, mode: .act, by: ion)
        try correct("number", "12", in: act, by: ion)
        _ = try temporary.scan("b.tif", pages: ["Alta"])
        try correct("number", "13", in: act, by: ion)
        try act.finish()
        try temporary.sealing.seal(batch)
        try archive.finish()
        #expect(try values(archive) == ["12", "13"])
        #expect(try findings(archive).isEmpty)
        #expect(Checksum.confirmsCatalogue(in: temporary.path))
    }

    @Test("an act that goes on when the run beside it has closed the books opens them again")
    func digestOfAct() throws {
        let act = try Archive.open(at: temporary.path, mode: .act)
        try archive.finish()
        #expect(Checksum.confirmsCatalogue(in: temporary.path))
        try correct("number", "12", in: act)
        #expect(!Checksum.confirmsCatalogue(in: temporary.path))
        #expect(try archive.catalogue.agreement() == .opened)
        try archive.finish()
        #expect(Checksum.confirmsCatalogue(in: temporary.path))
    }

    @Test("a document that is taken apart and made again is as it was corrected")
    func removedDocument() throws {
        try correct("number", "12", in: archive)
        try temporary.recording.removeDocument(draft.id) { _, _ in }
        try temporary.recording.commitDocument(draft) { _, _ in }
        #expect(
            try temporary.listing.document(draft.id)?.extracted.fields.map(\.value) == [
                "2021-03-12", "12",
            ])
    }

    @Test(
        "an archive of format 1 keeps its unsealed corrections, also when its upgrade was broken off",
        arguments: [false, true])
    func upgraded(brokenOff: Bool) throws {
        try correct("number", "12", in: archive)
        try temporary.sealing.seal(batch)
        try correct("number", "13", in: archive)
        try archive.finish()
        let copy = temporary.path + "-copy"
        defer { try? FileManager.default.removeItem(atPath: copy) }
        try FileManager.default.copyItem(atPath: temporary.path, toPath: copy)
        try EarlierCatalogue.make4(at: copy)
        let reader = try Archive.open(at: copy, mode: .read)
        #expect(try values(reader) == ["12", "13"])
        #expect(try findings(reader).isEmpty)
        let journal = Journal(in: copy, of: try #require(try reader.identity()))
        if brokenOff {
            // The journal is complete, and the catalogue's transaction never ended.
            try Archive.open(at: copy, mode: .write).finish()
            let kept = try FileManager.default.contentsOfDirectory(atPath: journal.path)
            let bytes = try Data(contentsOf: URL(fileURLWithPath: "\(journal.path)/\(kept[0])"))
            try EarlierCatalogue.make4(at: copy)
            try journal.make(after: EventLog.start)
            try bytes.write(to: URL(fileURLWithPath: "\(journal.path)/\(kept[0])"))
        }
        do {
            let upgraded = try Archive.open(at: copy, mode: .write)
            #expect(try values(upgraded) == ["12", "13"])
            // Of one document: both, since they are written down together.
            #expect(try journal.lines(after: 0).map(\.action) == ["corrections-carried"])
            #expect(try findings(upgraded).isEmpty)
            try upgraded.finish()
        }
        #expect(try rebuild(copy).isEmpty)
        let rebuilt = try Archive.open(at: copy, mode: .write)
        #expect(try values(rebuilt) == ["12", "13"])
    }
}
