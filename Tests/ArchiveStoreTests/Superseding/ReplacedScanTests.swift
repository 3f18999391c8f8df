import ArchiveModel
import ArchiveStore
import ArchiveTestSupport
import Catalogue
import Testing

/// A file that could not be read, and another in its place.
@Suite struct ReplacedScanTests {
    private let temporary: TemporaryArchive
    private let bad: ScanID

    init() throws {
        temporary = try TemporaryArchive()
        try temporary.write("other.tif", "stays")
        bad = try temporary.accession("a.tif", "bad bytes").scan
        try temporary.recording.recordFailure(
            bad, failure: Failure(code: "scan-damaged", message: "It is damaged."))
    }

    private func read(_ scan: ScanID, page text: String? = "Factura") throws -> [ScanID] {
        try temporary.recording.recordSurvey(scan, format: .tiff, pageCount: 2, warnings: [])
        try temporary.recording.recordPage(.reading("Factura", number: 1), of: scan)
        try temporary.recording.recordPage(.reading(text, number: 2), of: scan)
        try temporary.recording.commitDocument(temporary.draft(scan, pages: [1, 2])) { _, _ in }
        return try Superseding(archive: temporary.archive, by: temporary.user)
            .link(to: scan) { _, _ in }.filter(\.isReplaced).map(\.scan.id)
    }

    @Test("other bytes in its place that can be read take it out of quarantine")
    func replaced() throws {
        let good = try temporary.accession("a.tif", "good bytes").scan
        #expect(try temporary.listing.quarantine().count == 1)
        #expect(try read(good) == [bad])
        #expect(try temporary.listing.quarantine().isEmpty)
        #expect(try temporary.listing.scan(bad).supersededBy == good)
        #expect(try temporary.listing.scan(good).supersededBy == nil)
        let copy = try temporary.rebuiltCopy()
        #expect(copy.problems.isEmpty)
    }

    @Test("a file that is not readable as a whole takes nothing out")
    func incomplete() throws {
        let other = try temporary.accession("a.tif", "half good bytes").scan
        #expect(try read(other, page: nil).isEmpty)
        #expect(try temporary.listing.quarantine().map(\.scan).contains(bad))
    }

    @Test("a file of the same name in another place takes nothing out")
    func elsewhere() throws {
        let other = try temporary.accession("a.tif", "good bytes", in: "lot_0002").scan
        #expect(try read(other).isEmpty)
        #expect(try temporary.listing.quarantine().map(\.scan) == [bad])
    }
}
