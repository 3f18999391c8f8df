import ArchiveModel

/// The picture of a line whose marks are moved together as in ordinary print.
struct ClosedGaps {
    /// The remaining gap between letters, and between words, in heights of the picture.
    private static let letterGap = 0.12
    private static let wordGap = 0.45
    /// A gap separates words if it is this many times as wide as the median, and wider by this
    /// share of the height.
    private static let wideGap = 1.8
    private static let excess = 0.25

    /// The picture, with a white margin.
    let image: PageImage
    /// For each column of the picture, its column on the page.
    let columns: [Int]

    /// Cuts a box into its marks at empty columns, and moves them together; nil if there is nothing
    /// to close.
    init?(_ box: BoundingBox, of page: PageImage, ink: InkGaps, margin: Int) {
        let gaps = ink.gaps(in: box)
        let widths = gaps.map { Double($0.count) }.sorted()
        guard widths.count >= 2 else { return nil }
        let height = Double(box.height)
        let middle = widths[widths.count / 2]
        let wide = max(Self.wideGap * middle, middle + Self.excess * height)
        let letterGap = max(2, Int(Self.letterGap * height))
        var kept = Array(box.left..<gaps[0].lowerBound)
        for (index, gap) in gaps.enumerated() {
            let isWide = Double(gap.count) >= wide
            let limit = isWide ? Int(Self.wordGap * height) : letterGap
            kept += gap.prefix(limit)
            let next = index + 1 < gaps.count ? gaps[index + 1].lowerBound : box.right
            kept += gap.upperBound..<next
        }
        guard kept.count < box.width else { return nil }
        columns =
            [Int](repeating: box.left, count: margin) + kept
            + [Int](repeating: box.right - 1, count: margin)
        let (width, rows) = (kept.count + 2 * margin, box.height + 2 * margin)
        var pixels = [UInt8](repeating: 255, count: width * rows)
        for row in 0..<box.height {
            let source = (box.top + row) * page.width
            let target = (row + margin) * width + margin
            for (offset, column) in kept.enumerated() {
                pixels[target + offset] = page.pixels[source + column]
            }
        }
        image = PageImage(
            width: width, height: rows, samples: .gray, pixels: pixels, resolution: nil)
    }
}
