package import ArchiveModel
import CTesseract

extension TesseractRecognizer {
    /// White around a cell in inches: print that touches the edge of a picture is misread.
    private static let margin = 0.033

    /// Reads alone those cells of ruled tables whose words are unsure, lost, or run into the next
    /// cell; takes about 10 milliseconds per cell.
    ///
    /// A cell that fails ends it; the results so far are kept.
    package func rereadCells(_ reading: RecognizedPage, of page: CleanedPage) -> CellReading {
        let table = TableWords(of: reading, cells: page.cells, dotsPerInch: page.dotsPerInch)
        let doubtful = table.doubtfulCells(on: page)
        guard !doubtful.isEmpty else { return CellReading(text: reading) }
        var found: [Int: [TextLine]] = [:]
        readParts(doubtful, as: PSM_SINGLE_BLOCK) { cell, seconds in
            found[cell] = read(page.cells[cell], of: page, within: seconds)
            return found[cell] != nil
        }
        let better = table.better(found)
        var text = reading
        if !better.isEmpty {
            text.lines = table.lines(with: better, read: Set(found.keys), on: page.image)
        }
        return CellReading(text: text, cellsRead: found.count, cellsReplaced: better.count)
    }

    /// The lines of a cell in pixels of the page; nil if the engine gave up.
    private func read(
        _ cell: BoundingBox, of page: CleanedPage, within seconds: Int
    ) -> [TextLine]? {
        let margin = max(1, Int(Self.margin * Double(page.dotsPerInch)))
        var part = page
        part.image = page.image.part(cell, margin: margin)
        show(part)
        guard (try? run(within: seconds)) != nil else { return nil }
        let lines = NoiseFilter.cleaned(TesseractResult(of: handle).lines())
        return lines.map { line in
            let words = line.words.map { word in
                Word(
                    text: word.text,
                    box: word.box.moved(right: cell.left - margin, down: cell.top - margin)
                        .clipped(to: cell),
                    confidence: word.confidence)
            }
            return TextLine(words: words, block: line.block)
        }
    }
}

extension BoundingBox {
    /// The same box elsewhere.
    fileprivate func moved(right: Int, down: Int) -> BoundingBox {
        BoundingBox(
            left: left + right, top: top + down, right: self.right + right, bottom: bottom + down)
    }

    /// The part of the box inside another; at least one pixel, at the nearest edge.
    fileprivate func clipped(to frame: BoundingBox) -> BoundingBox {
        let left = min(max(left, frame.left), frame.right - 1)
        let top = min(max(top, frame.top), frame.bottom - 1)
        return BoundingBox(
            left: left, top: top, right: min(max(right, left + 1), frame.right),
            bottom: min(max(bottom, top + 1), frame.bottom))
    }
}
