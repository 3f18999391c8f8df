/// One step of the processing of a page, from clean-up to judgement.
package struct ProcessingStep: Hashable, Sendable, Codable {
    /// Stable name of the step, such as `deskew`.
    package var name: String
    /// What was measured, by name with its unit, such as `angleDegrees`.
    package var measured: [String: Double]
    /// Whether the page was changed.
    package var changed: Bool

    /// Makes a record of a step.
    package init(name: String, measured: [String: Double] = [:], changed: Bool) {
        self.name = name
        self.measured = measured
        self.changed = changed
    }
}

/// A page ready for recognition: upright, straight, grey, on a white ground.
package struct CleanedPage: Sendable {
    /// The grey image to read.
    package var image: PageImage
    /// Pixels per inch of `image`, as estimated; what recognition is told.
    package var dotsPerInch: Int
    /// Where its pixels lie on the scan.
    package var transform: PageTransform
    /// Quarter turns that made the page upright, in degrees clockwise: 0, 90, 180 or 270.
    package var rotationDegrees: Int
    /// Whether nothing on the page looks like writing.
    package var looksBlank: Bool
    /// What was done, in order.
    package var steps: [ProcessingStep]
    /// Insides of the cells of ruled tables, in pixels of `image`, from which the rules are erased.
    package var cells: [BoundingBox]
    /// Coloured marks beside print of another colour that are no higher than a line of writing, in pixels
    /// of the scan.
    package var writing: [BoundingBox]
    /// Marks of the size of letters, in pixels of `image`, before anything was erased from it.
    package var letters: [BoundingBox]

    /// Makes a cleaned page.
    package init(
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
