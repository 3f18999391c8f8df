import ArchiveModel

/// Reads prose set in two columns down one column and then down the other.
///
/// Pages are read in rows, as a clerk reads a table or a form (decision 0009). Two columns of prose
/// are recognised by a single white gap near the middle of many consecutive rows, with full lines
/// of words, not figures, on both sides.
enum ColumnOrder {
    /// Fewest rows with words on both sides: heads of letters and invoices with two parties have fewer.
    private static let fewestRows = 10
    /// Where the gap lies, as a share of the text's width.
    private static let middle = 0.3...0.7
    /// Width of the gap, in heights of a word.
    private static let gap = 1.2
    /// Words on each side of a row, on average; cells of tables have fewer.
    private static let fewestWords = 3.5
    /// The share of a column's width that its lines take, on average: prose fills its lines.
    private static let fullness = 0.75
    /// Share of letters among letters and figures.
    private static let letters = 0.85
    /// Share of rows that may have a second gap of that width on the same side: tables have several.
    private static let mostGaps = 0.15

    /// The lines, given in row order, with columns of prose one after the other.
    static func sorted(_ lines: [TextLine]) -> [TextLine] {
        let rows = RowOrder.rows(of: lines)
        guard rows.count >= fewestRows, let run = longestRun(in: rows) else { return lines }
        let columns = [true, false].flatMap { isLeft in
            rows[run.rows].compactMap { side($0, of: run.x, isLeft: isLeft) }
        }
        let before = rows[..<run.rows.lowerBound].flatMap { $0 }
        let after = sorted(rows[run.rows.upperBound...].flatMap { $0 })
        return RowOrder.renumbered(before + columns + after)
    }

    private typealias Run = (rows: Range<Int>, x: Int)

    /// The most consecutive rows that one gap divides into two columns of prose.
    private static func longestRun(in rows: [[TextLine]]) -> Run? {
        let words = rows.flatMap { $0.flatMap(\.words) }
        guard let frame = BoundingBox.enclosing(words.map(\.box)), !words.isEmpty else {
            return nil
        }
        let height = words.map(\.box.height).sorted()[words.count / 2]
        let from = frame.left + Int(middle.lowerBound * Double(frame.width))
        let to = frame.left + Int(middle.upperBound * Double(frame.width))
        var best: Run?
        for x in stride(from: from, through: to, by: max(1, height / 2)) {
            for run in runs(of: rows, free: x, halfGap: Int(gap * Double(height)) / 2)
            where run.count > best?.rows.count ?? 0
                && isProse(rows[run], partedAt: x, gap: Int(gap * Double(height)))
            {
                best = (run, x)
            }
        }
        return best
    }

    /// Runs of rows without a word near a place, beginning and ending with words on both sides.
    private static func runs(of rows: [[TextLine]], free x: Int, halfGap: Int) -> [Range<Int>] {
        var runs: [Range<Int>] = []
        var start: Int?
        var end = 0
        var count = 0
        func close() {
            if let start, count >= fewestRows { runs.append(start..<end) }
            (start, count) = (nil, 0)
        }
        for (index, row) in rows.enumerated() {
            let boxes = row.flatMap { $0.words.map(\.box) }
            if boxes.contains(where: { $0.left < x + halfGap && $0.right > x - halfGap }) {
                close()
                continue
            }
            guard boxes.contains(where: { $0.right <= x }), boxes.contains(where: { $0.left >= x })
            else { continue }
            start = start ?? index
            end = index + 1
            count += 1
        }
        close()
        return runs
    }

    private static func isProse(_ rows: ArraySlice<[TextLine]>, partedAt x: Int, gap: Int) -> Bool {
        [true, false].allSatisfy { isLeft in
            let lines = rows.compactMap { side($0, of: x, isLeft: isLeft) }
            let words = lines.flatMap(\.words)
            let characters = words.flatMap { $0.text.filter { $0.isLetter || $0.isNumber } }
            let widths = lines.map { Double($0.box.width) }
            let gaps = lines.count { line in
                zip(line.words, line.words.dropFirst()).contains {
                    $1.box.left - $0.box.right > gap
                }
            }
            return Double(words.count) >= fewestWords * Double(lines.count)
                && Double(characters.count(where: \.isLetter))
                    >= letters * Double(characters.count)
                && widths.reduce(0, +) >= fullness * (widths.max() ?? 0) * Double(lines.count)
                && Double(gaps) <= mostGaps * Double(lines.count)
        }
    }

    /// The words of a row on one side of a place, as a line; nil if there are none.
    private static func side(_ row: [TextLine], of x: Int, isLeft: Bool) -> TextLine? {
        let words = row.flatMap(\.words).filter { ($0.box.left + $0.box.right < 2 * x) == isLeft }
        guard !words.isEmpty else { return nil }
        return TextLine(words: words, block: isLeft ? -1 : -2)
    }
}
