import ArchiveModel

extension TableWords {
    /// Shares of the usual height of print by which the middles of words in one row differ at most:
    /// from the uppermost, and on a wide page that is slightly askew from the uppermost and the
    /// next.
    ///
    /// Lines of neighbouring heading cells differ by three quarters, which is half of their
    /// distance; words of a row by a fifth, depending on their ascenders and descenders.
    private static let rowTolerance = 0.4
    private static let askewTolerance = (all: 0.65, next: 0.25)

    /// All lines of the page with some cells replaced; rows that run through these are rebuilt.
    ///
    /// - Parameters:
    ///   - replaced: The accepted lines of cells read alone.
    ///   - read: All cells read alone.
    ///   - image: The page.
    func lines(
        with replaced: [Int: [TextLine]], read: Set<Int>, on image: PageImage
    ) -> [TextLine] {
        let kept = places.filter { !isGone($0, replaced: replaced, read: read) }
        let beside = kept.filter { isBeside($0, replaced: replaced) }
        let others = kept.filter { !isBeside($0, replaced: replaced) }
        let block = places.first { !$0.cells.isEmpty }?.block ?? 0
        let parts =
            Self.pieces(beside) { Piece(line: $0.line, cell: $0.cells.first) }
            + replaced.sorted { $0.key < $1.key }.flatMap(\.value)
        let rows = Self.rows(
            of: parts.map { TextLine(words: $0.words, block: block) }, on: image)
        return RowOrder.sorted(Self.pieces(others) { Piece(line: $0.line, cell: nil) } + rows)
    }

    /// A part of a line that is in one cell.
    private struct Piece: Hashable {
        let line: Int
        let cell: Int?
    }

    /// Gathers words into parts of lines, in the order of their first words.
    private static func pieces(_ places: [Place], by piece: (Place) -> Piece) -> [TextLine] {
        var numbers: [Piece: Int] = [:]
        var lines: [TextLine] = []
        for place in places {
            if let number = numbers[piece(place)] {
                lines[number].words.append(place.word)
            } else {
                numbers[piece(place)] = lines.count
                lines.append(TextLine(words: [place.word], block: place.block))
            }
        }
        return lines
    }

    /// Whether a word is among those that the replaced cells supply again.
    private func isGone(
        _ place: Place, replaced: [Int: [TextLine]], read: Set<Int>
    ) -> Bool {
        place.cells.contains { replaced[$0] != nil }
            && place.cells.allSatisfy { replaced[$0] != nil || !read.contains($0) }
    }

    /// Whether a word is in a table, with its middle at the height of a replaced cell.
    private func isBeside(_ place: Place, replaced: [Int: [TextLine]]) -> Bool {
        guard !place.cells.isEmpty else { return false }
        let middle = (place.word.box.top + place.word.box.bottom) / 2
        return replaced.keys.contains { (cells[$0].top...cells[$0].bottom).contains(middle) }
    }

    /// Puts parts of lines at the same height into one line each.
    private static func rows(of parts: [TextLine], on image: PageImage) -> [TextLine] {
        let prints = parts.map { image.print(in: $0.words.map(\.box)) }
        let heights = prints.map(\.height).sorted()
        guard !heights.isEmpty else { return [] }
        let height = Double(heights[heights.count / 2])
        var rows: [(first: Double, last: Double, words: [Word], block: Int)] = []
        for (part, print) in zip(parts, prints).sorted(by: { $0.1.middle < $1.1.middle }) {
            if let row = rows.last,
                isSameRow(first: row.first, last: row.last, print.middle, height: height)
            {
                rows[rows.count - 1].words += part.words
                rows[rows.count - 1].last = print.middle
            } else {
                rows.append((print.middle, print.middle, part.words, part.block))
            }
        }
        return rows.map { row in
            TextLine(words: row.words.sorted { $0.box.left < $1.box.left }, block: row.block)
        }
    }

    private static func isSameRow(
        first: Double, last: Double, _ middle: Double, height: Double
    ) -> Bool {
        middle - first <= rowTolerance * height
            || (middle - first <= askewTolerance.all * height
                && middle - last <= askewTolerance.next * height)
    }
}

extension PageImage {
    /// The average height of the ink in the boxes of a line's words, and how high it is.
    ///
    /// The engine's boxes are sometimes as high as the letters and sometimes as high as the line;
    /// and ascenders, descenders and marks move the middle of a box, but hardly that of the ink.
    fileprivate func print(in boxes: [BoundingBox]) -> (middle: Double, height: Int) {
        var (sum, count) = (0, 0)
        var (first, last) = (Int.max, Int.min)
        for box in boxes {
            for row in max(0, box.top)..<max(0, min(height, box.bottom)) {
                let dark = inkCount(from: max(0, box.left), to: min(width, box.right), row: row)
                guard dark > 0 else { continue }
                sum += row * dark
                count += dark
                first = min(first, row)
                last = max(last, row)
            }
        }
        if count > 0 { return (Double(sum) / Double(count), last + 1 - first) }
        let box = BoundingBox.enclosing(boxes) ?? BoundingBox(left: 0, top: 0, right: 0, bottom: 0)
        return (Double(box.top + box.bottom) / 2, box.height)
    }
}
