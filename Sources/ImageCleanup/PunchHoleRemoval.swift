import ArchiveModel
import CLeptonica

/// Paints over the dark discs that punch holes, and the holes of tractor paper, leave on a scan.
///
/// Works before the background is normalized, which would turn a disc into a chequered patch.
enum PunchHoleRemoval {
    /// Diameters of holes in inches: tractor holes have 0.16, office punches 0.22 to 0.28.
    private static let diameters = 0.13...0.42
    /// A square of this side in inches fits into every hole, and into no stroke of print.
    private static let core = 0.1
    /// The share of its box that a disc fills: π/4, less for ragged rims and more for blurred ones.
    private static let fill = 0.62...0.92
    /// How much other ink there may be around a hole, as a share of the hole's box.
    private static let mostAround = 0.35
    /// The minimum darkness of a hole, as a share of the paper's grey value.
    private static let darkness = 0.82

    /// Paints the holes of a grey picture in the colour of paper, in place; returns their number.
    static func remove(from gray: Picture, dotsPerInch: Int) throws(CleanupError) -> Int {
        guard min(gray.width, gray.height) >= 64 else { return 0 }
        let paper = paperLevel(of: gray)
        guard paper >= 96 else { return 0 }
        let dark = try Picture(
            owning: pixThresholdToBinary(gray.pix, Int32(Double(paper) * darkness)), step: "holes")
        // A hole spans fifty pixels; a quarter of the resolution shows it as well.
        let small = try Picture(
            owning: pixReduceRankBinaryCascade(dark.pix, 2, 2, 0, 0), step: "holes")
        let scale = Double(dotsPerInch) / 4
        let side = max(2, Int(core * scale))
        let cores = try Morphology.opened(small, across: side, down: side)
        let holes = Morphology.marks(of: cores).filter {
            isDisc($0, of: cores, scale: scale) && standsAlone($0, in: small, discs: cores)
        }
        for hole in holes { paint(hole.grown(across: 2, down: 2), of: gray, level: paper) }
        return holes.count
    }

    private static func isDisc(_ box: BoundingBox, of picture: Picture, scale: Double) -> Bool {
        let (width, height) = (Double(box.width), Double(box.height))
        let area = Double(Morphology.count(picture, in: box))
        return diameters.contains(width / scale) && diameters.contains(height / scale)
            && (0.75...1.33).contains(width / height) && fill.contains(area / (width * height))
    }

    /// Whether there is little ink around a disc: perhaps a rule that touches it, but no picture.
    private static func standsAlone(
        _ box: BoundingBox, in picture: Picture, discs: Picture
    ) -> Bool {
        let around = box.grown(across: 3, down: 3)
        let others = Morphology.count(picture, in: around) - Morphology.count(discs, in: around)
        return Double(others) < mostAround * Double(box.width * box.height)
    }

    /// Paints a box that is measured at a quarter of the resolution.
    private static func paint(_ box: BoundingBox, of gray: Picture, level: Int) {
        var frame = boxCreate(
            Int32(box.left * 4), Int32(box.top * 4), Int32(box.width * 4), Int32(box.height * 4))
        defer { boxDestroy(&frame) }
        pixSetInRectArbitrary(gray.pix, frame, UInt32(level))
    }

    /// The grey value that half of the page exceeds: paper, on any page that is read.
    private static func paperLevel(of gray: Picture) -> Int {
        var histogram = pixGetGrayHistogram(gray.pix, 8)
        defer { numaDestroy(&histogram) }
        guard let histogram else { return 0 }
        var total: Float = 0
        numaGetSum(histogram, &total)
        var sum: Float = 0
        for level in 0..<256 {
            var count: Float = 0
            numaGetFValue(histogram, Int32(level), &count)
            sum += count
            if sum * 2 >= total { return level }
        }
        return 255
    }
}
