import ArchiveModel
import CLeptonica

/// A clean grey page with its black-and-white form, from which marks that are not print are erased.
///
/// Owns its pictures; used by one thread at a time.
final class InkSheet {
    /// Grey value below which a pixel of a normalized page is ink, faint strokes included.
    private static let threshold: Int32 = 180

    let gray: Picture
    private(set) var ink: Picture { didSet { knownMarks = nil } }
    private let dotsPerInch: Int
    private var knownMarks: [BoundingBox]?

    /// Takes over a grey picture, which will be changed.
    init(_ gray: Picture, dotsPerInch: Int) throws(CleanupError) {
        self.gray = gray
        self.dotsPerInch = dotsPerInch
        ink = try Self.ink(of: gray)
    }

    /// A length on paper in pixels, at least 1.
    func pixels(_ inches: Double) -> Int { max(1, Int(inches * Double(dotsPerInch))) }

    /// The boxes of the connected marks; kept until something is erased.
    func marks() -> [BoundingBox] {
        if let knownMarks { return knownMarks }
        let marks = Morphology.marks(of: ink)
        knownMarks = marks
        return marks
    }

    /// Makes white the pixels that are black in a mask of the same size.
    func erase(_ mask: Picture) throws(CleanupError) {
        gray.whiten(where: mask)
        ink = try Morphology.subtract(mask, from: ink)
    }

    /// Makes boxes white.
    func erase(_ boxes: [BoundingBox]) throws(CleanupError) {
        guard !boxes.isEmpty else { return }
        let mask = try Picture(owning: pixCreateTemplate(ink.pix), step: "erase")
        for box in boxes { Morphology.fill(box, of: mask, ink: true) }
        try erase(mask)
    }

    /// Measures the ink again after the grey pixels were changed directly.
    func refresh() throws(CleanupError) { ink = try Self.ink(of: gray) }

    private static func ink(of gray: Picture) throws(CleanupError) -> Picture {
        try Picture(owning: pixThresholdToBinary(gray.pix, threshold), step: "threshold")
    }
}
