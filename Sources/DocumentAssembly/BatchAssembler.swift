import ArchiveModel

/// Decides, file after file in the order of the scanner, which pages of a batch make a document.
///
/// Evidence adds up at each page that was read (`BoundaryCue`). Blank pages and separator sheets are in no
/// document. A page that failed says nothing: it stays with the page before it in its file, or else
/// with the one after it. A file that cannot be read at all ends nothing. Between pages that are grouped already and
/// others there is always a boundary; how sure it is, the evidence says.
///
/// Holds the document that is open, and nothing of those that are done.
package struct BatchAssembler: Sendable {
    private var open: OpenDocument?
    private var between = SheetsBetween()
    /// Pages of the file that failed, and after which nothing was read yet.
    private var failed: [PagePlace] = []

    /// Begins a batch.
    package init() {}

    /// Takes the next file; returns the documents whose last page is certain now.
    ///
    /// Documents of pages that are grouped already are not among them.
    package mutating func take(_ pages: [AssemblyPage], of file: ScannedFile) -> [AssembledPaper] {
        var done: [AssembledPaper] = []
        for page in pages {
            let place = PagePlace(scan: page.side?.scan ?? file.scan, number: page.number)
            switch page.verdict {
            case .blank: between.hasBlank = true
            case .separator: between.hasSeparator = true
            case .failed: failed.append(place)
            case .done:
                let isBackOfLast = page.side?.isBack == true && !between.isAny && failed.isEmpty
                let page = EvidentPage(
                    file: file, evidence: page.evidence ?? PageEvidence(),
                    isBackOfLast: isBackOfLast)
                if let paper = take(page, at: place) { done.append(paper) }
                between = SheetsBetween()
                failed = []
            }
        }
        // What failed at the end of a file stays with the document that is open there.
        if open?.isOf(file.scan) == true { open?.paper.pages += failed }
        failed = []
        return done
    }

    /// Returns the document that is open when the batch has no more files.
    package mutating func end() -> [AssembledPaper] {
        defer { self = BatchAssembler() }
        return open?.result.map { [$0] } ?? []
    }

    /// Takes a page that was read; returns the document that it ends.
    private mutating func take(_ page: EvidentPage, at place: PagePlace) -> AssembledPaper? {
        guard var document = open else {
            let start = Boundary(cues: [.batchBegins], confidence: Confidence(1))
            open = OpenDocument(page, at: failed + [place], beginning: start)
            return nil
        }
        let cues = BoundaryCues(before: document.state, page: page, between: between).weighed
        let isForced = document.isGrouped != page.file.isGrouped
        guard isForced || cues.isBeginning else {
            document.add(page, at: place, after: failed, boundary: cues.boundary(false))
            open = document
            return nil
        }
        var beginning = cues.boundary(true)
        if !cues.isBeginning { beginning.cues = [.groupedBefore] }
        let keepsFailed = document.isOf(page.file.scan)
        if keepsFailed { document.paper.pages += failed }
        open = OpenDocument(
            page, at: (keepsFailed ? [] : failed) + [place], beginning: beginning)
        return document.result
    }
}

/// A document that may get more pages.
private struct OpenDocument: Sendable {
    var paper: AssembledPaper
    var state: OpenPaper

    init(_ page: EvidentPage, at places: [PagePlace], beginning: Boundary) {
        paper = AssembledPaper(pages: places, beginning: beginning)
        state = OpenPaper(page)
    }

    /// Whether its pages are grouped already.
    var isGrouped: Bool { state.last.file.isGrouped }

    /// The document, unless it was grouped already.
    var result: AssembledPaper? { isGrouped ? nil : paper }

    /// Whether its last page came with a file.
    func isOf(_ scan: Int64) -> Bool { state.last.file.scan == scan }

    mutating func add(
        _ page: EvidentPage, at place: PagePlace, after failed: [PagePlace], boundary: Boundary
    ) {
        paper.pages += failed + [place]
        paper.joints.append(AssembledPaper.Joint(page: place, boundary: boundary))
        state.add(page)
    }
}
