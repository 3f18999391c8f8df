import CLeptonica

/// Recognizes pages that are white on black: negatives from microfilm, inverted copies.
enum Inversion {
    /// Whether more than three fifths of the page are dark.
    ///
    /// Paper with print on it never is; a page with wide dark edges stays below.
    static func isNeeded(for gray: Picture) -> Bool {
        guard
            let small = try? Picture(
                owning: pixScaleBySampling(gray.pix, 0.125, 0.125), step: "invert"),
            let dark = try? Picture(owning: pixThresholdToBinary(small.pix, 100), step: "invert")
        else { return false }
        var count: Int32 = 0
        pixCountPixels(dark.pix, &count, nil)
        return Double(count) > 0.6 * Double(dark.width * dark.height)
    }
}
