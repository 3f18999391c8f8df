package import ArchiveModel

extension EvidenceReader {
    /// The doubt of a page that seems to hold two papers, such as two A5 papers on one A4 page; nil for any other.
    ///
    /// Such a page stays one page of one document: where one paper ends and the other begins on it is for a person to
    /// say.
    package func doubt(about page: RecognizedPage) -> Doubt? {
        let isShared = PageCut.all(of: page).contains { cut in
            // The second part first: it seldom begins a paper, and then the other need not be looked at.
            cut.parts(of: page).reversed().allSatisfy(beginsPaper)
        }
        return isShared ? .twoPapers : nil
    }

    /// Whether a part of a page begins as a paper of its own does: with a title, and with who made it, its number or
    /// its addressee.
    private func beginsPaper(_ part: RecognizedPage) -> Bool {
        let evidence = evidence(of: part)
        return evidence.title == .certain
            && (evidence.hasLetterhead || evidence.hasNumberLine || evidence.hasOpening)
    }
}

/// A line without print on it that parts a page in two.
private enum PageCut {
    /// Across the page, at this row.
    case across(Int)
    /// Down the page, at this column.
    case down(Int)

    /// How many empty bands are tried, the widest first.
    private static let mostBands = 3

    /// Cuts that may part two papers: in the middle third of a page, through bands wider than the distance of lines.
    static func all(of page: RecognizedPage) -> [PageCut] {
        let rows = PageLines(page)
        guard rows.lines.count >= 6 else { return [] }
        let down = rows.lines.flatMap(rows.parts).map { $0.box.left..<$0.box.right }
        return bands(
            between: rows.lines.map { $0.box.top..<$0.box.bottom }, of: rows.height, rows: rows
        )
        .map { .across($0) }
            + bands(between: down, of: rows.width, rows: rows).map { .down($0) }
    }

    /// The middles of the widest empty bands.
    private static func bands(between spans: [Range<Int>], of length: Int, rows: PageLines) -> [Int]
    {
        var bands: [Range<Int>] = []
        var end = 0
        for span in spans.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if span.lowerBound > end, end > 0 { bands.append(end..<span.lowerBound) }
            end = max(end, span.upperBound)
        }
        return
            bands
            .filter { $0.count * 2 >= rows.lineHeight * 3 }
            .filter { ($0.upperBound + $0.lowerBound) * 3 >= length * 2 }
            .filter { ($0.upperBound + $0.lowerBound) * 3 <= length * 4 }
            .sorted { $0.count > $1.count }.prefix(mostBands)
            .map { ($0.lowerBound + $0.upperBound) / 2 }
    }

    /// Both parts as pages of their own.
    func parts(of page: RecognizedPage) -> [RecognizedPage] {
        let whole = BoundingBox(left: 0, top: 0, right: page.width, bottom: page.height)
            .clipped(to: PageLines.largestPage)
        var (first, second) = (whole, whole)
        switch self {
        case .across(let row): (first.bottom, second.top) = (row, row)
        case .down(let column): (first.right, second.left) = (column, column)
        }
        return [first, second].map { page.part(in: $0) }
    }
}

extension RecognizedPage {
    /// The words whose middle is in a box, as a page of its own.
    fileprivate func part(in box: BoundingBox) -> RecognizedPage {
        var part = self
        part.width = max(1, box.width)
        part.height = max(1, box.height)
        part.lines = lines.compactMap { line in
            var line = line
            line.words = line.words.map(PageLines.bounded).filter { $0.box.hasMiddle(in: box) }.map
            { word in
                var word = word
                word.box.left -= box.left
                word.box.right -= box.left
                word.box.top -= box.top
                word.box.bottom -= box.top
                return word
            }
            return line.words.isEmpty ? nil : line
        }
        return part
    }
}

extension BoundingBox {
    fileprivate func hasMiddle(in box: BoundingBox) -> Bool {
        let (column, row) = ((left + right) / 2, (top + bottom) / 2)
        return box.left <= column && column < box.right && box.top <= row && row < box.bottom
    }
}

extension Doubt {
    fileprivate static let twoPapers = Doubt(
        code: "page-two-papers",
        message:
            "two papers seem to lie on the page, which stays one page of one document; look at it, and scan them one by "
            + "one where each must be found by itself")
}
