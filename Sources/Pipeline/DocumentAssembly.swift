import ArchiveModel
import ArchiveStore
import Catalogue
import MetadataExtraction

/// Decides which pages make a document.
///
/// In this version each scan is one.
struct DocumentAssembly {
    let archive: Archive
    let extractor: MetadataExtractor

    /// Most pages that are looked at for the type and the fields, which stand on the first pages; a
    /// dossier of thousands of pages would not fit into the coordinator's memory.
    private static let mostPagesExtracted = 60

    /// One document of all pages that are not blank; pages that failed keep their place in it.
    ///
    /// Nil when no page holds text.
    func oneDocument(of scan: StoredScan) throws -> DocumentDraft? {
        let verdicts = try Listing(archive: archive).pageVerdicts(of: scan.id)
        let kept = verdicts.filter { $0.verdict == .done || $0.verdict == .failed }
        guard let first = kept.first, kept.contains(where: { $0.verdict == .done }) else {
            return nil
        }
        return DocumentDraft(
            id: DocumentID(firstScan: scan.digest, firstPage: first.number),
            pages: kept.map { PageReference(scan: scan.id, number: $0.number) },
            extracted: extractor.extract(
                from: try readings(of: kept.prefix(Self.mostPagesExtracted).map(\.number), in: scan)
            ))
    }

    /// What was read on the pages, one reading for each: nothing for a page that failed.
    private func readings(of numbers: [Int], in scan: StoredScan) throws -> [RecognizedPage] {
        guard let first = numbers.first, let last = numbers.last else { return [] }
        let wanted = Set(numbers)
        return try Listing(archive: archive).pages(of: scan.id, numbers: first...last)
            .filter { wanted.contains($0.number) }
            .map { $0.recognized ?? RecognizedPage(width: 1, height: 1, lines: [], engine: "none") }
    }
}
