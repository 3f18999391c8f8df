import ArchiveModel

/// Where ink begins on a page in grey.
enum InkLevel {
    /// What is below this is ink on any page; clean-up leaves ordinary print far below it.
    private static let usual: UInt8 = 160
    /// Ink that is lighter than this on average is faint.
    private static let faint = 110
    /// Ink is at least so much darker than paper.
    private static let leastContrast = 32
    /// Less ink than this share of the pixels holds no code: a QR code of a third of an inch on A4 has twice that.
    private static let leastInk = 0.0003
    /// Every how many pixels one is counted.
    private static let sample = 13

    /// The usual level; where print is faint, half-way between paper and the mean of the ink.
    ///
    /// So the lighter parts of faint print are ink as well. Nil on a page without ink.
    static func between(paperAndInkOf image: PageImage) -> UInt8? {
        var counts = [Int](repeating: 0, count: 256)
        for place in stride(from: 0, to: image.pixels.count, by: sample) {
            counts[Int(image.pixels[place])] += 1
        }
        let paper = (128...255).max { counts[$0] < counts[$1] } ?? 255
        let inks = 0..<(paper - leastContrast)
        let count = inks.reduce(0) { $0 + counts[$1] }
        let least = leastInk * Double(image.pixels.count / sample)
        guard count > 0, Double(count) >= least else { return nil }
        let mean = inks.reduce(0) { $0 + counts[$1] * $1 } / count
        return mean < faint ? usual : max(usual, UInt8((paper + mean) / 2))
    }
}
