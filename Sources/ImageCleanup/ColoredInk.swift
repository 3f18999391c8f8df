import ArchiveModel

/// Decides which coloured ink is kept: handwriting in a form is text, a stamp over print hides
/// text.
///
/// The page is divided into square cells. Adjacent cells with coloured ink make a mark. A mark is
/// kept if it is no higher than a line of handwriting and hardly any print lies under it. If the
/// page has no other ink to speak of, everything is kept.
struct ColoredInk {
    /// Side of a cell in inches.
    private static let cellSide = 1.0 / 40
    /// Coloured and dark pixels that make a cell count, as a share of its pixels.
    private static let cellShare = 1.0 / 24
    /// The highest mark that counts as writing, in inches; signatures and rings are higher.
    private static let highest = 0.4
    /// How many of its cells may hold print, such as dotted rules.
    private static let mostPrint = 0.15
    /// Dark ink below this share of the coloured ink does not count as text beside it.
    private static let onlyColored = 0.2

    /// The rim of the page where colour means nothing, in cells: a quarter of an inch.
    private static let rim = 10

    private let cell: Int
    private let columns: Int
    private let rows: Int
    private var colored: [Int32]
    private var dark: [Int32]

    init(width: Int, height: Int, dotsPerInch: Double) {
        cell = max(2, Int(dotsPerInch * Self.cellSide))
        columns = (width + cell - 1) / cell
        rows = (height + cell - 1) / cell
        colored = [Int32](repeating: 0, count: columns * rows)
        dark = colored
    }

    /// Counts a pixel of coloured ink.
    @inline(__always)
    mutating func countColored(_ x: Int, _ y: Int) { colored[y / cell * columns + x / cell] += 1 }

    /// Counts a pixel of dark ink without colour.
    @inline(__always)
    mutating func countDark(_ x: Int, _ y: Int) { dark[y / cell * columns + x / cell] += 1 }

    /// Coloured and dark pixels that make a cell of this page count.
    private var least: Int32 { Int32(max(1, Double(cell * cell) * Self.cellShare)) }

    /// How many pixels are coloured.
    var coloredPixels: Int { colored.reduce(0) { $0 + Int($1) } }

    /// How many cells hold coloured ink and nothing dark in and around them: scanners colour the
    /// rims of holes and of dark edges.
    ///
    /// Cells of the rim do not count.
    var cellsOfColorAlone: Int {
        let (least, rim) = (least, Self.rim)
        guard columns > 2 * rim, rows > 2 * rim else { return 0 }
        var count = 0
        for y in rim..<rows - rim {
            for x in rim..<columns - rim where colored[y * columns + x] >= least {
                let isAlone = (y - 1...y + 1).allSatisfy { row in
                    (x - 1...x + 1).allSatisfy { dark[row * columns + $0] < least }
                }
                if isAlone { count += 1 }
            }
        }
        return count
    }

    /// Whether the page has no other ink to speak of.
    var isAlone: Bool {
        Double(dark.reduce(0, +)) < Self.onlyColored * Double(colored.reduce(0, +))
    }

    /// The areas, in pixels, whose coloured ink is to be kept; they may overlap the ink of other marks.
    func kept() -> [BoundingBox] {
        if isAlone {
            return [box(left: 0, top: 0, right: columns - 1, bottom: rows - 1)]
        }
        let marks = marks()
        let highest = Int(Self.highest / Self.cellSide)
        let large = marks.filter { $0.box.height > highest }.map(\.box)
        return marks.filter { mark in
            mark.box.height <= highest && Double(mark.printed) < Self.mostPrint * Double(mark.cells)
                && !large.contains { $0.contains(mark.box) }
        }.map { mark in
            box(
                left: mark.box.left, top: mark.box.top, right: mark.box.right - 1,
                bottom: mark.box.bottom - 1)
        }
    }

    private struct Mark {
        var box: BoundingBox
        var cells = 0
        var printed = 0
    }

    /// Connected groups of coloured cells, in cells.
    private func marks() -> [Mark] {
        let least = least
        var seen = [Bool](repeating: false, count: colored.count)
        var marks: [Mark] = []
        for start in colored.indices where colored[start] >= least && !seen[start] {
            seen[start] = true
            var open = [start]
            var mark = Mark(
                box: BoundingBox(
                    left: start % columns, top: start / columns, right: start % columns + 1,
                    bottom: start / columns + 1))
            while let place = open.popLast() {
                let (x, y) = (place % columns, place / columns)
                mark.cells += 1
                if dark[place] >= least { mark.printed += 1 }
                mark.box = mark.box.union(
                    BoundingBox(left: x, top: y, right: x + 1, bottom: y + 1))
                for nextY in max(0, y - 1)...min(rows - 1, y + 1) {
                    for nextX in max(0, x - 1)...min(columns - 1, x + 1) {
                        let next = nextY * columns + nextX
                        if !seen[next], colored[next] >= least {
                            seen[next] = true
                            open.append(next)
                        }
                    }
                }
            }
            marks.append(mark)
        }
        return marks
    }

    private func box(left: Int, top: Int, right: Int, bottom: Int) -> BoundingBox {
        BoundingBox(
            left: left * cell, top: top * cell, right: (right + 1) * cell,
            bottom: (bottom + 1) * cell)
    }
}

extension BoundingBox {
    /// Whether another box lies wholly inside.
    fileprivate func contains(_ other: BoundingBox) -> Bool {
        left <= other.left && top <= other.top && right >= other.right && bottom >= other.bottom
    }
}
