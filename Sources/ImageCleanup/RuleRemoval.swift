import ArchiveModel
import CLeptonica

/// Removes the rules of tables and forms from the picture that is recognized.
///
/// Recognition reads a rule beside a word as a bracket or an I, and often skips a word that touches
/// a rule. A rule is a long thin run of ink with paper on both sides; where letters cross it, the
/// letters keep their pixels.
struct RuleRemoval {
    /// Shortest rules in inches: longer than dashes, and than the stems of the largest titles.
    private static let shortestRow = 0.5
    private static let shortestColumn = 0.45
    /// Thickest rule in inches; anything thicker is a bar or a picture.
    private static let thickest = 0.045
    /// Gaps in inches that dotted and worn rules may have.
    private static let gap = 0.02
    /// Shortest and longest dash of a dashed rule and the widest gap behind it, in inches, and its shortest length.
    private static let dash = 0.045
    private static let longestDash = 0.35
    private static let dashGap = 0.13
    private static let shortestDashed = 1.0
    /// Fewest dashes of such a rule, how far lengths and gaps may differ from their median, and how many of them may not.
    private static let fewestDashes = 6
    private static let unevenness = 0.3
    private static let evenShare = 0.7
    /// Width in inches of the strips beside a rule, and how much ink they may hold.
    ///
    /// Only its neighbourhood distinguishes a row of heavy print whose letters touch from a rule.
    private static let strip = 0.025
    private static let stripInk = 0.12
    /// Letters on both sides of a rule that are no farther apart than this, in inches, are one
    /// stroke.
    private static let bridge = 0.035

    /// The result of removing the rules of a page.
    struct Removed {
        /// The share of the page that they covered.
        let share: Double
        /// The cells of tables that they enclosed.
        let cells: [BoundingBox]
    }

    private let sheet: InkSheet

    /// Erases the rules of a straightened page; returns the share of the page that they covered,
    /// and the cells of tables that they enclosed.
    static func remove(
        from sheet: InkSheet
    ) throws(CleanupError) -> Removed {
        try RuleRemoval(sheet: sheet).remove()
    }

    private func remove() throws(CleanupError) -> Removed {
        let thick = try thickAreas()
        let dashedRows = try dashed(isRow: true, without: thick)
        // Stems of letters above each other are like dashes, too; but such columns are only where there are such rows.
        let dashedColumns = try dashedRows.flatMap { rows throws(CleanupError) in
            try dashed(isRow: false, without: thick, besides: letters(besides: rows))
        }
        let rows = try rules(isRow: true, without: thick, besides: dashedRows)
        let columns = try rules(isRow: false, without: thick, besides: dashedColumns)
        let print = try Morphology.subtract(
            Morphology.either(rows, and: columns), from: sheet.ink)
        // Both masks are made before either is erased: each needs all the print around it.
        let masks = [
            try mask(of: rows, isRow: true, crossing: columns, print),
            try mask(of: columns, isRow: false, crossing: rows, print),
        ]
        var painted = 0
        for mask in masks {
            var count: Int32 = 0
            pixCountPixels(mask.pix, &count, nil)
            painted += Int(count)
        }
        if painted > 0 { try sheet.erase(Morphology.either(masks[0], and: masks[1])) }
        let share = Double(painted) / Double(max(1, sheet.gray.width * sheet.gray.height))
        return Removed(
            share: share, cells: try TableCells.found(between: rows, and: columns, on: sheet))
    }

    private func thickAreas() throws(CleanupError) -> Picture {
        let side = sheet.pixels(Self.thickest)
        let solid = try Morphology.opened(sheet.ink, across: side, down: side)
        return try Morphology.dilated(solid, across: 5, down: 5)
    }

    /// Marks that are neither dashes of columns nor where they cross rows.
    private func letters(besides rows: Picture) -> [BoundingBox] {
        let thickest = sheet.pixels(Self.thickest)
        return sheet.marks().filter {
            $0.width > thickest && Morphology.count(rows, in: $0.grown(across: 0, down: 2)) == 0
        }
    }

    /// Long thin rows of dashes in one direction, as full runs; nil when there are none.
    ///
    /// Strokes in `letters` are none.
    private func dashed(
        isRow: Bool, without thick: Picture, besides letters: [BoundingBox] = []
    ) throws(CleanupError) -> Picture? {
        let (dash, length) = (sheet.pixels(Self.dash), sheet.pixels(Self.shortestDashed))
        let (gap, longest) = (sheet.pixels(Self.dashGap) | 1, sheet.pixels(Self.longestDash))
        let strokes = try Morphology.opened(
            sheet.ink, across: isRow ? dash : 1, down: isRow ? 1 : dash)
        let long = try Morphology.opened(
            strokes, across: isRow ? longest : 1, down: isRow ? 1 : longest)
        let dashes = try Morphology.subtract(
            thick, from: Morphology.subtract(long, from: strokes))
        for letter in letters { Morphology.fill(letter, of: dashes, ink: false) }
        let joined = try Morphology.closed(
            dashes, across: isRow ? gap : 1, down: isRow ? 1 : gap)
        let runs = try Morphology.opened(
            joined, across: isRow ? length : 1, down: isRow ? 1 : length)
        try dropPrint(from: runs, isRow: isRow)
        // Columns are cut by the rows that they cross, so that their dashes are not alike.
        let uneven =
            isRow ? Morphology.marks(of: runs).filter { !Self.areEven(dashes, in: $0) } : []
        for mark in uneven { Morphology.fill(mark, of: runs, ink: false) }
        return Morphology.marks(of: runs).isEmpty ? nil : runs
    }

    /// Whether the strokes in a row are as long as each other and as far from each other, as a pen or a printer makes dashes; strokes of
    /// letters, above all of needle printers, are not.
    private static func areEven(_ strokes: Picture, in row: BoundingBox) -> Bool {
        guard let part = try? strokes.part(row) else { return false }
        let spans = Morphology.marks(of: part).map { $0.left..<$0.right }
            .sorted { $0.lowerBound < $1.lowerBound }
        let gaps = zip(spans, spans.dropFirst()).map { $1.lowerBound - $0.upperBound }
        return spans.count >= fewestDashes && areEven(spans.map(\.count)) && areEven(gaps)
    }

    private static func areEven(_ lengths: [Int]) -> Bool {
        let middle = Double(lengths.sorted()[lengths.count / 2])
        let even = lengths.count { abs(Double($0) - middle) <= unevenness * middle }
        return Double(even) >= evenShare * Double(lengths.count)
    }

    /// Long thin runs in one direction, one pixel wider on each side for their blurred rim.
    private func rules(
        isRow: Bool, without thick: Picture, besides dashed: Picture?
    ) throws(CleanupError) -> Picture {
        let gap = sheet.pixels(Self.gap) | 1
        let length = sheet.pixels(isRow ? Self.shortestRow : Self.shortestColumn)
        let joined = try Morphology.closed(
            sheet.ink, across: isRow ? gap : 1, down: isRow ? 1 : gap)
        let runs = try Morphology.opened(
            joined, across: isRow ? length : 1, down: isRow ? 1 : length)
        let thin = try Morphology.subtract(thick, from: runs)
        try dropPrint(from: thin, isRow: isRow)
        let all =
            try dashed.map { dashed throws(CleanupError) in
                try Morphology.either(thin, and: dashed)
            } ?? thin
        return try Morphology.dilated(all, across: isRow ? 1 : 3, down: isRow ? 3 : 1)
    }

    /// Clears the candidates that have ink all along their sides: rows of touching letters.
    private func dropPrint(from candidates: Picture, isRow: Bool) throws(CleanupError) {
        let marks = Morphology.marks(of: candidates)
        guard !marks.isEmpty else { return }
        let rim = try Morphology.dilated(
            candidates, across: isRow ? 1 : 3, down: isRow ? 3 : 1)
        let others = try Morphology.subtract(rim, from: sheet.ink)
        let side = sheet.pixels(Self.strip)
        for mark in marks {
            let around = mark.grown(across: isRow ? 0 : side, down: isRow ? side : 0)
            let area = 2 * side * (isRow ? mark.width : mark.height)
            if Double(Morphology.count(others, in: around)) > Self.stripInk * Double(area) {
                Morphology.fill(mark, of: candidates, ink: false)
            }
        }
    }

    /// What to paint: the rules, but not print beside them, nor the letters that cross them.
    private func mask(
        of rules: Picture, isRow: Bool, crossing: Picture, _ print: Picture
    ) throws(CleanupError) -> Picture {
        let reach = sheet.pixels(Self.bridge) | 1
        let bridged = try Morphology.closed(
            print, across: isRow ? 1 : reach, down: isRow ? reach : 1)
        let letters = try Morphology.subtract(
            crossing, from: Morphology.both(Morphology.both(bridged, and: rules), and: sheet.ink))
        let wide = try Morphology.dilated(rules, across: isRow ? 1 : 3, down: isRow ? 3 : 1)
        return try Morphology.subtract(
            letters, from: Morphology.subtract(print, from: wide))
    }
}
