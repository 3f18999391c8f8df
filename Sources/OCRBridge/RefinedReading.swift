package import ArchiveModel

/// A reading after a further pass, with the record of that pass.
package struct RefinedReading: Sendable {
    /// The current reading of the page.
    package var reading: RecognizedPage
    /// The measurements and actions; nil if there were none.
    package var step: ProcessingStep?

    /// Makes a refined reading; without a step it is unchanged.
    package init(_ reading: RecognizedPage, step: ProcessingStep? = nil) {
        self.reading = reading
        self.step = step
    }
}
