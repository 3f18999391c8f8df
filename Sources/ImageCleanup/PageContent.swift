import ArchiveModel
import CLeptonica

/// Decides from the marks of a page whether anything is written on it.
///
/// Measured before contrast is stretched, which turns the shadow of the sheet's other side into
/// print. When in doubt, a page is content: a blank page that is kept costs a moment, a page that
/// is lost is a paper lost.
package struct PageContent: Sendable {
    /// The verdict on the page.
    package enum Kind: Sendable {
        /// Nothing but paper, dust, shadows of folds, and the faintest traces of the other side.
        case blank
        /// Only faint and blurred marks, such as show-through; blank unless it can be read.
        case faint
        /// Marks that somebody made: print, a stamp, a stroke of a pen.
        case written
    }

    /// The verdict on the page.
    package let kind: Kind
    /// The measurements, by name.
    let measured: [String: Double]

    /// If more of the page than this is dark ink, it is print, whatever else there is.
    private static let denseShare = 0.02
    /// Grey of paper after the background is normalized.
    private static let paper = 200
    /// Contrasts, as shares of the paper's grey.
    ///
    /// Show-through has 0.05 to 0.2, faint print 0.25 and more, which thin strokes and coarse scans
    /// reduce to about 0.22.
    private static let strongContrast = 0.23
    private static let visibleContrast = 0.12
    /// Marks whose longer side is below this, in inches, are dust: a figure of 6 points is higher.
    private static let dust = 0.045
    /// A single mark of this size makes a page, such as a page number; below it takes two.
    private static let figure = 0.065
    /// The rim of the scan where marks belong to its edge, in inches.
    private static let rim = 0.12
    /// Straight lines thinner than the first and longer than the second, in inches, are folds,
    /// hairs and streaks.
    private static let thinnest = 0.014
    private static let longest = 1.5
    /// Cells of a fortieth of an inch with only coloured ink that make a stamp or a stroke.
    private static let coloredCells = 10
    /// The number of faint marks from which it is worth looking for print among them.
    private static let fewestFaint = 3
    /// Ink has steep edges; paper spreads show-through over more than this, in inches.
    private static let sharpEdge = 0.016
    /// If there are more marks than this, they are not examined one by one.
    private static let mostMarks = 20_000

    /// Measures a grey page, whose paper has the level 200 unless it is bilevel.
    init(
        of page: Picture, isBilevel: Bool, dotsPerInch: Int, coloredCells: Int
    ) throws(CleanupError) {
        let dark = try Self.binary(page, below: isBilevel ? 128 : Self.level(0.4))
        var black: Int32 = 0
        pixCountPixels(dark.pix, &black, nil)
        let share = Double(black) / Double(max(1, page.width * page.height))
        guard share < Self.denseShare, min(page.width, page.height) >= 8 else {
            kind = share < Self.denseShare ? .blank : .written
            measured = ["darkShare": share]
            return
        }
        let tally = try Tally(page, isBilevel: isBilevel, dotsPerInch: Double(dotsPerInch))
        measured = [
            "darkShare": share, "coloredCells": Double(coloredCells),
            "strongMarks": Double(tally.strong), "faintMarks": Double(tally.faint),
            "edgeInches": tally.edge,
        ]
        if tally.strong >= 2 || tally.hasFigure || coloredCells >= Self.coloredCells {
            kind = .written
        } else if tally.faint < Self.fewestFaint {
            kind = .blank
        } else {
            kind = tally.edge < Self.sharpEdge ? .written : .faint
        }
    }

    private static func level(_ contrast: Double) -> Int32 {
        Int32(Double(paper) * (1 - contrast))
    }

    fileprivate static func binary(
        _ page: Picture, below level: Int32
    ) throws(CleanupError) -> Picture {
        try Picture(owning: pixThresholdToBinary(page.pix, level), step: "content")
    }

    /// The marks of a page by strength.
    private struct Tally {
        var strong = 0
        var hasFigure = false
        var faint = 0
        /// Median width of the edges of faint marks, in inches; 0 without such marks.
        var edge = 0.0

        init(_ page: Picture, isBilevel: Bool, dotsPerInch: Double) throws(CleanupError) {
            // Scanner noise is averaged away; strokes of print are wider than three pixels.
            let smooth = isBilevel ? page : try Self.smoothed(page)
            let level = isBilevel ? 128 : PageContent.level(PageContent.visibleContrast)
            let marks = Morphology.marks(of: try PageContent.binary(smooth, below: level))
            guard marks.count <= PageContent.mostMarks, let rows = GrayRows(smooth) else {
                strong = marks.count
                return
            }
            let sheet = BoundingBox(left: 0, top: 0, right: page.width, bottom: page.height)
            let rim = Int(PageContent.rim * dotsPerInch)
            var edges: [Double] = []
            for mark in marks
            where Self.isInside(mark, sheet: sheet.grown(across: -rim, down: -rim)) {
                let size = Double(max(mark.width, mark.height)) / dotsPerInch
                guard size >= PageContent.dust, !Self.isHair(mark, dotsPerInch: dotsPerInch) else {
                    continue
                }
                let depth = Double(PageContent.paper - rows.darkest(in: mark))
                if isBilevel || depth >= PageContent.strongContrast * Double(PageContent.paper) {
                    strong += 1
                    if size >= PageContent.figure { hasFigure = true }
                } else {
                    faint += 1
                    if edges.count < 300 {
                        edges.append(depth / max(1, rows.steepest(in: mark)) / dotsPerInch)
                    }
                }
            }
            edge = edges.isEmpty ? 0 : edges.sorted()[edges.count / 2]
        }

        private static func smoothed(_ page: Picture) throws(CleanupError) -> Picture {
            try Picture(owning: pixBlockconv(page.pix, 1, 1), step: "content")
        }

        private static func isInside(_ mark: BoundingBox, sheet: BoundingBox) -> Bool {
            let (x, y) = ((mark.left + mark.right) / 2, (mark.top + mark.bottom) / 2)
            return x >= sheet.left && x < sheet.right && y >= sheet.top && y < sheet.bottom
        }

        private static func isHair(_ mark: BoundingBox, dotsPerInch: Double) -> Bool {
            Double(min(mark.width, mark.height)) <= PageContent.thinnest * dotsPerInch
                && Double(max(mark.width, mark.height)) >= PageContent.longest * dotsPerInch
        }
    }
}

/// The pixels of a grey picture.
private struct GrayRows {
    private let picture: Picture
    private let data: UnsafeMutablePointer<UInt32>
    private let wordsPerLine: Int

    /// Nil if the picture is not eight-bit grey.
    init?(_ picture: Picture) {
        guard pixGetDepth(picture.pix) == 8, let data = pixGetData(picture.pix) else { return nil }
        self.picture = picture
        self.data = data
        wordsPerLine = Int(pixGetWpl(picture.pix))
    }

    /// Leptonica keeps the first pixel in the highest byte of a word.
    private func value(_ x: Int, _ y: Int) -> Int {
        Int(data[y * wordsPerLine + (x >> 2)] >> (24 - 8 * UInt32(x & 3)) & 0xFF)
    }

    func darkest(in box: BoundingBox) -> Int {
        var least = 255
        for y in box.top..<box.bottom {
            for x in box.left..<box.right { least = min(least, value(x, y)) }
        }
        return least
    }

    /// The largest difference between neighbours, in steps of grey a pixel.
    func steepest(in box: BoundingBox) -> Double {
        var most = 0
        for y in max(1, box.top)..<min(picture.height - 1, box.bottom) {
            for x in max(1, box.left)..<min(picture.width - 1, box.right) {
                most = max(
                    most, abs(value(x + 1, y) - value(x - 1, y)),
                    abs(value(x, y + 1) - value(x, y - 1)))
            }
        }
        return Double(most) / 2
    }
}
