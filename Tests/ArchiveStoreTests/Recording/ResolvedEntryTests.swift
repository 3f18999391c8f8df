import ArchiveModel
import ArchiveTestSupport
import DurableFiles
import Foundation
import GRDB
import Testing

@testable import ArchiveStore
@testable import Catalogue

/// Persons say that nothing more is to be done about what could not be read.
@Suite("What persons are done with")
struct ResolvedEntryTests {
    private struct Refused: Error {}

    private let temporary: TemporaryArchive
    private let archive: Archive
    private let failure = Failure(code: "scan-truncated", message: "The file is cut off.")

    init() throws {
        temporary = try TemporaryArchive(user: ActingUser(name: "ana"))
        archive = temporary.archive
    }

    private func failedScan(_ name: String = "a.tif") throws -> ScanID {
        let scan = try temporary.accession(name, "bytes of \(name)").scan
        try temporary.recording.recordFailure(scan, failure: failure)
        return scan
    }

    private func entries(_ archive: Archive, resolved: Bool = false) throws -> [QuarantineEntry] {
        try Listing(archive: archive).quarantine(includingResolved: resolved)
    }

    private func resolve(_ entry: QuarantineEntry, _ reason: String = "o probă") throws {
        try Quarantine(archive: archive, by: temporary.user)
            .resolve(entry.subject, reason: reason) { _ in }
    }

    private func findings(_ archive: Archive) throws -> [String] {
        var codes: [String] = []
        try JournalCheck(archive: archive, isBehind: false) { codes.append($0.code) }.run()
        return codes
    }

    @Test("a scan that a person is done with is in quarantine no more, and says who and why")
    func scan() throws {
        let scan = try failedScan()
        let entry = try #require(try entries(archive).first)
        #expect(try temporary.listing.openFailure(of: scan) == failure)
        try resolve(entry)
        #expect(try entries(archive).isEmpty)
        let status = try temporary.listing.status()
        #expect(status.quarantined == 0 && status.resolved == 1 && status.scans == [.failed: 1])
        #expect(try temporary.listing.openFailure(of: scan) == nil)
        let resolved = try #require(try entries(archive, resolved: true).first)
        #expect(resolved.id == entry.id)
        #expect(resolved.resolved?.user.name == "ana")
        #expect(resolved.resolved?.entry.reason == "o probă")
        #expect(try findings(archive).isEmpty)
    }

    @Test("pages are done with one by one, or with all of their scan")
    func pages() throws {
        let scan = try temporary.scan("a.tif", pages: ["unu", nil, nil])
        let draft = try temporary.draft(scan, pages: [1, 2, 3])
        try temporary.recording.commitDocument(draft) { _, _ in }
        #expect(try entries(archive).map(\.page) == [2, 3])
        try resolve(try entries(archive)[0])
        #expect(try entries(archive).map(\.page) == [3])
        #expect(try temporary.listing.openFailure(of: scan) != nil)
        #expect(try temporary.listing.status().openPages == 1)
        try resolve(try entries(archive)[0])
        #expect(try temporary.listing.openFailure(of: scan) == nil)
    }

    @Test("a file that was not taken in is done with for that reason only")
    func refusal() throws {
        let accession = Accession(archive: archive, by: temporary.user)
        let (folder, name) = (ScanName("lot"), ScanName(bytes: [0xE9, 0x2E, 0x74]))
        func refuse(_ code: String) throws {
            try accession.recordRefusal(
                folder: folder, name: name, failure: Failure(code: code, message: "no"))
        }
        try refuse("source-is-link")
        let since = try entries(archive).map(\.since)
        try resolve(try entries(archive)[0])
        try refuse("source-is-link")
        #expect(try entries(archive).isEmpty)
        #expect(try entries(archive, resolved: true).map(\.since) == since)
        #expect(
            try temporary.listing.isResolved(
                .refusal(folder: folder, name: name, code: "source-is-link")))
        try refuse("source-forbidden")
        #expect(try entries(archive).map(\.failure.code) == ["source-forbidden"])
    }

    @Test("what a person is done with is read again only when it is named")
    func retry() throws {
        let scan = try failedScan()
        let other = try failedScan("b.tif")
        try resolve(try #require(try entries(archive).first { $0.scan == scan }))
        #expect(try temporary.recording.resetFailures() == 1)
        #expect(try temporary.listing.unfinishedScans().map(\.id) == [other])
        #expect(try temporary.recording.resetFailures(of: [scan]) == 1)
        #expect(try temporary.listing.unfinishedScans().count == 2)
    }

    @Test("a decision that is refused at the last moment leaves no line")
    func takenBack() throws {
        _ = try failedScan()
        let entry = try entries(archive)[0]
        #expect(throws: Refused.self) {
            try Quarantine(archive: archive, by: temporary.user)
                .resolve(entry.subject, reason: "x") { _ in throw Refused() }
        }
        #expect(try entries(archive).count == 1)
        #expect(try findings(archive).isEmpty)
    }

    @Test("a line without its transaction is carried out by the next writer, once")
    func replayed() throws {
        _ = try failedScan()
        let entry = try entries(archive)[0]
        let journal = Journal(in: temporary.path, of: try #require(try archive.identity()))
        try journal.locked { tail in
            let line = try Decision(resolved: ResolvedEntry(entry.subject, reason: "o probă"))
                .line(of: entry.id.text, by: temporary.user, after: tail.end)
            _ = try journal.append([line], to: tail)
        }
        #expect(try findings(archive) == ["journal-ahead"])
        #expect(try entries(archive).count == 1)
        _ = try failedScan("b.tif")
        #expect(try entries(archive).map(\.name.text) == ["b.tif"])
        #expect(try findings(archive).isEmpty)
        let due = try archive.read { try String.fetchAll($0, sql: "SELECT * FROM index_due") }
        #expect(due.isEmpty)
    }

    @Test("losing the catalogue loses no such decision, sealed or not")
    func rebuilt() throws {
        for name in ["a.tif", "b.tif", "c.tif"] { _ = try failedScan(name) }
        try temporary.sealing.seal(BatchID(rawValue: 1))
        try resolve(try entries(archive)[0], "unu")
        #expect(try temporary.sealing.sealDecisions() == 1)
        try resolve(try entries(archive)[0], "doi")
        let copy = try temporary.rebuiltCopy()
        #expect(copy.problems.isEmpty)
        #expect(try entries(copy.archive).map(\.name.text) == ["c.tif"])
        let reasons = try entries(copy.archive, resolved: true).compactMap(\.resolved?.entry.reason)
        #expect(reasons == ["unu", "doi"])
        #expect(try findings(copy.archive).isEmpty)
    }

    @Test("of a journal that is lost, the former catalogue gives such decisions back")
    func lostJournal() throws {
        _ = try failedScan()
        try temporary.sealing.seal(BatchID(rawValue: 1))
        try resolve(try entries(archive)[0])
        let copy = try temporary.closedCopy()
        try FileManager.default.removeItem(atPath: copy + "/journal")
        #expect(try CatalogueRebuild.run(at: copy).problems.map(\.code).contains("journal-damaged"))
        let rebuilt = try Archive.open(at: copy, mode: .write)
        #expect(try entries(rebuilt).isEmpty)
        #expect(try findings(rebuilt).isEmpty)
    }

    @Test("such a decision keeps its time when it is carried into a journal that begins anew")
    func time() throws {
        _ = try failedScan()
        try temporary.sealing.seal(BatchID(rawValue: 1))
        try resolve(try entries(archive)[0])
        let time = "2024-01-02T03:04:05Z"
        try archive.catalogue.write {
            try $0.execute(sql: "UPDATE resolved_entry SET at = ?", arguments: [time])
        }
        let copy = try temporary.closedCopy()
        try FileManager.default.removeItem(atPath: copy + "/journal")
        _ = try CatalogueRebuild.run(at: copy)
        let rebuilt = try Archive.open(at: copy, mode: .write)
        #expect(try entries(rebuilt, resolved: true).map(\.resolved?.at) == [time])
        let journal = Journal(in: copy, of: try #require(try rebuilt.identity()))
        #expect(try journal.lines(after: 0).map(\.at) == [time])
    }

    @Test("an entry has the same name wherever and whenever it is read")
    func identifiers() throws {
        let digest = ContentDigest(of: [1, 2, 3])
        let subjects: [QuarantineSubject] = [
            .scan(digest), .page(PageAddress(scan: digest, number: 1)),
            .page(PageAddress(scan: digest, number: 2)),
            .refusal(folder: ScanName("a"), name: ScanName("b"), code: "c"),
            .refusal(folder: ScanName("ab"), name: ScanName(""), code: "c"),
            .refusal(folder: ScanName("a"), name: ScanName(bytes: [0xE9]), code: "c"),
        ]
        #expect(Set(subjects.map(\.id)).count == subjects.count)
        for subject in subjects {
            let text = try StoredJSON.encode(subject)
            #expect(try StoredJSON.decode(text) as QuarantineSubject == subject)
        }
    }
}
