import ArchiveModel

/// Erases the vertical bars that typewriters and line printers use for table columns.
///
/// Such a bar is a character as high as the row, so the column is a stack of short strokes rather
/// than a rule. A stroke counts if it is thin, higher than the page's letters, and is above or
/// below another.
enum BarRemoval {
    /// Widest bar and lowest bar, in inches.
    private static let widest = 0.035
    private static let lowest = 0.11
    /// How far bars of one stack may be offset sideways, and the gap they may have, in inches.
    private static let offset = 0.02
    private static let gap = 0.06
    /// How much higher than capitals a bar is.
    private static let heightOverCapitals = 1.15

    /// Erases the bars; returns their number.
    static func remove(from sheet: InkSheet) throws(CleanupError) -> Int {
        let bars = stacked(of: sheet.marks(), sheet)
        try sheet.erase(bars.map { $0.grown(across: 2, down: 2) })
        return bars.count
    }

    private static func stacked(of marks: [BoundingBox], _ sheet: InkSheet) -> [BoundingBox] {
        let lowest = max(
            Double(sheet.pixels(lowest)),
            heightOverCapitals * Double(capitalHeight(marks, on: sheet)))
        let strokes = marks.filter {
            $0.width <= sheet.pixels(widest) && Double($0.height) >= lowest
                && $0.height >= 5 * $0.width
        }.sorted { $0.top < $1.top }
        let (offset, gap) = (sheet.pixels(offset), sheet.pixels(gap))
        var isStacked = [Bool](repeating: false, count: strokes.count)
        for (index, upper) in strokes.enumerated() {
            for below in strokes.indices.dropFirst(index + 1) {
                let lower = strokes[below]
                if lower.top - upper.bottom > gap { break }
                let aside = abs(lower.left + lower.right - upper.left - upper.right) / 2
                if aside <= offset, lower.top - upper.bottom > -offset {
                    isStacked[index] = true
                    isStacked[below] = true
                }
            }
        }
        return strokes.indices.filter { isStacked[$0] }.map { strokes[$0] }
    }

    /// The height that 85 of 100 letters do not exceed: capitals and figures of body text.
    private static func capitalHeight(_ marks: [BoundingBox], on sheet: InkSheet) -> Int {
        let heights = marks.filter {
            $0.width > sheet.pixels(widest) && $0.width < sheet.pixels(0.3)
                && $0.height > sheet.pixels(0.04) && $0.height < sheet.pixels(0.3)
        }.map(\.height).sorted()
        return heights.isEmpty ? 0 : heights[heights.count * 85 / 100]
    }
}
