import ArchiveModel
import ArchiveStore
import Catalogue

/// A scan that was read, as far as is needed to decide which pages make a document: a few bytes for each page, and no
/// words.
struct ReadScan: Sendable {
    /// The scan.
    let id: ScanID
    /// The outcome of each page, by number; empty for a scan that cannot be opened.
    let pages: [NumberedVerdict]
}

/// The pages of one document, in reading order; at least one of them has text.
struct AssembledDocument: Sendable, Hashable {
    /// The pages, of one scan or several.
    let pages: [PageReference]
}

/// Decides which pages of a batch make a document.
///
/// It sees evidence only: the words of its pages are loaded when a document is made, so that a batch of any size fits
/// into memory.
protocol DocumentAssembly: Sendable {
    /// Whether a document may reach from one scan into the next.
    ///
    /// If so, scans come in the order in which the scanner made them, each when all before it have been read. If not,
    /// each comes as soon as it is read, so that no document waits for a scan that it has nothing to do with.
    static var reachesAcrossScans: Bool { get }

    /// Takes the next scan; returns the documents whose last page is certain now.
    mutating func take(_ scan: ReadScan) -> [AssembledDocument]

    /// Returns the documents that are still open when the batch has no more scans.
    mutating func end() -> [AssembledDocument]
}

/// The assembly of this version: all pages of a scan that are neither blank nor separators make one document.
///
/// Pages that failed keep their place in it. A scan without any text makes none.
struct OneDocumentPerScan: DocumentAssembly {
    static let reachesAcrossScans = false

    func take(_ scan: ReadScan) -> [AssembledDocument] {
        let kept = scan.pages.filter { $0.verdict == .done || $0.verdict == .failed }
        guard kept.contains(where: { $0.verdict == .done }) else { return [] }
        return [
            AssembledDocument(
                pages: kept.map { PageReference(scan: scan.id, number: $0.number) })
        ]
    }

    func end() -> [AssembledDocument] { [] }
}
