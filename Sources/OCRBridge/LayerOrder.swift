import ArchiveModel

/// Puts the lines of a PDF's text layer into the order in which pages are read here: by rows, a
/// label and its value in one line, columns of prose one after the other.
///
/// Text layers come in blocks: all labels of a form, then all its values. Blocks of prose side by
/// side are columns, and keep their order.
enum LayerOrder {
    /// Fewest lines of a column of prose.
    private static let fewestLines = 4
    /// Words in its lines, on average; cells of tables have fewer.
    private static let fewestWords = 3.0
    /// The share of its width that its lines take, on average.
    private static let fullness = 0.7
    /// Gap between blocks as a share of a row's height; widely set lines are closer than this.
    private static let blockGap = 0.9
    /// Share of letters among its letters and figures.
    private static let letters = 0.85

    /// The lines by rows, with their blocks renumbered in that order.
    static func sorted(_ lines: [TextLine]) -> [TextLine] {
        let standing = lines.filter(isStanding)
        // On a page that is written sideways, rows are columns.
        if 2 * standing.count > lines.count { return lines }
        let lying = lines.filter { !isStanding($0) }
        let blocks = Dictionary(grouping: lying, by: \.block)
        let prose = blocks.filter { isProse($0.value) }
        let columns = Set(
            prose.keys.filter { block in
                prose.keys.contains {
                    $0 != block && shareRows(prose[$0] ?? [], with: prose[block] ?? [])
                }
            })
        let rows = RowOrder.rows(of: lying.filter { !columns.contains($0.block) }).map(joined)
        var parts = blocked(rows).map { Part(center($0), lines: [$0]) }
        for group in groups(of: lying.filter { columns.contains($0.block) }) {
            parts.append(Part(group.map(\.box.top).min() ?? 0, lines: group))
        }
        let ordered = parts.sorted { $0.place < $1.place }.flatMap(\.lines)
        // Columns that came as one block of rows are recognised by the gap between them.
        let upright = columns.isEmpty ? ColumnOrder.sorted(ordered) : ordered
        return RowOrder.renumbered(upright + standing)
    }

    /// Lines that stay together, and how far down the page they belong.
    private struct Part {
        let place: Int
        let lines: [TextLine]

        init(_ place: Int, lines: [TextLine]) {
            self.place = place
            self.lines = lines
        }
    }

    private static func center(_ line: TextLine) -> Int { (line.box.top + line.box.bottom) / 2 }

    /// One line of all words of a row; it belongs to the block of its first.
    private static func joined(_ row: [TextLine]) -> TextLine {
        let words = row.flatMap(\.words).sorted { $0.box.left < $1.box.left }
        return TextLine(words: words, block: row.first?.block ?? 0)
    }

    /// The rows with blocks that end at a gap of most of a line.
    private static func blocked(_ rows: [TextLine]) -> [TextLine] {
        var block = -1
        var last: BoundingBox?
        return rows.map { row in
            let gap = last.map { row.box.top - $0.bottom } ?? .max
            if Double(gap) > blockGap * Double(row.box.height) { block -= 1 }
            last = row.box
            return TextLine(words: row.words, block: block)
        }
    }

    /// Whether a line is written from below or from above.
    private static func isStanding(_ line: TextLine) -> Bool {
        let long = line.words.filter { $0.text.count >= 3 }
        return !long.isEmpty && long.allSatisfy { 2 * $0.box.height > 3 * $0.box.width }
    }

    private static func isProse(_ lines: [TextLine]) -> Bool {
        let words = lines.flatMap(\.words)
        let characters = words.flatMap { $0.text.filter { $0.isLetter || $0.isNumber } }
        let widths = lines.map { Double($0.box.width) }
        return lines.count >= fewestLines
            && Double(words.count) >= fewestWords * Double(lines.count)
            && Double(characters.count(where: \.isLetter)) >= letters * Double(characters.count)
            && widths.reduce(0, +) >= fullness * (widths.max() ?? 0) * Double(lines.count)
    }

    /// Whether three or more lines of one block are beside lines of the other.
    private static func shareRows(_ one: [TextLine], with other: [TextLine]) -> Bool {
        let common = one.count { line in
            other.contains { abs(center($0) - center(line)) < min($0.box.height, line.box.height) }
        }
        return common >= 3
    }

    /// Columns that overlap in height, in the order in which they came.
    private static func groups(of lines: [TextLine]) -> [[TextLine]] {
        var groups: [(lines: [TextLine], box: BoundingBox)] = []
        for block in Dictionary(grouping: lines.indices, by: { lines[$0].block }).values
            .sorted(by: { $0[0] < $1[0] })
        {
            let added = block.map { lines[$0] }
            guard let box = BoundingBox.enclosing(added.map(\.box)) else { continue }
            let beside = groups.firstIndex { $0.box.top < box.bottom && box.top < $0.box.bottom }
            if let beside {
                groups[beside].lines += added
                groups[beside].box = groups[beside].box.union(box)
            } else {
                groups.append((added, box))
            }
        }
        return groups.map(\.lines)
    }
}
