import CLeptonica

/// The height of small letters on a page, by its marks: what a resolution is held against.
///
/// In print of 9 to 12 pt most marks of a page have the height of letters without ascenders, some 20 pixels at 300 dots
/// per inch; on 165 pages of the development sets the most frequent height lay between 17 and 32 pixels at that
/// resolution.
struct LetterHeight {
    /// The most frequent height of marks that may be letters, in pixels.
    let pixels: Int

    /// With fewer marks the most frequent height says nothing.
    private static let fewestMarks = 100
    /// Heights of marks that may be letters, in pixels.
    private static let heights = 5...150

    /// Measures a page with dark marks on light paper; nil when it has too few marks, or there is no memory.
    ///
    /// The threshold is Otsu's, of the whole page.
    static func measure(_ gray: Picture) -> LetterHeight? {
        var binary: UnsafeMutablePointer<Pix>?
        let failed = pixOtsuAdaptiveThreshold(
            gray.pix, max(16, Int32(gray.width)), max(16, Int32(gray.height)), 0, 0, 0, nil, &binary
        )
        defer { pixDestroy(&binary) }
        guard failed == 0, let binary else { return nil }
        var boxes = pixConnCompBB(binary, 8)
        defer { boxaDestroy(&boxes) }
        guard let boxes else { return nil }
        return LetterHeight(heightsOf: boxes)
    }

    private init?(heightsOf boxes: UnsafeMutablePointer<Boxa>) {
        var counts = [Int](repeating: 0, count: Self.heights.upperBound + 3)
        var marks = 0
        for index in 0..<boxaGetCount(boxes) {
            var (width, height): (Int32, Int32) = (0, 0)
            guard boxaGetBoxGeometry(boxes, index, nil, nil, &width, &height) == 0,
                Self.heights.contains(Int(height)), width <= 3 * height, 5 * width >= height
            else { continue }
            counts[Int(height)] += 1
            marks += 1
        }
        guard marks >= Self.fewestMarks else { return nil }
        // Neighbouring heights are those of the same letters.
        let smooth = Self.heights.map { height in
            counts[height - 2] + 2 * counts[height - 1] + 3 * counts[height]
                + 2 * counts[height + 1] + counts[height + 2]
        }
        guard let most = smooth.max(), let index = smooth.firstIndex(of: most) else { return nil }
        pixels = Self.heights.lowerBound + index
    }
}
