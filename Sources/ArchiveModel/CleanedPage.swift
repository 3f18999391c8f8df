/// One step of the processing of a page, from clean-up to judgement.
public struct ProcessingStep: Hashable, Sendable, Codable {
    /// Stable name of the step, such as `deskew`.
    public var name: String
    /// What was measured, by name with its unit, such as `angleDegrees`.
    public var measured: [String: Double]
    /// Whether the page was changed.
    public var changed: Bool

    /// Makes a record of a step.
    public init(name: String, measured: [String: Double] = [:], changed: Bool) {
        self.name = name
        self.measured = measured
        self.changed = changed
    }
}

/// A page ready for recognition: upright, straight, grey, on a white ground.
public struct CleanedPage: Sendable {
    /// The grey image to read.
    public var image: PageImage
    /// Pixels per inch of `image`, as estimated; what recognition is told.
    public var dotsPerInch: Int
    /// Where its pixels lie on the scan.
    public var transform: PageTransform
    /// Quarter turns that made the page upright, in degrees clockwise: 0, 90, 180 or 270.
    public var rotationDegrees: Int
    /// Whether nothing on the page looks like writing.
    public var looksBlank: Bool
    /// What was done, in order.
    public var steps: [ProcessingStep]
    /// Insides of the cells of ruled tables, in pixels of `image`, from which the rules are erased.
    public var cells: [BoundingBox]
    /// Coloured marks beside print of another colour that are no higher than a line of writing, in pixels
    /// of the scan.
    public var writing: [BoundingBox]
    /// Marks of the size of letters, in pixels of `image`, before anything was erased from it.
    public var letters: [BoundingBox]

    /// Makes a cleaned page.
    public init(
        image: PageImage, dotsPerInch: Int, transform: PageTransform, rotationDegrees: Int,
        looksBlank: Bool, steps: [ProcessingStep],
        cells: [BoundingBox] = [], writing: [BoundingBox] = [],
        letters: [BoundingBox] = []
    ) {
        self.image = image
        self.dotsPerInch = dotsPerInch
        self.transform = transform
        self.rotationDegrees = rotationDegrees
        self.looksBlank = looksBlank
        self.steps = steps
        self.cells = cells
        self.writing = writing
        self.letters = letters
    }
}
