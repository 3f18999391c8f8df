import ArchiveModel

extension TableWords {
    /// Share of the usual height of a line by which the middles of words in one row differ at most.
    ///
    /// Words without ascender or with descender differ by a fifth; lines of neighbouring cells of a
    /// heading by two thirds, which is half of their distance.
    private static let rowTolerance = 0.4

    /// All lines of the page with some cells replaced; rows that run through these are set anew.
    ///
    /// - Parameters:
    ///   - replaced: The lines of cells read alone that are taken.
    ///   - read: All cells read alone.
    func lines(with replaced: [Int: [TextLine]], read: Set<Int>) -> [TextLine] {
        let kept = places.filter { !isGone($0, replaced, read) }
        let beside = kept.filter { isBeside($0, replaced) }
        let others = kept.filter { !isBeside($0, replaced) }
        let block = places.first { !$0.cells.isEmpty }?.block ?? 0
        let parts =
            Self.pieces(beside) { Piece(line: $0.line, cell: $0.cells.first) }
            + replaced.sorted { $0.key < $1.key }.flatMap(\.value)
        let rows = Self.rows(of: parts.map { TextLine(words: $0.words, block: block) })
        return RowOrder.sorted(Self.pieces(others) { Piece(line: $0.line, cell: nil) } + rows)
    }

    /// A part of a line that stands in one cell.
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

    /// Whether a word is among those that the replaced cells bring anew.
    private func isGone(
        _ place: Place, _ replaced: [Int: [TextLine]], _ read: Set<Int>
    ) -> Bool {
        place.cells.contains { replaced[$0] != nil }
            && place.cells.allSatisfy { replaced[$0] != nil || !read.contains($0) }
    }

    /// Whether a word stands in a table, with its middle at the height of a replaced cell.
    private func isBeside(_ place: Place, _ replaced: [Int: [TextLine]]) -> Bool {
        guard !place.cells.isEmpty else { return false }
        let middle = (place.word.box.top + place.word.box.bottom) / 2
        return replaced.keys.contains { (cells[$0].top...cells[$0].bottom).contains(middle) }
    }

    /// Puts parts of lines that stand at one height into one line each.
    private static func rows(of parts: [TextLine]) -> [TextLine] {
        let heights = parts.map(\.box.height).sorted()
        guard !heights.isEmpty else { return [] }
        let tolerance = Int(rowTolerance * Double(heights[heights.count / 2]))
        var rows: [(middle: Int, words: [Word], block: Int)] = []
        for part in parts.sorted(by: { middle($0) < middle($1) }) {
            if let row = rows.last, middle(part) - row.middle <= tolerance {
                rows[rows.count - 1].words += part.words
            } else {
                rows.append((middle(part), part.words, part.block))
            }
        }
        return rows.map { row in
            TextLine(words: row.words.sorted { $0.box.left < $1.box.left }, block: row.block)
        }
    }

    private static func middle(_ line: TextLine) -> Int { (line.box.top + line.box.bottom) / 2 }
}
