import CLeptonica

/// What the black-and-white form of a page says about its content and its position.
struct PageMeasurement {
    /// Black on white, one bit a pixel.
    private let ink: Picture

    /// Grey value that separates ink from paper on a normalized page.
    private static let threshold: Int32 = 160

    init(of gray: Picture) throws(CleanupError) {
        ink = try Picture(owning: pixThresholdToBinary(gray.pix, Self.threshold), step: "threshold")
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

    /// How many connected marks have the size of printed letters at the given resolution; dust,
    /// lines and picture areas are left out.
    func letterCount(dotsPerInch: Int) -> Int {
        var boxes = pixConnCompBB(ink.pix, 8)
        defer { boxaDestroy(&boxes) }
        guard let boxes else { return 0 }
        let inch = Int32(dotsPerInch)
        var count = 0
        for index in 0..<boxaGetCount(boxes) {
            var width: Int32 = 0
            var height: Int32 = 0
            boxaGetBoxGeometry(boxes, index, nil, nil, &width, &height)
            // From 4-point to 60-point letters.
            if height >= inch / 33, height <= inch, width >= inch / 100, width <= inch {
                count += 1
            }
        }
        return count
    }

    /// Angle in degrees clockwise that straightens the page, with its confidence; nil when the
    /// page shows no lines.
    ///
    /// Searched within ±15 degrees.
    func skew() -> (degrees: Double, confidence: Double)? {
        var angle: Float = 0
        var confidence: Float = 0
        var score: Float = 0
        let failed = pixFindSkewSweepAndSearchScore(
            ink.pix, &angle, &confidence, &score, 4, 2, 0, 15, 1, 0.01)
        guard failed == 0, angle.isFinite, confidence.isFinite else { return nil }
        return (Double(angle), Double(confidence))
    }

    /// How strongly ascenders and descenders speak for upright text (`up`, negative: upside
    /// down) and for text that runs upward (`left`, negative: downward), in standard
    /// deviations.
    ///
    /// The method is Leptonica's hit-miss count of ascending against descending letters.
    func uprightness(straightenedBy degrees: Double) -> (up: Double, left: Double)? {
        let radians = Float(degrees * .pi / 180)
        let straight = pixRotate(
            ink.pix, radians, Int32(L_ROTATE_SAMPLING), Int32(L_BRING_IN_WHITE), 0, 0)
        guard let picture = try? Picture(owning: straight, step: "orientation") else { return nil }
        var up: Float = 0
        var left: Float = 0
        guard pixOrientDetect(picture.pix, &up, &left, 0, 0) == 0 else { return nil }
        return (Double(up), Double(left))
    }

    /// The same ink turned clockwise by quarter turns.
    func turned(degrees: Int) throws(CleanupError) -> PageMeasurement {
        if degrees == 0 { return self }
        return PageMeasurement(
            ink: try Picture(
                owning: pixRotateOrth(ink.pix, Int32(degrees / 90)), step: "turn"))
    }
}
