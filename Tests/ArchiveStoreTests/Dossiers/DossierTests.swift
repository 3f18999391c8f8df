import ArchiveModel
import ArchiveTestSupport
import DurableFiles
import Foundation
import GRDB
import OCFL
import Testing

@testable import ArchiveStore
@testable import Catalogue

@Suite("Dossiers in journal, catalogue and objects")
struct DossierTests {
    private let temporary: TemporaryArchive
    private let archive: Archive
    private let scan: ScanID
    private let document: DocumentID
    private let other: DocumentID
    private let id = DossierID.random()

    /// Two documents: one of two pages, one of one.
    init() throws {
        temporary = try TemporaryArchive(user: ActingUser(name: "ana"))
        archive = temporary.archive
        scan = try temporary.scan("a.tif", pages: ["Factura", "anexa", "Chitanta"])
        document = try temporary.recording.commitDocument(
            temporary.draft(scan, pages: [1, 2], type: "FACT", date: "2021-03-12")
        ) { _, _ in }.id
        other = try temporary.recording.commitDocument(
            temporary.draft(scan, pages: [3], type: "CHIT", date: "2021-02-01")
        ) { _, _ in }.id
    }

    private func decide(
        _ description: DossierDescription? = nil, add added: [DocumentID] = [],
        remove removed: [DocumentID] = [], about id: DossierID? = nil
    ) throws {
        let id = id ?? self.id
        try Dossiers(archive: archive, by: temporary.user).decide(about: id, and: added) { _ in
            DossierDecision(about: id, description: description, added: added, removed: removed)
        }
    }

    private var description: DossierDescription {
        DossierDescription(DossierMark(code: "II.C.7", year: 2021, number: 3))
    }

    private func dossier(
        _ archive: Archive? = nil, id: DossierID? = nil
    ) throws -> StoredDossier {
        try #require(try Listing(archive: archive ?? self.archive).dossier(id ?? self.id))
    }

    private func papers(_ archive: Archive? = nil, id: DossierID? = nil) throws -> [DocumentID] {
        try dossier(archive, id: id).papers.map(\.document)
    }

    private func group(_ groups: (DocumentID?, [Int])...) throws -> DecidedGrouping {
        let planned = try groups.map { document, pages in
            PlannedGroup(
                document, pages: try pages.map { try temporary.address(scan, page: $0) })
        }
        let ids = try temporary.listing.documents(withPagesOf: scan)
        let decided = try Grouping(archive: archive, by: temporary.user).decide(
            about: ids, plan: { _ in planned }, read: { _ in nil }, index: { _, _, _ in })
        return try #require(decided)
    }

    private func seal() throws {
        _ = try temporary.sealing.sealPending { _ in }
        _ = try temporary.sealing.sealDecisions()
    }

    private func rebuilt(_ body: (Archive) throws -> Void) throws {
        let rebuilt = try temporary.rebuiltCopy()
        #expect(rebuilt.problems.isEmpty)
        try body(rebuilt.archive)
    }

    /// Codes of what verify finds, without notes.
    private func findings(_ path: String) throws -> Set<String> {
        var codes: Set<String> = []
        let verification = try ArchiveVerification(at: path, sample: nil, threads: 1) {
            if $0.severity != .note { codes.insert($0.code) }
        }
        try verification.run()
        return codes
    }

    @Test("a dossier has the dates and sheets of its documents, unless a person says others")
    func extent() throws {
        try decide(description, add: [document, other])
        let counted = try dossier()
        #expect(counted.papers.map(\.document) == [document, other])
        #expect(counted.firstDay?.iso == "2021-02-01" && counted.lastDay?.iso == "2021-03-12")
        #expect(counted.sheets == 3)
        var said = description
        said.firstDay = CalendarDate(iso: "2021-01-05")
        said.sheets = 7
        try decide(said)
        let stated = try dossier()
        #expect(stated.firstDay?.iso == "2021-01-05" && stated.lastDay?.iso == "2021-03-12")
        #expect(stated.sheets == 7)
    }

    @Test(
        "a decision whose process was killed before its transaction is carried out by the next writer"
    )
    func killed() throws {
        try decide(description, add: [document])
        let journal = Journal(in: temporary.path, of: try #require(try archive.identity()))
        try journal.locked { tail in
            let decision = Decision(dossier: DossierDecision(about: id, added: [other]))
            let line = try decision.line(about: id, by: temporary.user, after: tail.end)
            _ = try journal.append([line], to: tail)
        }
        #expect(try papers() == [document])
        _ = try temporary.recording.settle(scan)
        #expect(try papers() == [document, other])
        let due = try archive.read { try String.fetchAll($0, sql: "SELECT * FROM index_due") }
        #expect(due.isEmpty)
        #expect(try findings(temporary.path).isEmpty)
    }

    @Test(
        "losing the catalogue loses no dossier, sealed or not, and nothing that was decided since")
    func rebuilds() throws {
        try decide(description, add: [document, other])
        // The scan is not sealed: its documents are to be read again.
        try rebuilt { rebuilt throws in
            #expect(try dossier(rebuilt).waiting == [document, other])
        }
        try seal()
        try rebuilt { rebuilt throws in
            #expect(try papers(rebuilt) == [document, other])
            #expect(try !dossier(rebuilt).isPending)
        }
        var closed = description
        closed.closed = .init(on: try #require(CalendarDate(iso: "2022-01-10")))
        try decide(closed, remove: [document])
        try rebuilt { rebuilt throws in
            #expect(try papers(rebuilt) == [other])
            #expect(try dossier(rebuilt).description == closed)
        }
    }

    @Test("a document that is read again after a loss is in its dossier")
    func readAgain() throws {
        try decide(description, add: [document])
        let rebuilt = try temporary.rebuiltCopy().archive
        #expect(try papers(rebuilt).isEmpty && dossier(rebuilt).waiting == [document])
        let unread = try #require(try Listing(archive: rebuilt).unfinishedScans().first)
        let recording = Recording(archive: rebuilt, by: temporary.user)
        try recording.recordSurvey(unread.id, format: .tiff, pageCount: 3, warnings: [])
        for page in 1...3 { try recording.recordPage(.reading("a", number: page), of: unread.id) }
        let draft = try temporary.draft(scan, pages: [1, 2], type: "FACT")
        try recording.commitDocument(
            DocumentDraft(
                id: document, pages: [1, 2].map { PageReference(scan: unread.id, number: $0) },
                extracted: draft.extracted)
        ) { _, _ in }
        #expect(try papers(rebuilt) == [document])
    }

    @Test("what is split off stays in the dossier, also when the catalogue is made again")
    func splits() throws {
        try decide(description, add: [document])
        let new = try group((document, [1]), (nil, [2]), (other, [3])).after[1].document
        #expect(try papers() == [document, new])
        try rebuilt { rebuilt throws in
            // The scan is not sealed: its documents are to be read again.
            #expect(try dossier(rebuilt).waiting == [document, new])
        }
        try seal()
        try rebuilt { rebuilt throws in #expect(try papers(rebuilt) == [document, new]) }
        // A person took it out, and pages go to it: it stays out.
        try decide(remove: [new])
        _ = try group((document, [1]), (new, [2, 3]))
        #expect(try papers() == [document])
        try rebuilt { rebuilt throws in #expect(try papers(rebuilt) == [document]) }
    }

    @Test("a document takes over the dossier of one that is joined to it, until that is taken back")
    func joins() throws {
        try decide(description, add: [other])
        let joined = try group((document, [1, 2, 3]))
        #expect(try papers() == [document])
        try seal()
        try rebuilt { rebuilt throws in #expect(try papers(rebuilt) == [document]) }
        let back = joined.reversed.after
        _ = try group((back[0].document, [1, 2]), (back[1].document, [3]))
        #expect(try papers() == [other])
        try rebuilt { rebuilt throws in #expect(try papers(rebuilt) == [other]) }
    }

    @Test("sealing writes each dossier that changed as a file of its own, and verify knows it")
    func sealed() throws {
        let second = DossierID.random()
        try decide(description, add: [document])
        try decide(
            DossierDescription(DossierMark(code: "I.A.1", year: 2021, number: 1)), about: second)
        try seal()
        try decide(add: [other])
        try seal()
        let object = try #require(try dossier().object)
        let rows = try archive.read { try ObjectRow.all(.dossier, in: $0) }
        #expect(rows.count == 2 && rows.first { $0.id == object }?.head == 2)
        let folder = ObjectStore(archive: temporary.path).folder(of: object)
        let text = try String(
            contentsOfFile: folder + "/v2/content/dossier.json", encoding: .utf8)
        #expect(text.contains(#""code" : "II.C.7""#) && text.contains(other.text))
        #expect(text.contains(#""date" : "2021-03-12""#) && text.contains(#""sheets" : 3"#))
        #expect(try findings(temporary.path).isEmpty)
        try archive.catalogue.write {
            try $0.execute(
                sql: "DELETE FROM dossier_document WHERE document = ?", arguments: [other.text])
        }
        #expect(try findings(temporary.path) == ["record-differs"])
    }

    @Test("dossiers come back from their objects when the journal is lost with the catalogue")
    func lostJournal() throws {
        try decide(description, add: [document, other])
        try seal()
        let copy = try temporary.closedCopy()
        let journals = try archive.read { try ObjectRow.all(.journal, in: $0) }
        for row in journals {
            try FileManager.default.removeItem(
                atPath: ObjectStore(archive: copy).folder(of: row.id))
        }
        for name in try FileManager.default.contentsOfDirectory(atPath: copy)
        where name.hasPrefix("catalogue.sqlite") || name == "journal" {
            try FileManager.default.removeItem(atPath: copy + "/" + name)
        }
        _ = try CatalogueRebuild.run(at: copy)
        // Numbers begin anew, and what is decided now counts all the same.
        try removeOther(fromDossierIn: copy)
        _ = try CatalogueRebuild.run(at: copy)
        #expect(try papers(try Archive.open(at: copy, mode: .read)) == [document])
    }

    private func removeOther(fromDossierIn copy: String) throws {
        let found = try Archive.open(at: copy, mode: .write)
        #expect(try papers(found) == [document, other])
        try Dossiers(archive: found, by: temporary.user).decide(about: id) { _ in
            DossierDecision(about: id, removed: [other])
        }
        try found.finish()
    }

    @Test("a backup has the objects of dossiers, and is no worse for them")
    func backup() throws {
        try decide(description, add: [document])
        try seal()
        try archive.finish()
        let copy = temporary.folder + "/backup"
        let backup = try ArchiveBackup.begin(
            of: Archive.open(at: temporary.path, mode: .read), to: copy)
        let summary = try backup.run()
        #expect(summary.problems.isEmpty)
        #expect(try findings(copy).isEmpty)
    }
}
