import ArchiveModel
import CLeptonica

/// The dots that a black-and-white scan has instead of grey: ordered dots, or those of error
/// diffusion.
///
/// Copiers produce them in picture mode, from grey or coloured paper and from grey print. Dots make
/// recognition see marks everywhere, and steps that erase marks erase the print with them; blurred
/// to grey, such a page is like any other.
struct Halftone {
    /// Share of the page that is covered with dots, 0...1.
    let share: Double
    /// Pixels from dot to dot.
    let pitch: Double

    /// Side of the squares that are examined, in pixels, and the maximum number of them.
    private static let tile = 96
    private static let mostTiles = 100
    /// Largest dot in inches, and smallest in pixels; full stops, and dots of letters, are as small
    /// but few.
    private static let largestDot = 0.02
    private static let leastDot = 3
    /// A square has dots if there is one for this many pixels; dense print has one for about 400.
    private static let pixelsPerDot = 100
    /// If less of the page is dotted, it is a picture or a shaded field of a form.
    private static let leastShare = 0.25
    /// Width of the blur, as a share of the pitch and in pixels; strokes of print are 2 to 4 pixels wide.
    private static let blur = 0.4
    private static let blurs = 1.2...2.4

    /// Measures a black-and-white page of grey pixels; nil if it has no dots, or too few to matter.
    static func find(
        on page: Picture, dotsPerInch: Double
    ) throws(CleanupError) -> Halftone? {
        let (columns, rows) = (page.width / tile, page.height / tile)
        guard columns > 0, rows > 0 else { return nil }
        // Every nth square, and not those below each other.
        let step = max(1, (columns * rows / mostTiles) | 1)
        let largest = max(leastDot, Int(largestDot * dotsPerInch))
        let least = tile * tile / pixelsPerDot
        var looked = 0
        var dots: [Int] = []
        for index in stride(from: step / 2, to: columns * rows, by: step) {
            let count = try self.dots(
                in: page, left: index % columns * tile, top: index / columns * tile,
                largest: largest)
            looked += 1
            if count >= least { dots.append(count) }
        }
        let share = Double(dots.count) / Double(max(1, looked))
        guard share >= leastShare else { return nil }
        let middle = Double(dots.sorted()[dots.count / 2])
        return Halftone(share: share, pitch: (Double(tile * tile) / middle).squareRoot())
    }

    /// The page with its dots blurred to grey.
    func smoothed(_ page: Picture) throws(CleanupError) -> Picture {
        var across: UnsafeMutablePointer<L_Kernel>?
        var down: UnsafeMutablePointer<L_Kernel>?
        let half = Int32((3 * deviation).rounded(.up))
        guard makeGaussianKernelSep(half, half, Float(deviation), 1, &across, &down) == 0 else {
            throw .stepFailed("halftone")
        }
        defer {
            kernelDestroy(&across)
            kernelDestroy(&down)
        }
        return try Picture(
            owning: pixConvolveSep(page.pix, across, down, 8, 1), step: "halftone")
    }

    /// The record of the step.
    var step: ProcessingStep {
        ProcessingStep(
            name: "halftone",
            measured: ["share": share, "pitchPixels": pitch, "blurPixels": deviation],
            changed: true)
    }

    /// Standard deviation of the blur, in pixels.
    private var deviation: Double {
        min(max(Self.blur * pitch, Self.blurs.lowerBound), Self.blurs.upperBound)
    }

    /// The dots of a square, black on white or white on black, whichever are more.
    ///
    /// Marks that touch only at corners are separate marks: half grey is a chequerboard.
    private static func dots(
        in page: Picture, left: Int, top: Int, largest: Int
    ) throws(CleanupError) -> Int {
        let square = try page.part(
            BoundingBox(left: left, top: top, right: left + tile, bottom: top + tile))
        let black = try Picture(owning: pixThresholdToBinary(square.pix, 128), step: "halftone")
        let white = try Picture(owning: pixInvert(nil, black.pix), step: "halftone")
        let counts = [black, white].map { picture in
            Morphology.marks(of: picture, connectivity: 4).count {
                $0.width <= largest && $0.height <= largest
            }
        }
        return max(counts[0], counts[1])
    }
}
