import ArchiveModel
import RomanianText

/// The pages of a document as segments, with what the rules need of the whole.
struct DocumentLayout: Sendable {
    /// Pages that are looked at; what a paper says of itself stands on its first and last ones.
    private static let pageLimit = 60

    /// The pages, by index in the document.
    let pages: [PageLayout]
    /// Index of the first page with words; 0 when there is none.
    let firstPage: Int
    /// Folded words of the first page with words.
    let firstText: FoldedWords

    /// Lays out pages; of very long documents the middle is left out.
    init(_ pages: [AddressedPage]) {
        let half = Self.pageLimit / 2
        self.pages = pages.enumerated().map { index, page in
            let skipped = index >= half && index < pages.count - half
            let empty = RecognizedPage(width: 0, height: 0, lines: [], engine: "")
            return PageLayout(
                skipped ? empty : page.reading, at: page.address, index: index)
        }
        firstPage = self.pages.firstIndex { !$0.segments.isEmpty } ?? 0
        let first = self.pages.indices.contains(firstPage) ? self.pages[firstPage] : nil
        firstText = FoldedWords(first?.segments.flatMap { $0.words.map(\.text) } ?? [])
    }

    /// The first page with words.
    var first: PageLayout? { pages.indices.contains(firstPage) ? pages[firstPage] : nil }

    /// All segments in reading order.
    var segments: some Sequence<PageSegment> { pages.lazy.flatMap(\.segments) }

    /// The page of a segment.
    func page(of segment: PageSegment) -> PageLayout { pages[segment.page] }
}
