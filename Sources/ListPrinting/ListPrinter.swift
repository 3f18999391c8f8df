package import ArchiveModel

/// Makes PDF files of lists.
package enum ListPrinter {
    /// The file, A4 with text that can be searched; nil when it cannot be made.
    ///
    /// Takes about a millisecond a page, and memory for all of it.
    package static func pdf(of list: PrintedList) -> [UInt8]? {
        let paper = Paper(isLandscape: list.isLandscape)
        let canvas = PDFCanvas(width: paper.width, height: paper.height, title: list.title)
        let measure = TextMeasure { canvas.width(of: $0, $1) }
        for section in list.sections {
            ListLayout.pages(of: section, on: paper, measure: measure).forEach(canvas.draw)
        }
        return canvas.finish()
    }
}
