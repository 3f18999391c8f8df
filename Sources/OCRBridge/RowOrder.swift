import ArchiveModel

/// Puts the lines of a page into the order in which a person reads rows: from the top, and from the
/// left if lines are side by side.
///
/// Tesseract orders blocks by its own guess at columns, and puts a table sometimes before and
/// sometimes after the text around it.
enum RowOrder {
    /// The lines in row order, with their blocks renumbered in that order.
    static func sorted(_ lines: [TextLine]) -> [TextLine] {
        renumbered(rows(of: lines).flatMap { $0 })
    }

    /// The lines by rows, each from the left.
    static func rows(of lines: [TextLine]) -> [[TextLine]] {
        var rows: [(center: Int, height: Int, lines: [TextLine])] = []
        for line in lines.sorted(by: { center($0) < center($1) }) {
            let box = line.box
            if let row = rows.last, center(line) - row.center < min(row.height, box.height) / 2 {
                rows[rows.count - 1].lines.append(line)
            } else {
                rows.append((center(line), box.height, [line]))
            }
        }
        return rows.map { row in row.lines.sorted { $0.box.left < $1.box.left } }
    }

    /// Increments the block number whenever the block changes from one line to the next.
    static func renumbered(_ lines: [TextLine]) -> [TextLine] {
        var number = -1
        var last: Int?
        return lines.map { line in
            if line.block != last { number += 1 }
            last = line.block
            return TextLine(words: line.words, block: number)
        }
    }

    private static func center(_ line: TextLine) -> Int { (line.box.top + line.box.bottom) / 2 }
}
