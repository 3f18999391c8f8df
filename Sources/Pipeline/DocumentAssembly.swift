import ArchiveModel
import ArchiveStore
import MetadataExtraction

/// Decides which pages make a document.
///
/// In this version each scan is one.
enum DocumentAssembly {
    /// One document of all pages that are not blank; pages that failed keep their place in it.
    static func oneDocument(
        of scan: ScanRecord, pages: [ProcessedPage], by extractor: MetadataExtractor
    ) -> DocumentDraft {
        let kept = pages.filter { $0.verdict == .done || $0.verdict == .failed }
        let readings = kept.map { page in
            page.recognized ?? RecognizedPage(width: 1, height: 1, lines: [], engine: "none")
        }
        return DocumentDraft(
            id: DocumentID(firstScan: scan.digest, firstPage: kept.first?.number ?? 1),
            pages: kept.map { PageReference(scan: scan.id, number: $0.number) },
            extracted: extractor.extract(from: readings))
    }
}
