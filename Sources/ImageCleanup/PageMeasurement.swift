import ArchiveModel
import CLeptonica

/// Measurements on the black-and-white form of a page: its content and its position.
struct PageMeasurement {
    /// Black on white, one bit per pixel.
    private let ink: Picture

    /// Grey value that separates ink from paper on a normalized page.
    private static let threshold: Int32 = 160

    /// Takes the black-and-white form of a page.
    ///
    /// - Throws: `CleanupError` if there is no memory.
    static func measure(_ gray: Picture) throws(CleanupError) -> PageMeasurement {
        PageMeasurement(
            ink: try Picture(owning: pixThresholdToBinary(gray.pix, threshold), step: "threshold"))
    }

    private init(ink: Picture) {
        self.ink = ink
    }

    /// Share of black pixels, 0...1.
    var inkShare: Double {
        var black: Int32 = 0
        pixCountPixels(ink.pix, &black, nil)
        return Double(black) / Double(max(1, ink.width * ink.height))
    }

    /// The skew of a page.
    struct Skew {
        /// Degrees clockwise that straighten it.
        let degrees: Double
        let confidence: Double
    }

    /// Angle in degrees clockwise that straightens the page, with its confidence; nil if the page
    /// shows no lines.
    ///
    /// Searched within ±15 degrees. Where that is doubtful, a coarser picture may tell better: dotted rules make
    /// patterns of their own when a page is reduced.
    func skew() -> Skew? {
        let fine = skew(reducedBy: 4, then: 2)
        if let fine, fine.confidence >= Self.sure { return fine }
        let coarse = skew(reducedBy: 8, then: 4)
        return [fine, coarse].compactMap(\.self).max { $0.confidence < $1.confidence }
    }

    /// Confidence from which on one measurement is enough; clean pages of print have 30 and more.
    private static let sure = 10.0

    /// The angle found in the page reduced by the one factor, and then more exactly by the other.
    private func skew(reducedBy sweep: Int32, then search: Int32) -> Skew? {
        var angle: Float = 0
        var confidence: Float = 0
        var score: Float = 0
        let failed = pixFindSkewSweepAndSearchScore(
            ink.pix, &angle, &confidence, &score, sweep, search, 0, 15, 1, 0.01)
        guard failed == 0, angle.isFinite, confidence.isFinite else { return nil }
        return Skew(degrees: Double(angle), confidence: Double(confidence))
    }

    /// Which way up the page is, by its ascenders and descenders.
    ///
    /// The middle of the page is enough on most pages, and takes a third of the time.
    func orientation(straightenedBy degrees: Double) -> OrientationGuess {
        let radians = Float(degrees * .pi / 180)
        let straight = pixRotate(
            ink.pix, radians, Int32(L_ROTATE_SAMPLING), Int32(L_BRING_IN_WHITE), 0, 0)
        guard let picture = try? Picture(owning: straight, step: "orientation") else {
            return .unknown
        }
        if let middle = Self.middle(of: picture), let guess = Self.guess(middle), guess.isCertain {
            return guess
        }
        return Self.guess(picture) ?? .unknown
    }

    /// How strongly letters speak for upright text (`up`, negative: upside down) and for text that runs
    /// upward (`left`, negative: downward), in standard deviations.
    ///
    /// The method is Leptonica's hit-miss count of ascending against descending letters.
    private static func guess(_ picture: Picture) -> OrientationGuess? {
        var up: Float = 0
        var left: Float = 0
        guard pixOrientDetect(picture.pix, &up, &left, 0, 0) == 0 else { return nil }
        return OrientationGuess(up: Double(up), left: Double(left))
    }

    /// The middle third of a page; nil for small pages.
    private static func middle(of picture: Picture) -> Picture? {
        let height = picture.height / 3
        guard min(height, picture.width) >= smallestMiddle else { return nil }
        return try? picture.part(
            BoundingBox(left: 0, top: height, right: picture.width, bottom: 2 * height))
    }

    /// With fewer rows of pixels there are too few lines to count.
    private static let smallestMiddle = 300

    /// The same ink turned clockwise by quarter turns.
    func turned(degrees: Int) throws(CleanupError) -> PageMeasurement {
        if degrees == 0 { return self }
        return PageMeasurement(
            ink: try Picture(
                owning: pixRotateOrth(ink.pix, Int32(degrees / 90)), step: "turn"))
    }
}
