import ArchiveModel
import ArchiveTestSupport
import GRDB
import Testing

@testable import ArchiveStore
@testable import Catalogue

/// Pages are read again, and what is not worse takes the place of what was read.
@Suite struct RereadingTests {
    private let temporary: TemporaryArchive
    private let archive: Archive
    private let scan: ScanID
    private let draft: DocumentDraft
    private let batch = BatchID(rawValue: 1)

    init() throws {
        temporary = try TemporaryArchive(user: ActingUser(name: "ana"))
        archive = temporary.archive
        scan = try temporary.scan("a.tif", pages: ["Factura", "anexa"])
        draft = try temporary.draft(scan, pages: [1, 2], type: "FACT", date: "2021-03-12")
        try temporary.recording.commitDocument(draft) { _, _ in }
        try temporary.sealing.seal(batch)
    }

    private var rereading: Rereading {
        Rereading(archive: archive, by: temporary.user, reader: "new")
    }

    private func page(_ number: Int) -> PageReference { PageReference(scan: scan, number: number) }

    private func reread(_ text: String, number: Int) throws -> RereadPage {
        let old = try #require(
            try temporary.listing.pages(of: scan, numbers: number...number).first)
        let new = ProcessedPage.reading(text, number: number).asRecorded
        return RereadPage(
            page(number), page: new,
            comparison: ReadingComparison(
                of: old, reading: try #require(old.recognized), with: new))
    }

    private func selected(
        _ selection: PageSelection = PageSelection(), by reader: String = "new"
    ) throws -> [Int] {
        try temporary.listing.pages(of: batch, selectedBy: selection, reader: reader)
            .map(\.page.number)
    }

    private func texts(_ archive: Archive) throws -> [String?] {
        try Listing(archive: archive).document(draft.id)?.pages.map(\.text) ?? []
    }

    @Test(
        "a better reading is a new version of the object; the old one stays, and so do corrections")
    func taken() throws {
        _ = try temporary.corrections.correct(
            draft.id, changes: [DocumentChange(name: "number", value: "12")], by: temporary.user
        ) { _, _ in }
        let before = temporary.files(in: "objects")
        let better = try reread("Factura fiscala", number: 1)
        #expect(better.comparison.outcome == .taken)
        #expect(try rereading.record([better], of: draft) { _, _, _ in })
        #expect(try texts(archive) == ["Factura fiscala\n", "anexa\n"])
        #expect(try temporary.sealing.seal(batch))
        #expect(Set(temporary.files(in: "objects")).isSuperset(of: before))
        let copy = try temporary.rebuiltCopy()
        #expect(copy.problems.isEmpty)
        #expect(try texts(copy.archive) == ["Factura fiscala\n", "anexa\n"])
        let fields = try Listing(archive: copy.archive).head(of: draft.id)?.extracted.fields
        #expect(fields?.map(\.value).sorted() == ["12", "2021-03-12"])
    }

    @Test("a worse reading changes nothing, and is not tried again by the same program")
    func worse() throws {
        let worse = try reread("F", number: 1)
        #expect(worse.comparison.outcome == .worse)
        #expect(try selected() == [1, 2])
        #expect(try rereading.record([worse], of: draft) { _, _, _ in })
        #expect(try texts(archive) == ["Factura\n", "anexa\n"])
        #expect(try selected() == [2])
        #expect(try selected(by: "newer") == [1, 2])
        var all = PageSelection()
        all.isRepeated = true
        #expect(try selected(all) == [1, 2])
        #expect(try temporary.sealing.pendingBatches().isEmpty)
    }

    @Test("pages are selected by what is known of them")
    func selection() throws {
        var selection = PageSelection()
        selection.conditions = [.init(.confidence, .below, value: 0.1)]
        #expect(try selected(selection).isEmpty)
        selection.conditions = [
            .init(.confidence, .atLeast, value: 0.1), .init(.doubts, .equal, value: 0),
        ]
        #expect(try selected(selection) == [1, 2])
        selection.document = DocumentID("000000000000")
        #expect(try selected(selection).isEmpty)
        selection.document = draft.id
        selection.olderThan = EngineVersion("5.0")
        // What read them is no engine with a version.
        #expect(try selected(selection).isEmpty)
    }

    @Test("a document that a person took apart meanwhile is left as it is")
    func regrouped() throws {
        let pages = try [1, 2].map { try temporary.address(scan, page: $0) }
        _ = try Grouping(archive: archive, by: temporary.user).decide(
            about: [draft.id],
            plan: { _ in
                [PlannedGroup(draft.id, pages: [pages[0]]), PlannedGroup(nil, pages: [pages[1]])]
            }, read: { _ in nil }, index: { _, _, _ in })
        let better = try reread("Factura fiscala", number: 1)
        #expect(try !rereading.record([better], of: draft) { _, _, _ in })
        #expect(try texts(archive) == ["Factura\n"])
        var alone = draft
        alone.pages = [page(1)]
        #expect(try rereading.record([better], of: alone) { _, _, _ in })
        #expect(try texts(archive) == ["Factura fiscala\n"])
    }

    @Test("what reading costs is known from what was measured")
    func cost() throws {
        #expect(try temporary.listing.secondsPerPage() == nil)
        try rereading.recordCost(["decoding": 1, "recognition": 3], pages: 4)
        try rereading.recordCost(["decoding": 1, "recognition": 3], pages: 4)
        #expect(try temporary.listing.secondsPerPage() == 1)
    }
}
