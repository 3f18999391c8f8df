import ArchiveModel
import ArchiveTestSupport
import DurableFiles
import Foundation
import GRDB
import Testing

@testable import ArchiveStore
@testable import Catalogue

/// Identifiers are given once and stay.
@Suite("Identities of documents and fields")
struct IdentityTests {
    private let temporary: TemporaryArchive
    private let archive: Archive
    private let scan: ScanID
    private let draft: DocumentDraft
    private let batch = BatchID(rawValue: 1)

    init() throws {
        temporary = try TemporaryArchive(user: ActingUser(name: "ana"))
        archive = temporary.archive
        scan = try temporary.scan("a.tif", pages: ["Factura", "pagina", "anexa"])
        draft = try temporary.draft(scan, pages: [1, 2, 3], type: "FACT", date: "2021-03-12")
        try temporary.recording.commitDocument(draft) { _, _ in }
    }

    private func commit(_ draft: DocumentDraft) throws {
        try temporary.recording.commitDocument(draft) { _, _ in }
    }

    private func correct(_ name: String, _ value: String?) throws {
        _ = try temporary.corrections.correct(
            draft.id, changes: [DocumentChange(name: name, value: value)], by: temporary.user
        ) {
            _, _ in
        }
    }

    private func document(in archive: Archive? = nil) throws -> StoredDocument {
        try #require(try Listing(archive: archive ?? self.archive).document(draft.id))
    }

    private func pages(_ numbers: Int...) -> [PageReference] {
        numbers.map { PageReference(scan: scan, number: $0) }
    }

    /// A field as it might be read again.
    private func field(
        _ name: FieldName, _ value: String, page: Int = 1, left: Int = 1
    ) throws -> ExtractedField {
        ExtractedField(
            name: name, value: value,
            evidence: FieldEvidence(
                raw: value, at: try temporary.address(scan, page: page),
                box: BoundingBox(left: left, top: 2, right: left + 2, bottom: 4)),
            confidence: Confidence(0.5), rule: "test")
    }

    /// Reads the document again, with these fields; their identifiers then.
    private func reread(_ fields: [ExtractedField]) throws -> [FieldID?] {
        var again = draft
        again.extracted.fields = fields
        try commit(again)
        return try document().extracted.fields.map(\.id)
    }

    private func initial(_ name: FieldName, _ ordinal: Int) throws -> FieldID {
        try .initial(of: name, in: draft.id, ordinal: ordinal)
    }

    /// Makes the catalogue of a copy of the archive again from its objects and its journal.
    private func rebuilt(_ body: (Archive) throws -> Void) throws {
        let rebuilt = try temporary.rebuiltCopy()
        #expect(rebuilt.problems.isEmpty)
        try body(rebuilt.archive)
    }

    @Test("a document keeps its identifier when its first page moves, and fields their places")
    func reordered() throws {
        let before = try document().extracted
        var again = draft
        again.pages = pages(3, 2, 1)
        try commit(again)
        let after = try document()
        #expect(after.pages.map(\.reference.number) == [3, 2, 1])
        #expect(after.extracted == before)
        let evidence = try #require(after.extracted.fields.first?.evidence)
        #expect(evidence.address == (try temporary.address(scan, page: 1)))
        #expect(after.number(of: evidence.address) == 3)
        #expect(try temporary.sealing.seal(batch))
        try rebuilt { rebuilt throws in #expect(try document(in: rebuilt).extracted == before) }
    }

    @Test("an identifier that was given goes to no other document")
    func givenOnce() throws {
        let first = try temporary.address(scan, page: 1)
        let second = try temporary.listing.newDocumentID(startingOn: first)
        #expect(second != draft.id)
        #expect(
            try temporary.listing.newDocumentID(startingOn: temporary.address(scan, page: 2))
                == DocumentID(firstScan: first.scan, firstPage: 2))
        try temporary.recording.removeDocument(draft.id) { _, _ in }
        #expect(try temporary.listing.newDocumentID(startingOn: first) == second)
        try commit(DocumentDraft(id: second, pages: pages(1, 2), extracted: .unknown))
        let third = try temporary.listing.newDocumentID(startingOn: first)
        #expect(![draft.id, second].contains(third))
        // The document that had it may be made again.
        try temporary.recording.removeDocument(second) { _, _ in }
        try commit(draft)
        #expect(try temporary.listing.newDocumentID(startingOn: first) == third)
    }

    @Test("a document that was removed leaves its corrections, also in its object")
    func removed() throws {
        try correct("number", "12")
        try temporary.sealing.seal(batch)
        try temporary.recording.removeDocument(draft.id) { _, _ in }
        #expect(try temporary.corrections.all(of: draft.id).map(\.value) == ["12"])
        #expect(try temporary.sealing.pendingBatches() == [batch])
        try temporary.sealing.seal(batch)
        let removed = try #require(try BatchObject(of: archive).sealed().removed?.first)
        #expect(removed.id == draft.id && removed.corrections.map(\.value) == ["12"])
        #expect(removed.formerFields?.count == 2)
        try FileManager.default.removeItem(atPath: temporary.path + "/journal")
        let copy = temporary.path + "-copy"
        defer { try? FileManager.default.removeItem(atPath: copy) }
        try FileManager.default.copyItem(atPath: temporary.path, toPath: copy)
        #expect(try CatalogueRebuild.run(at: copy).problems.isEmpty)
        let rebuilt = try Archive.open(at: copy, mode: .write)
        #expect(try Corrections(archive: rebuilt).all(of: draft.id).map(\.value) == ["12"])
        let first = try temporary.address(scan, page: 1)
        #expect(try Listing(archive: rebuilt).newDocumentID(startingOn: first) != draft.id)
        #expect(try Sealing(archive: rebuilt, by: temporary.user).pendingBatches().isEmpty)
    }

    @Test("a correction keeps the identifier of the field, and names it")
    func corrected() throws {
        let date = try initial(.date, 1)
        #expect(try document().extracted.fields.map(\.id) == [date])
        try correct("date", "2021-03-13")
        try correct("number", "12")
        try correct("number", nil)
        try correct("number", "13")
        let fields = try document().extracted.fields
        #expect(fields.map(\.id) == [date, try initial(.number, 2)])
        #expect(fields.last?.evidence == nil)
        let corrections = try temporary.corrections.all(of: draft.id)
        let number = try initial(.number, 1)
        #expect(corrections.map(\.field) == [date, number, number, try initial(.number, 2)])
        try rebuilt { rebuilt throws in
            // Nothing is sealed: the document is to be read again, and waits for its corrections.
            #expect(try Listing(archive: rebuilt).document(draft.id) == nil)
            #expect(try Corrections(archive: rebuilt).all(of: draft.id) == corrections)
        }
        try temporary.sealing.seal(batch)
        try rebuilt { rebuilt throws in
            #expect(try document(in: rebuilt).extracted.fields == fields)
        }
    }

    @Test("a document that is read again keeps the identifiers of what it says or where it stands")
    func readAgain() throws {
        let date = try initial(.date, 1)
        #expect(try reread([field(.date, "2021-03-12", page: 2)]) == [date])
        #expect(try reread([field(.date, "2021-03-18", page: 2, left: 2)]) == [date])
        let second = try initial(.date, 2)
        #expect(try reread([field(.date, "1999-01-01", page: 3)]) == [second])
        // The first identifier was given, and is not given again.
        #expect(try reread([field(.date, "2001-01-01", page: 1)]) == [try initial(.date, 3)])
        #expect(try reread([field(.number, "7")]) == [try initial(.number, 1)])
        try temporary.sealing.seal(batch)
        let sealed = try #require(try BatchObject(of: archive).sealed().documents.first)
        #expect(sealed.formerFields?.count == 3)
        try rebuilt { rebuilt throws in
            let former = try rebuilt.read { try FormerField.all(of: draft.id, in: $0) }
            #expect(former == sealed.formerFields)
        }
    }

    @Test("a corrected field stays corrected when it is read again, elsewhere and otherwise")
    func correctedReadAgain() throws {
        let date = try initial(.date, 1)
        try correct("date", "2021-03-13")
        for again in [
            try field(.date, "2021-03-12", page: 2), try field(.date, "2021-03-13", page: 3),
            try field(.date, "1999-01-01", page: 2, left: 900),
        ] {
            #expect(try reread([again]) == [date])
            #expect(try document().extracted.fields.map(\.value) == ["2021-03-13"])
        }
        try correct("date", nil)
        #expect(try reread([field(.date, "2021-03-12")]) == [])
    }

    @Test("of two fields of a name the one that was corrected is corrected again")
    func twoOfAName() throws {
        let fields = [try field(.number, "1", page: 1), try field(.number, "2", page: 2)]
        let ids = try reread(fields)
        _ = try temporary.corrections.correct(
            draft.id, changes: [DocumentChange(name: "number", value: "22", field: ids[1])],
            by: temporary.user
        ) { _, _ in }
        #expect(try document().extracted.fields.map(\.value) == ["1", "22"])
        #expect(try reread(fields.reversed()) == [ids[1], ids[0]])
        #expect(try document().extracted.fields.map(\.value) == ["22", "1"])
    }

    @Test("a document that is gone is missed, whatever its first page was")
    func missed() throws {
        var again = draft
        again.pages = pages(2, 3)
        try commit(again)
        try archive.catalogue.write {
            try $0.execute(
                sql: "DELETE FROM field; DELETE FROM document_page; DELETE FROM document")
        }
        let error = storeError { _ = try temporary.sealing.seal(batch) }
        #expect(error?.code == .recordUnexplained)
        #expect(error?.message.contains(draft.id.text) == true)
    }
}
