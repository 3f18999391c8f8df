import ArchiveModel
import CLeptonica

/// Turns light print on dark bars, such as headings of tables, into dark print on light.
///
/// Recognition no longer tries every doubtful line a second time as a negative: that took a seventh
/// of its time and found less than it spoilt.
enum InverseBars {
    /// Thickness of solid ink, in inches, that no stroke of body text reaches.
    private static let solid = 0.05
    /// Lowest and shortest bar that print fits into, in inches.
    private static let lowest = 0.1
    private static let shortest = 0.3
    /// A higher bar is a picture.
    private static let highest = 1.5
    /// The share of a bar's box that is ink: letters take some away, a picture's lights take more.
    private static let ink = 0.55...0.985
    /// Lowest letter in inches, and the share of a bar's height that no letter exceeds.
    private static let lowestLetter = 0.03
    private static let letterShare = 0.8
    private static let fewestLetters = 3
    /// How far the letters of a bar reach towards its edge, in inches.
    private static let letterGap = 0.12

    /// Inverts the bars of a straightened page; returns their number.
    static func invert(on sheet: InkSheet) throws(CleanupError) -> Int {
        let side = sheet.pixels(solid)
        let cores = try Morphology.opened(sheet.ink, across: side, down: side)
        guard !Morphology.marks(of: cores).isEmpty else { return 0 }
        // Letters cut a bar into pieces.
        let gap = sheet.pixels(letterGap) | 1
        let joined = try Morphology.closed(cores, across: gap, down: gap)
        let bars = Morphology.marks(of: joined).filter { isBar($0, on: sheet) }
        guard !bars.isEmpty else { return 0 }
        for bar in bars { negate(bar, of: sheet.gray) }
        try sheet.refresh()
        return bars.count
    }

    private static func isBar(_ box: BoundingBox, on sheet: InkSheet) -> Bool {
        guard box.height >= sheet.pixels(lowest), box.height <= sheet.pixels(highest),
            box.width >= sheet.pixels(shortest), box.width >= box.height
        else { return false }
        let black = Morphology.count(sheet.ink, in: box)
        return ink.contains(Double(black) / Double(box.width * box.height))
            && holdsLetters(box, on: sheet)
    }

    /// Whether most light marks within a bar are lower than the bar: the stripes of a barcode, and
    /// the patches of a separator sheet, reach from edge to edge.
    private static func holdsLetters(_ box: BoundingBox, on sheet: InkSheet) -> Bool {
        guard let part = try? sheet.ink.part(box) else { return false }
        pixInvert(part.pix, part.pix)
        let lowest = sheet.pixels(lowestLetter)
        let marks = Morphology.marks(of: part).filter { $0.height >= lowest }
        let letters = marks.count { Double($0.height) <= letterShare * Double(box.height) }
        return letters >= fewestLetters && 2 * letters > marks.count
    }

    private static func negate(_ box: BoundingBox, of gray: Picture) {
        guard let part = try? gray.part(box) else { return }
        pixInvert(part.pix, part.pix)
        pixRasterop(
            gray.pix, Int32(box.left), Int32(box.top), Int32(box.width), Int32(box.height),
            Int32(PIX_SRC), part.pix, 0, 0)
    }
}
