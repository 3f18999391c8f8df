import ArchiveModel
import ArchiveTestSupport
import Foundation
import GRDB
import Testing

@testable import ArchiveStore
@testable import Catalogue

@Suite struct CorrectionTests {
    private struct Refused: Error {}

    private let temporary: TemporaryArchive
    private let archive: Archive
    private let draft: DocumentDraft
    private let batch = BatchID(rawValue: 1)

    init() throws {
        temporary = try TemporaryArchive(user: ActingUser(name: "ana"))
        archive = temporary.archive
        let scan = try temporary.scan("a.tif", pages: ["Factura", nil])
        draft = try temporary.draft(scan, pages: [1, 2], type: "FACT", date: "2021-03-12")
        try Recording(archive: archive, by: temporary.user).commitDocument(draft) { _, _ in }
        try Sealing(archive: archive, by: temporary.user).seal(batch)
    }

    @discardableResult
    private func correct(_ name: String, _ value: String?) throws -> [Correction]? {
        try Corrections(archive: archive).correct(
            draft.id, changes: [DocumentChange(name: name, value: value)], by: temporary.user
        ) { _, _ in
        }
    }

    private func document() throws -> StoredDocument {
        try #require(try Listing(archive: archive).document(draft.id))
    }

    @Test("a correction keeps what it replaced, who made it and when")
    func keepsPrevious() throws {
        try correct("date", "2021-03-13")
        try correct("date", nil)
        try correct("number", "12")
        try correct("type", "HCL")
        let corrections = try Corrections(archive: archive).all(of: draft.id)
        #expect(corrections.map(\.name) == ["date", "date", "number", "type"])
        #expect(corrections.map(\.previous) == ["2021-03-12", "2021-03-13", nil, "FACT"])
        #expect(corrections.map(\.value) == ["2021-03-13", nil, "12", "HCL"])
        #expect(corrections.allSatisfy { $0.actor == "ana" })
        #expect(corrections.allSatisfy { $0.at.hasSuffix("Z") && $0.at.count == 20 })
        let extracted = try document().extracted
        #expect(extracted.type?.rawValue == "HCL")
        #expect(extracted.typeConfidence == Confidence(1))
        #expect(extracted.fields.map(\.name.rawValue) == ["number"])
        #expect(extracted.fields.first?.rule == "correction")
        #expect(extracted.fields.first?.confidence == Confidence(1))
    }

    @Test("a corrected field keeps the place on the page where it was read")
    func keepsEvidence() throws {
        try correct("date", "2021-03-13")
        let field = try #require(try document().extracted.fields.first)
        #expect(field.value == "2021-03-13")
        #expect(field.evidence != nil)
        #expect(field.evidence == draft.extracted.fields.first?.evidence)
        #expect(try document().date == "2021-03-13")
    }

    @Test("a correction that changes nothing is none")
    func nothingToCorrect() throws {
        #expect(try correct("date", "2021-03-12") == [])
        #expect(try correct("number", nil) == [])
        #expect(try correct("type", "FACT") == [])
        #expect(try Corrections(archive: archive).all(of: draft.id).isEmpty)
        #expect(try Sealing(archive: archive, by: temporary.user).pendingBatches().isEmpty)
        let other = try #require(DocumentID("000000000000"))
        #expect(
            try Corrections(archive: archive).correct(other, changes: [], by: temporary.user) {
                _, _ in
            }
                == nil)
    }

    @Test("the event names the field and holds no value")
    func event() throws {
        try correct("number", "secret-12")
        try correct("number", "secret-13")
        let rows = try archive.read {
            try Row.fetchAll($0, sql: "SELECT * FROM event WHERE action = 'document-corrected'")
        }
        #expect(rows.map { $0["object"] } == [draft.id.text, draft.id.text])
        #expect(rows.allSatisfy { ($0["detail"] as String).hasSuffix(#""name":"number"}"#) })
        #expect(rows.allSatisfy { !($0["detail"] as String).contains("secret") })
        #expect(rows.allSatisfy { $0["actor"] == "ana" })
    }

    @Test("a correction makes its batch pending, and the next version holds only documents.json")
    func newVersion() throws {
        #expect(try Sealing(archive: archive, by: temporary.user).pendingBatches().isEmpty)
        try correct("number", "12")
        #expect(try Sealing(archive: archive, by: temporary.user).pendingBatches() == [batch])
        #expect(try Sealing(archive: archive, by: temporary.user).seal(batch))
        let object = try BatchObject(of: archive)
        #expect(object.content(of: 3) == ["documents.json"])
        #expect(try object.state(of: 3)["alto/a.tif.xml.gz"] == "v2/content/alto/a.tif.xml.gz")
        let versions = try object.json("inventory.json")["versions"] as? [String: [String: Any]]
        #expect(versions?["v3"]?["message"] as? String == "corrected")
        let sealed = try #require(try object.sealed().documents.first)
        #expect(sealed.corrections == (try Corrections(archive: archive).all(of: draft.id)))
        #expect(sealed.fields.last?.value == "12")
        let before = try SealedBatch.read(at: object.path + "/v2/content/documents.json")
        #expect(before.documents.first?.corrections == [])
        #expect(
            try Listing(archive: archive).pages(of: ScanID(rawValue: 1)).first?.recognized?.text
                == "Factura\n")
    }

    @Test("a correction writes the rows that it changes, however many pages the document has")
    func changedRows() throws {
        let scan = try temporary.scan("b.tif", pages: (1...40).map { "pagina \($0)" })
        let long = try temporary.draft(
            scan, pages: Array(1...40), type: "FACT", date: "2021-03-12")
        try temporary.recording.commitDocument(long) { _, _ in }
        for value in ["12", "13", nil] {
            var before = 0
            try archive.write { before = $0.database.totalChangesCount }
            var after = 0
            _ = try temporary.corrections.correct(
                long.id, changes: [DocumentChange(name: "number", value: value)],
                by: temporary.user
            ) { _, transaction in after = transaction.database.totalChangesCount }
            // Document, field, correction, event, how far the journal is carried out, and the batch
            // that has something to be sealed.
            #expect(after - before <= 6, "\(value ?? "none")")
        }
    }

    @Test("a field that is taken away leaves the others in their order")
    func removedField() throws {
        for (name, value) in [("number", "12"), ("series", "AB"), ("currency", "RON")] {
            try correct(name, value)
        }
        try correct("number", nil)
        try correct("subject", "taxe")
        #expect(
            try document().extracted.fields.map(\.name.rawValue) == [
                "date", "series", "currency", "subject",
            ])
        let positions = try archive.read {
            try Int.fetchAll($0, sql: "SELECT position FROM field ORDER BY position")
        }
        #expect(positions == [1, 2, 3, 4])
        try Sealing(archive: archive, by: temporary.user).seal(batch)
    }

    @Test("a correction whose index fails leaves nothing behind")
    func allOrNothing() throws {
        #expect(throws: Refused.self) {
            try Corrections(archive: archive).correct(
                draft.id, changes: [DocumentChange(name: "number", value: "12")], by: temporary.user
            ) {
                _, _ in
                throw Refused()
            }
        }
        #expect(try Corrections(archive: archive).all(of: draft.id).isEmpty)
        #expect(try document().extracted.withoutIdentities == draft.extracted)
        #expect(try Sealing(archive: archive, by: temporary.user).pendingBatches().isEmpty)
    }

    @Test("what a person corrected stays when the document is read again")
    func survivesRetry() throws {
        try correct("number", "12")
        try correct("date", nil)
        try correct("type", "HCL")
        let corrected = try document().extracted
        _ = try Recording(archive: archive, by: temporary.user).resetFailures()
        try Recording(archive: archive, by: temporary.user).recordPage(
            .reading("doi", number: 2), of: draft.pages[0].scan)
        let indexed = try Recording(archive: archive, by: temporary.user).commitDocument(draft) {
            record, _ in
            #expect(record.extracted == corrected)
        }
        #expect(indexed.extracted == corrected)
        #expect(try document().extracted == corrected)
        #expect(try Corrections(archive: archive).all(of: draft.id).count == 3)
    }
}
