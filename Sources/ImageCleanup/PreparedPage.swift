public import ArchiveModel

/// A page that is clean but not yet turned: it can be finished for one orientation after another.
///
/// Holds library memory; used by one thread at a time.
public final class PreparedPage {
    /// Which way up the page seems to be.
    public let orientation: OrientationGuess
    /// Share of dark pixels, 0...1.
    public let inkShare: Double
    /// Marks of the size of letters.
    public let letterCount: Int
    /// What the marks say about whether anything is written on the page.
    public let content: PageContent.Kind

    private let page: PageGeometry
    private let measurement: PageMeasurement
    private let dotsPerInch: Int
    private let steps: [CleanupStep]
    private let pictures: StepPictures?

    init(
        _ page: PageGeometry, content: PageContent.Kind, dotsPerInch: Int, steps: [CleanupStep],
        pictures: StepPictures? = nil
    ) throws(CleanupError) {
        self.page = page
        self.content = content
        self.pictures = pictures
        self.dotsPerInch = dotsPerInch
        self.steps = steps
        measurement = try PageMeasurement(of: page.picture)
        inkShare = measurement.inkShare
        letterCount = measurement.letterCount(dotsPerInch: dotsPerInch)
        if content == .blank {
            orientation = .unknown
        } else {
            let skew = Self.angle(of: measurement)
            orientation =
                measurement.uprightness(straightenedBy: skew)
                .map { OrientationGuess(up: $0.up, left: $0.left) } ?? .unknown
        }
    }

    /// Whether nothing on the page looks like writing, so that it need not be recognized.
    public var looksBlank: Bool { content == .blank }

    /// Turns the page clockwise by 0, 90, 180 or 270 degrees, then straightens it.
    ///
    /// - Throws: `CleanupError` when a step has no memory.
    public func finished(rotationDegrees: Int) throws(CleanupError) -> CleanedPage {
        var result = page
        var steps = steps
        try result.turn(degrees: rotationDegrees)
        steps.append(
            CleanupStep(
                name: "orientation", measured: ["degrees": Double(rotationDegrees)],
                changed: rotationDegrees != 0))
        let angle =
            looksBlank ? 0 : Self.angle(of: try measurement.turned(degrees: rotationDegrees))
        if angle != 0 { try result.straighten(degrees: angle) }
        steps.append(
            CleanupStep(name: "deskew", measured: ["degrees": angle], changed: angle != 0))
        // Marks are erased from a copy: the same prepared page may be finished again.
        let sheet = try InkSheet(copy(result.picture), dotsPerInch: dotsPerInch)
        if !looksBlank, min(result.picture.width, result.picture.height) >= 64 {
            steps += try isolatePrint(on: sheet)
        }
        guard let image = sheet.gray.consumeGrayRows() else { throw .stepFailed("copy") }
        return CleanedPage(
            image: image, dotsPerInch: dotsPerInch, transform: result.transform,
            rotationDegrees: rotationDegrees, inkShare: inkShare, looksBlank: looksBlank,
            steps: steps)
    }

    /// Erases what lies over or between the print and confuses recognition.
    private func isolatePrint(on sheet: InkSheet) throws(CleanupError) -> [CleanupStep] {
        try pictures?.add("deskew", sheet.gray)
        let rules = try RuleRemoval.remove(from: sheet)
        try pictures?.add("rules", sheet.gray)
        let bars = try BarRemoval.remove(from: sheet)
        try pictures?.add("bars", sheet.gray)
        let stamps = try StampRemoval.remove(from: sheet)
        try pictures?.add("stamps", sheet.gray)
        return [
            CleanupStep(name: "rules", measured: ["share": rules], changed: rules > 0),
            CleanupStep(name: "bars", measured: ["count": Double(bars)], changed: bars > 0),
            CleanupStep(name: "stamps", measured: ["count": Double(stamps)], changed: stamps > 0),
        ]
    }

    /// The straightening angle when it is sure and worth it: above 0.1 degrees, and with Leptonica's
    /// usual confidence of 3.
    private static func angle(of measurement: PageMeasurement) -> Double {
        guard let skew = measurement.skew(), skew.confidence >= 3, abs(skew.degrees) >= 0.1 else {
            return 0
        }
        return skew.degrees
    }
}
