import ArchiveActs
import ArchiveModel
import ArchiveStore
import ArchiveTestSupport
import Catalogue
import Testing

@Suite struct ArchiveListsTests {
    private let temporary: TemporaryArchive

    init() throws {
        temporary = try TemporaryArchive()
    }

    private func lists(
        file: String? = nil, folder: String? = nil, after: Int64 = 0, limit: Int = 100
    ) -> ArchiveLists {
        ArchiveLists(
            temporary.archive, .init(file: file, folder: folder, after: after, limit: limit))
    }

    @Test("parts of a list follow each other, and the last one says that it is the last")
    func parts() throws {
        for number in 1...7 { try temporary.write("\(number).tif", "scan \(number)") }
        try temporary.takeIn()
        var names: [String] = []
        var after: Int64? = 0
        var sizes: [Int] = []
        while let place = after {
            let part = try lists(after: place, limit: 3).scans()
            names += part.entries.map(\.name.text)
            sizes.append(part.entries.count)
            after = part.next
        }
        #expect(sizes == [3, 3, 1])
        #expect(names == (1...7).map { "\($0).tif" })
        #expect(try lists(limit: 7).scans().next == nil)
    }

    @Test("files and folders are found by parts of their names, whatever case and marks")
    func names() throws {
        try temporary.accession("Hotărâre (semnată).pdf", "a", in: "Lot Țurlea")
        try temporary.accession("factura.pdf", "b", in: "Lot Țurlea")
        try temporary.accession("factura.pdf", "c", in: "lot_2")
        #expect(try lists(file: "HOTARARE").scans().entries.map(\.name.text).count == 1)
        #expect(try lists(file: "fact").scans().entries.count == 2)
        #expect(try lists(file: "fact", folder: "turlea").scans().entries.count == 1)
        #expect(try lists(folder: "țURLEA").batches().entries.map(\.scans) == [2])
        #expect(try lists(file: "x").scans().entries.isEmpty)
    }

    @Test(
        "documents are listed without what stands in them, and by any file that they have pages of")
    func documents() throws {
        let first = try temporary.scan("unu.tif", pages: ["Factura"])
        let second = try temporary.scan("doi.tif", pages: ["anexa", "alta"])
        let digest = try temporary.listing.scan(first).digest
        let both = DocumentDraft(
            id: DocumentID(firstScan: digest, firstPage: 1),
            pages: [
                PageReference(scan: first, number: 1), PageReference(scan: second, number: 1),
            ],
            extracted: .example(
                type: "FACT", date: "2021-03-12", on: PageAddress(scan: digest, number: 1)))
        let other = try temporary.draft(second, pages: [2])
        try temporary.recording.commitDocument(both) { _, _ in }
        try temporary.recording.commitDocument(other) { _, _ in }
        let all = try lists().documents(.all).entries
        #expect(all.map(\.id) == [both.id, other.id])
        #expect(all.map(\.pages) == [2, 1] && all.map(\.firstPage) == [1, 2])
        #expect(all.map(\.date) == ["2021-03-12", nil])
        #expect(try lists().documents(.untyped).entries.map(\.id) == [other.id])
        #expect(try lists().documents(.undated).entries.map(\.id) == [other.id])
        #expect(try lists(file: "DOI").documents(.all).entries.count == 2)
        #expect(try lists(file: "unu").documents(.all).entries.map(\.id) == [both.id])
    }

    @Test("scans of a day are those that were taken in since it began")
    func today() throws {
        try temporary.accession("a.tif", "a")
        #expect(try lists().scans(since: "2020-01-01T00:00:00Z").entries.count == 1)
        #expect(try lists().scans(since: "2999-01-01T00:00:00Z").entries.isEmpty)
    }
}
