import ArchiveModel
import CLeptonica

/// Removes from the picture the rows of dots that lead from a word to a number or fill the blanks
/// of forms.
///
/// Recognition reads them as words (mmm), attaches them to the words at their ends, or loses these
/// with them.
enum LeaderRemoval {
    /// Sides of dots in inches.
    private static let sides = 0.006...0.03
    /// From dot to dot in inches: points of 7 to 20 points, alone or with a space between.
    private static let pitches = 0.025...0.14
    /// How far dots may be offset vertically, in inches, and how far their distances may differ
    /// from the median.
    private static let rise = 0.012
    private static let unevenness = 0.4
    /// Between a word and the point behind it, in inches.
    private static let letterGap = 0.025
    /// Fewer dots are an ellipsis.
    private static let fewest = 4
    /// The space above a leader, in inches, that is empty except for a share of its ink.
    private static let clearance = 0.05
    private static let otherInk = 0.3
    /// More dots than this are a printed background or a picture.
    private static let mostDots = 8_000

    /// Erases the leaders of a straightened page; returns their number.
    static func remove(from sheet: InkSheet) throws(CleanupError) -> Int {
        let (least, most) = (sheet.pixels(sides.lowerBound), sheet.pixels(sides.upperBound))
        let dots = sheet.marks().filter {
            (least...most).contains($0.width) && (least...most).contains($0.height)
                && 3 * min($0.width, $0.height) >= max($0.width, $0.height)
        }
        guard dots.count >= fewest, dots.count <= mostDots else { return 0 }
        let leaders = rows(of: dots, on: sheet).filter {
            $0.count >= fewest && isEven($0) && isAlone($0, on: sheet)
        }.map { withoutPoint($0, of: sheet) }
        try sheet.erase(leaders.flatMap { $0.map { $0.grown(across: 1, down: 1) } })
        return leaders.count
    }

    /// Puts dots into rows: each joins the nearest row that ends shortly before it at the same height.
    private static func rows(of dots: [BoundingBox], on sheet: InkSheet) -> [[BoundingBox]] {
        let band = max(1, sheet.pixels(rise))
        let farthest = sheet.pixels(pitches.upperBound)
        let nearest = sheet.pixels(pitches.lowerBound)
        var rows: [[BoundingBox]] = []
        // The last rows of each band of heights; those that ended long before are skipped.
        var open: [Int: [Int]] = [:]
        for dot in dots.sorted(by: { $0.left < $1.left }) {
            let middle = (dot.top + dot.bottom) / 2
            let near = (-1...1).flatMap { open[middle / band + $0] ?? [] }
            let row = near.filter { index in
                guard let last = rows[index].last else { return false }
                return (nearest...farthest).contains(dot.left - last.left)
                    && abs((last.top + last.bottom) / 2 - middle) <= band
            }.max { (rows[$0].last?.left ?? 0) < (rows[$1].last?.left ?? 0) }
            if let row {
                rows[row].append(dot)
            } else {
                rows.append([dot])
                let live = (open[middle / band] ?? []).filter {
                    dot.left - (rows[$0].last?.left ?? 0) <= farthest
                }
                open[middle / band] = live + [rows.count - 1]
            }
        }
        return rows
    }

    /// The row without its first dot if that ends a word, such as the point of an abbreviation.
    private static func withoutPoint(_ row: [BoundingBox], of sheet: InkSheet) -> [BoundingBox] {
        guard let first = row.first else { return row }
        let reach = sheet.pixels(letterGap)
        let before = BoundingBox(
            left: first.left - reach, top: first.top - 2 * first.height, right: first.left - 1,
            bottom: first.bottom)
        let frame = BoundingBox(
            left: 0, top: 0, right: sheet.gray.width, bottom: sheet.gray.height)
        let hasWord = Morphology.count(sheet.ink, in: before.clipped(to: frame)) > 0
        return hasWord ? Array(row.dropFirst()) : row
    }

    /// Whether nearly all distances are about the same.
    private static func isEven(_ row: [BoundingBox]) -> Bool {
        let distances = zip(row, row.dropFirst()).map { $1.left - $0.left }
        let middle = Double(distances.sorted()[distances.count / 2])
        let even = distances.count { abs(Double($0) - middle) <= unevenness * middle }
        return 5 * even >= 4 * distances.count
    }

    /// Whether there is hardly any other ink between and above the dots: letters of a needle printer are
    /// rows of dots as well.
    private static func isAlone(_ row: [BoundingBox], on sheet: InkSheet) -> Bool {
        guard let box = BoundingBox.enclosing(row) else { return false }
        let place = BoundingBox(
            left: box.left, top: box.top - sheet.pixels(clearance), right: box.right,
            bottom: box.bottom)
        let own = row.reduce(0) { $0 + Morphology.count(sheet.ink, in: $1) }
        let all = Morphology.count(
            sheet.ink,
            in: place.clipped(
                to: BoundingBox(
                    left: 0, top: 0, right: sheet.gray.width, bottom: sheet.gray.height)))
        return Double(all - own) <= otherInk * Double(own)
    }
}
