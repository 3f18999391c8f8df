import CLeptonica

/// Makes uneven, yellowed or grey paper white and faded ink dark.
enum BackgroundNormalization {
    /// Value that Leptonica gives the paper.
    private static let paper = 200

    /// A picture with paper of the level 200; nil if the page is too small to measure.
    static func flattened(_ gray: Picture) -> Picture? {
        guard gray.width >= 64, gray.height >= 64,
            let flat = pixBackgroundNormSimple(gray.pix, nil, nil),
            let picture = try? Picture(owning: flat, step: "background")
        else { return nil }
        return picture
    }

    /// Maps the ink of a flattened picture to black and the paper to white, in place.
    static func stretch(_ picture: Picture) {
        let black = min(inkLevel(of: picture), 150)
        pixGammaTRC(picture.pix, picture.pix, 1, Int32(black), Int32(paper - 5))
    }

    /// The grey value below which the darkest half percent of the page lies: ink, on all but blank
    /// pages.
    private static func inkLevel(of picture: Picture) -> Int {
        var histogram = pixGetGrayHistogram(picture.pix, 4)
        defer { numaDestroy(&histogram) }
        guard let histogram else { return 0 }
        var total: Float = 0
        numaGetSum(histogram, &total)
        var sum: Float = 0
        for level in 0..<256 {
            var count: Float = 0
            numaGetFValue(histogram, Int32(level), &count)
            sum += count
            if sum > total * 0.005 { return level }
        }
        return 0
    }
}
