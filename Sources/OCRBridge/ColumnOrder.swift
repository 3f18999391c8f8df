import ArchiveModel

/// Reads prose set in columns down one column and then down the next.
///
/// Pages are read in rows, as a clerk reads a table or a form (decision 0009). Columns of prose are recognised by a
/// white gap that no word crosses over many lines, with full lines of words, not figures, on both sides. What
/// stands left of the first gap is one column; what stands right of it may have more of them.
struct ColumnOrder {
    /// Fewest lines of a column: heads of letters and invoices with two parties have fewer.
    private static let fewestLines = 8
    /// Where gaps lie, as a share of the text's width.
    private static let gapPlaces = 0.1...0.9
    /// Places that are tried, in heights of a word from each other.
    private static let step = 0.7
    /// Width of the gap between columns, in heights of a word.
    private static let gap = 1.0
    /// Width of a gap inside a line, in heights of a word, which lines of a column rarely have.
    private static let innerGap = 1.5
    /// Share of lines that may have one: tables have several.
    private static let mostGaps = 0.25
    /// Share of lines that have one where several columns stand side by side.
    private static let gapsOfColumns = 0.6
    /// Signs of a line, as a median; cells of tables have fewer.
    private static let fewestSigns = 18
    /// The share of lines that fill their column: most of prose do, values of forms do not.
    private static let fullLines = 0.55
    /// The share of a column's width that a full line takes.
    private static let fullness = 0.8
    /// Share of letters among letters and figures.
    private static let letters = 0.85
    /// Columns that are looked for side by side.
    private static let mostColumns = 5

    /// The lines, given in row order, with columns of prose one after the other.
    static func sorted(_ lines: [TextLine]) -> [TextLine] {
        let heights = lines.flatMap { $0.words.map(\.box.height) }.sorted()
        guard lines.count >= fewestLines, let height = heights.middle, height > 0 else {
            return lines
        }
        var order = ColumnOrder(height: height)
        guard let cut = order.cut(lines, columns: mostColumns) else { return lines }
        return RowOrder.renumbered(order.parted(lines, by: cut))
    }

    /// Height of a word, the median of the page, in pixels.
    private let height: Int
    /// The number of the last block that was made; those of the page are not negative.
    private var block = 0

    private init(height: Int) { self.height = height }

    private func pixels(_ heights: Double) -> Int { Int(heights * Double(height)) }

    // MARK: - Order

    private mutating func ordered(_ lines: [TextLine]) -> [TextLine] {
        guard lines.count >= Self.fewestLines, let cut = cut(lines, columns: Self.mostColumns)
        else { return RowOrder.rows(of: lines).flatMap { $0 } }
        return parted(lines, by: cut)
    }

    /// What stands above the columns, the columns, and what stands below.
    private mutating func parted(_ lines: [TextLine], by cut: Cut) -> [TextLine] {
        block -= 2
        let blocks = (left: block, right: block + 1)
        var above: [TextLine] = []
        var left: [TextLine] = []
        var right: [TextLine] = []
        var below: [TextLine] = []
        for line in lines {
            let middle = (line.box.top + line.box.bottom) / 2
            if middle <= cut.free.lowerBound {
                above.append(line)
            } else if middle >= cut.free.upperBound {
                below.append(line)
            } else {
                left += [cut.side(of: line, isLeft: true, block: blocks.left)].compactMap(\.self)
                right += [cut.side(of: line, isLeft: false, block: blocks.right)].compactMap(\.self)
            }
        }
        return ordered(above) + ordered(left) + ordered(right) + ordered(below)
    }

    // MARK: - Gaps

    /// A white gap between columns.
    private struct Cut {
        /// The middle of the gap, in pixels from the left.
        let x: Int
        /// The rows of pixels over which no word crosses it.
        let free: Range<Int>
        /// The rows of pixels in which both sides have words.
        var shared = 0..<0

        /// The words of a line on one side, as a line; nil if there are none.
        func side(of line: TextLine, isLeft: Bool, block: Int) -> TextLine? {
            let words = line.words.filter { ($0.box.left + $0.box.right < 2 * x) == isLeft }
            return words.isEmpty ? nil : TextLine(words: words, block: block)
        }
    }

    /// The longest gap with prose on both sides; nil for none.
    ///
    /// `columns` are looked for at most.
    private func cut(_ lines: [TextLine], columns: Int) -> Cut? {
        guard columns > 1, let frame = BoundingBox.enclosing(lines.map(\.box)) else { return nil }
        let words = lines.flatMap { $0.words.filter(Self.says).map(\.box) }
            .sorted { $0.top < $1.top }
        let width = Double(frame.width)
        var best: Cut?
        for x in stride(
            from: frame.left + Int(Self.gapPlaces.lowerBound * width),
            to: frame.left + Int(Self.gapPlaces.upperBound * width), by: max(1, pixels(Self.step)))
        {
            for free in freeRows(words, at: x, in: frame) {
                let longest = best?.shared.count ?? 0
                let found = checked(
                    Cut(x: x, free: free), in: lines, longerThan: longest, columns: columns)
                best = found ?? best
            }
        }
        return best
    }

    /// Whether a word says anything: specks and remains of rules between columns are read as signs, and dropped only
    /// when words are repaired, which goes by their order.
    private static func says(_ word: Word) -> Bool {
        word.text.contains { $0.isLetter || $0.isNumber }
    }

    /// The rows of pixels, enough for a column, over which no word is near a place.
    private func freeRows(_ words: [BoundingBox], at x: Int, in frame: BoundingBox) -> [Range<Int>]
    {
        let half = pixels(Self.gap) / 2
        var found: [Range<Int>] = []
        var end = frame.top - 1
        for word in words where word.left < x + half && word.right > x - half {
            if word.top - end >= Self.fewestLines * height { found.append(end..<word.top) }
            end = max(end, word.bottom)
        }
        if frame.bottom + 1 - end >= Self.fewestLines * height {
            found.append(end..<frame.bottom + 1)
        }
        return found
    }

    /// A gap with the rows that it parts; nil when they are fewer, or no prose.
    private func checked(
        _ cut: Cut, in lines: [TextLine], longerThan longest: Int, columns: Int
    ) -> Cut? {
        let rows = lines.filter { cut.free.contains(($0.box.top + $0.box.bottom) / 2) }
        let left = rows.compactMap { cut.side(of: $0, isLeft: true, block: 0) }
        let right = rows.compactMap { cut.side(of: $0, isLeft: false, block: 0) }
        guard let shared = Self.shared(left, right), shared.count > longest,
            shared.count >= Self.fewestLines * height
        else { return nil }
        guard isProse(left, in: shared, columns: 1),
            isProse(right, in: shared, columns: columns - 1)
        else { return nil }
        return Cut(x: cut.x, free: cut.free, shared: shared)
    }

    private static func shared(_ left: [TextLine], _ right: [TextLine]) -> Range<Int>? {
        guard let one = BoundingBox.enclosing(left.map(\.box)),
            let other = BoundingBox.enclosing(right.map(\.box))
        else { return nil }
        let top = max(one.top, other.top)
        let bottom = min(one.bottom, other.bottom)
        return top < bottom ? top..<bottom : nil
    }

    // MARK: - Prose

    /// Whether lines are prose where a column stands beside them, in so many columns at most.
    private func isProse(_ side: [TextLine], in shared: Range<Int>, columns: Int) -> Bool {
        let beside = side.filter {
            $0.box.bottom > shared.lowerBound && $0.box.top < shared.upperBound
        }
        let lines = RowOrder.rows(of: beside).map { row in
            TextLine(words: row.flatMap(\.words), block: 0)
        }
        guard lines.count >= Self.fewestLines, Self.fillsLines(lines), Self.hasWords(lines) else {
            return false
        }
        let gaps = Double(lines.count(where: hasGap)) / Double(lines.count)
        return gaps <= Self.mostGaps
            || (gaps >= Self.gapsOfColumns && cut(lines, columns: columns) != nil)
    }

    private static func fillsLines(_ lines: [TextLine]) -> Bool {
        let widths = lines.map { Double($0.box.width) }.sorted()
        // Not the widest: a word of a heading may stand out.
        let width = widths[(widths.count - 1) * 9 / 10]
        let full = widths.count { $0 >= fullness * width }
        return Double(full) >= fullLines * Double(widths.count)
    }

    private static func hasWords(_ lines: [TextLine]) -> Bool {
        let signs = lines.map { $0.text.unicodeScalars.count }.sorted()
        let characters = lines.flatMap(\.words).flatMap {
            $0.text.filter { $0.isLetter || $0.isNumber }
        }
        return (signs.middle ?? 0) >= fewestSigns
            && Double(characters.count(where: \.isLetter)) >= letters * Double(characters.count)
    }

    private func hasGap(_ line: TextLine) -> Bool {
        let words = line.words.filter(Self.says)
        return zip(words, words.dropFirst()).contains {
            $1.box.left - $0.box.right > pixels(Self.innerGap)
        }
    }
}

extension Array {
    /// The element in the middle of a sorted array; nil of an empty one.
    fileprivate var middle: Element? { isEmpty ? nil : self[count / 2] }
}
