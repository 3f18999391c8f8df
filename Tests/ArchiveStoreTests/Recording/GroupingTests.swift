import ArchiveModel
import ArchiveTestSupport
import DurableFiles
import Foundation
import GRDB
import Testing

@testable import ArchiveStore
@testable import Catalogue

/// Pages go into other documents, and what is known goes with them.
@Suite("Grouping of pages")
struct GroupingTests {
    private struct Refused: Error {}

    /// Pages of the scan that are to make one document; nil for a new one.
    private struct PageGroup {
        let document: DocumentID?
        let pages: [PageReference]
    }

    /// What became of the documents.
    private struct RegroupedDocuments: Equatable {
        let documents: [DocumentID]
        let removed: [DocumentID]
    }

    private let temporary: TemporaryArchive
    private let archive: Archive
    private let scan: ScanID
    private let id: DocumentID

    /// A document of three pages with its type and date on the first and a number on each.
    init() throws {
        temporary = try TemporaryArchive(user: ActingUser(name: "ana"))
        archive = temporary.archive
        scan = try temporary.scan("a.tif", pages: ["Factura", "Chitanta", "anexa"])
        var draft = try temporary.draft(scan, pages: [1, 2, 3], type: "FACT", date: "2021-03-12")
        for page in 1...3 {
            draft.extracted.fields.append(
                ExtractedField(
                    name: .number, value: "\(page)",
                    evidence: FieldEvidence(
                        raw: "nr. \(page)", at: try temporary.address(scan, page: page),
                        box: BoundingBox(left: 5, top: 5, right: 9, bottom: 9)),
                    confidence: Confidence(0.5), rule: "test"))
        }
        id = try temporary.recording.commitDocument(draft) { _, _ in }.id
    }

    private var grouping: Grouping { Grouping(archive: archive, by: temporary.user) }

    private func group(_ document: DocumentID?, _ pages: Int...) -> PageGroup {
        PageGroup(document: document, pages: pages.map { PageReference(scan: scan, number: $0) })
    }

    @discardableResult
    private func regroup(_ groups: PageGroup...) throws -> RegroupedDocuments {
        try regroup(groups)
    }

    @discardableResult
    private func regroup(
        _ groups: [PageGroup], index: Grouping.Indexing = { _, _, _ in }
    ) throws -> RegroupedDocuments {
        let pages = try archive.read { database in
            try groups.flatMap(\.pages).compactMap {
                try DocumentRow.id(ofPage: $0.number, of: $0.scan, in: database)
            }
        }
        let ids = (groups.compactMap(\.document) + pages).reduce(into: [DocumentID]()) {
            if !$0.contains($1) { $0.append($1) }
        }
        let planned = try groups.map { group in
            PlannedGroup(
                group.document,
                pages: try group.pages.map { try temporary.address($0.scan, page: $0.number) })
        }
        let decided = try grouping.decide(
            about: ids, plan: { _ in planned }, read: { _ in nil }, index: index)
        let made = try #require(decided)
        let after = made.after.map(\.document)
        return RegroupedDocuments(
            documents: after, removed: made.before.map(\.document).filter { !after.contains($0) })
    }

    private func document(_ id: DocumentID, in archive: Archive? = nil) throws -> StoredDocument {
        try #require(try Listing(archive: archive ?? self.archive).document(id))
    }

    private func values(_ id: DocumentID, in archive: Archive? = nil) throws -> [String] {
        try document(id, in: archive).extracted.fields.map(\.value)
    }

    private func numbers(_ id: DocumentID) throws -> [Int] {
        try document(id).pages.map(\.reference.number)
    }

    private func seal() throws {
        for batch in try temporary.sealing.pendingBatches() { try temporary.sealing.seal(batch) }
    }

    private func rebuilt(_ body: (Archive) throws -> Void) throws {
        let rebuilt = try temporary.rebuiltCopy()
        #expect(rebuilt.problems.isEmpty)
        try body(rebuilt.archive)
    }

    @Test("pages in another order are the same document, with the same fields")
    func reordered() throws {
        let before = try document(id).extracted
        let made = try regroup(group(id, 2, 3, 1))
        #expect(made == RegroupedDocuments(documents: [id], removed: []))
        #expect(try numbers(id) == [2, 3, 1])
        #expect(try document(id).extracted == before)
        try seal()
        try rebuilt { rebuilt throws in #expect(try document(id, in: rebuilt).extracted == before) }
    }

    @Test(
        "the document keeps its identifier when the first page is split off, with what stands on it"
    )
    func splitFirst() throws {
        let ids = try document(id).extracted.fields.map(\.id)
        let made = try regroup(group(id, 2, 3), group(nil, 1))
        let other = made.documents[1]
        #expect(made.documents[0] == id && other != id && made.removed.isEmpty)
        #expect(try values(id) == ["2", "3"])
        #expect(try values(other) == ["2021-03-12", "1"])
        #expect(try document(other).extracted.fields.map(\.id) == [ids[0], ids[1]])
        #expect(try document(other).extracted.type?.rawValue == "FACT")
        #expect(try document(other).date == "2021-03-12")
        #expect(try document(id).extracted.type == nil && document(id).date == nil)
        try seal()
        try rebuilt { rebuilt throws in
            #expect(try values(id, in: rebuilt) == ["2", "3"])
            #expect(try document(other, in: rebuilt).extracted == document(other).extracted)
            #expect(
                try Listing(archive: rebuilt).document(other)?.pages.map(\.reference.number) == [1])
        }
    }

    @Test("what was corrected of a field goes with it, also when the journal is replayed")
    func corrections() throws {
        let number = try #require(try document(id).extracted.fields.last?.id)
        func correct(_ id: DocumentID, _ value: String, _ field: FieldID) throws {
            _ = try temporary.corrections.correct(
                id, changes: [DocumentChange(name: "number", value: value, field: field)],
                by: temporary.user
            ) { _, _ in }
        }
        try correct(id, "33", number)
        let other = try regroup(group(id, 1, 2), group(nil, 3)).documents[1]
        #expect(try values(other) == ["33"])
        #expect(try temporary.corrections.all(of: other).map(\.value) == ["33"])
        #expect(try temporary.corrections.all(of: id).isEmpty)
        try correct(other, "34", number)
        try seal()
        // In the journal only, and about the document that the field was in then.
        try correct(other, "35", number)
        try rebuilt { rebuilt throws in
            #expect(
                try Corrections(archive: rebuilt).all(of: other).map(\.value) == ["33", "34", "35"])
            #expect(try values(other, in: rebuilt) == ["35"])
            #expect(try values(id, in: rebuilt) == ["2021-03-12", "1", "2"])
        }
    }

    @Test("a decision about a field that has left its document is carried out where it is")
    func movedMeanwhile() throws {
        let field = try #require(try document(id).extracted.fields.last?.id)
        let other = try regroup(group(id, 1, 2), group(nil, 3)).documents[1]
        let decision = Decision(corrections: [
            Correction(
                actor: "ion", at: "2026-01-02T03:04:05Z", field: field, name: "number",
                value: "77")
        ])
        let journal = Journal(in: temporary.path, of: try #require(try archive.identity()))
        try journal.locked { tail in
            let line = try decision.line(about: id, by: temporary.user, after: tail.end)
            _ = try journal.append([line], to: tail)
        }
        _ = try temporary.recording.settle(scan)
        #expect(try values(other) == ["77"])
        #expect(try values(id) == ["2021-03-12", "1", "2"])
        #expect(try temporary.corrections.all(of: other).map(\.value) == ["77"])
    }

    @Test("documents are joined, one identifier stays, and the other is not given again")
    func joined() throws {
        let other = try regroup(group(id, 1, 2), group(nil, 3)).documents[1]
        _ = try temporary.corrections.correct(
            other,
            changes: [
                DocumentChange(name: "series", value: "AB"),
                DocumentChange(name: "type", value: "HCL"),
            ], by: temporary.user
        ) { _, _ in }
        var removed: [DocumentID] = []
        let made = try regroup([group(id, 3, 1, 2)]) { id, document, _ in
            if document == nil { removed.append(id) }
        }
        #expect(made == RegroupedDocuments(documents: [id], removed: [other]))
        #expect(removed == [other])
        #expect(try temporary.listing.document(other) == nil)
        #expect(try values(id) == ["2021-03-12", "1", "2", "3", "AB"])
        #expect(try document(id).extracted.type?.rawValue == "FACT")
        #expect(try temporary.corrections.all(of: id).map(\.name) == ["series"])
        // That of the type was of the document that is no more.
        #expect(try temporary.corrections.all(of: other).map(\.name) == ["type"])
        #expect(try regroup(group(id, 1, 2), group(nil, 3)).documents[1] != other)
        try seal()
        try rebuilt { rebuilt throws in
            #expect(try Corrections(archive: rebuilt).all(of: other).map(\.name) == ["type"])
            let third = try temporary.address(scan, page: 3)
            #expect(try Listing(archive: rebuilt).newDocumentID(startingOn: third) != other)
        }
    }

    @Test("read again, documents stay as a person grouped them")
    func readAgain() throws {
        let other = try regroup(group(id, 1, 2), group(nil, 3)).documents[1]
        #expect(try temporary.listing.documents(withPagesOf: scan) == [id, other])
        let before = try document(other).extracted
        try temporary.recording.commitDocument(
            DocumentDraft(
                id: other, pages: [PageReference(scan: scan, number: 3)],
                extracted: before.withoutIdentities)
        ) { _, _ in }
        #expect(try document(other).extracted == before)
    }

    @Test("a grouping that loses pages, or has some twice, is refused and changes nothing")
    func refused() throws {
        let unknown = try #require(DocumentID("000000000000"))
        let bad: [[PageGroup]] = [
            [group(id, 1, 2)], [group(id, 1, 2, 3, 3)], [group(id, 1, 2), group(nil, 2, 3)],
            [group(id, 1, 2, 3), group(nil)], [group(id, 1), group(id, 2, 3)],
            [group(unknown, 1, 2, 3)],
        ]
        let before = try document(id).extracted
        for groups in bad {
            let error = storeError { try regroup(groups) }
            #expect(error?.code == .groupingIncomplete, "\(groups)")
        }
        #expect(storeError { try regroup(group(id, 1, 2, 3, 4)) }?.code == .groupingIncomplete)
        #expect(throws: Refused.self) {
            try regroup([group(id, 3, 2, 1)]) { _, _, _ in throw Refused() }
        }
        #expect(try numbers(id) == [1, 2, 3])
        #expect(try document(id).extracted == before)
    }

    @Test("a decision that no object has is carried out when the catalogue is made again")
    func replayed() throws {
        try seal()
        let other = try regroup(group(id, 3, 1), group(nil, 2)).documents[1]
        try rebuilt { rebuilt throws in
            #expect(try document(id, in: rebuilt).pages.map(\.reference.number) == [3, 1])
            #expect(try values(other, in: rebuilt) == ["2"])
        }
        try seal()
        _ = try temporary.sealing.sealDecisions()
        try rebuilt { rebuilt throws in
            #expect(try document(id, in: rebuilt).pages.map(\.reference.number) == [3, 1])
            #expect(try values(other, in: rebuilt) == ["2"])
        }
    }

    @Test(
        "a decision of a lost journal is taken over from the former catalogue, and journaled anew")
    func lostJournal() throws {
        try seal()
        let other = try regroup(group(id, 3, 1), group(nil, 2)).documents[1]
        let copy = try temporary.closedCopy()
        try FileManager.default.removeItem(atPath: copy + "/journal")
        let problems = try CatalogueRebuild.run(at: copy).problems
        #expect(problems.contains { $0.message.contains("taken over") })
        for name in try FileManager.default.contentsOfDirectory(atPath: copy)
        where name.hasPrefix("catalogue.sqlite") {
            try FileManager.default.removeItem(atPath: copy + "/" + name)
        }
        #expect(try CatalogueRebuild.run(at: copy).problems.isEmpty)
        let rebuilt = try Archive.open(at: copy, mode: .write)
        #expect(try document(id, in: rebuilt).pages.map(\.reference.number) == [3, 1])
        #expect(try values(other, in: rebuilt) == ["2"])
    }

    @Test("taken back, all is as before, and taking that back does it again")
    func takenBack() throws {
        let before = try document(id).extracted
        let other = try regroup(group(id, 1, 2), group(nil, 3)).documents[1]
        func takeBack() throws {
            let last = try #require(
                try archive.read { try GroupingRow.last(about: other, in: $0)?.grouping })
            try regroup(
                last.before.map { group in
                    PageGroup(
                        document: group.document,
                        pages: group.addresses.map { PageReference(scan: scan, number: $0.number) })
                })
        }
        try takeBack()
        #expect(try numbers(id) == [1, 2, 3])
        #expect(try document(id).extracted == before)
        #expect(try temporary.listing.document(other) == nil)
        #expect(try archive.read { try GroupingRow.removal(of: other, in: $0) } != nil)
        try takeBack()
        #expect(try numbers(other) == [3] && values(other) == ["3"])
        #expect(try archive.read { try GroupingRow.removal(of: other, in: $0) } == nil)
        try seal()
        try rebuilt { rebuilt throws in #expect(try values(other, in: rebuilt) == ["3"]) }
    }

    @Test("what nobody explained is not explained by grouping")
    func unexplained() throws {
        try archive.catalogue.write {
            try $0.execute(sql: "UPDATE field SET value = '9' WHERE value = '3'")
        }
        let error = storeError { try regroup(group(id, 1, 2), group(nil, 3)) }
        #expect(error?.code == .recordUnexplained)
    }
}
