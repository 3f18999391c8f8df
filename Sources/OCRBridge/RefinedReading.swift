package import ArchiveModel

/// A reading that was gone over again, with the record of what was done.
package struct RefinedReading: Sendable {
    /// What is read on the page now.
    package var reading: RecognizedPage
    /// What was measured and done; nil when nothing was.
    package var step: ProcessingStep?

    /// Makes a refined reading; without a step it is as it was.
    package init(_ reading: RecognizedPage, step: ProcessingStep? = nil) {
        self.reading = reading
        self.step = step
    }
}
