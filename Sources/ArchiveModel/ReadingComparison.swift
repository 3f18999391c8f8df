/// What reading a page again came to.
package struct ReadingComparison: Sendable, Hashable {
    /// What is to become of the new reading.
    package enum Outcome: String, Sendable, CaseIterable {
        /// It takes the place of the old one.
        case taken
        /// It says the same.
        case same
        /// It is worse: the old one stays.
        case worse
        /// The page could not be read this time: the old reading stays.
        case failed
    }

    /// The reading that was there.
    package let before: ReadingMeasure
    /// The new one; nil when there is none.
    package let after: ReadingMeasure?
    /// What is to become of the new one.
    package let outcome: Outcome

    /// By how much a confidence must be lower to count as lower.
    private static let tolerance = 0.001

    /// Compares the old with the new.
    ///
    /// The new one is worse if fewer characters of it are expected to be right, in share or in number, if
    /// the page now counts as blank or as a separator, and if there is a doubt that there was not before. So
    /// neither words that were lost nor noise that was added can take the place of what was read.
    package init(of old: ProcessedPage, reading: RecognizedPage, with new: ProcessedPage) {
        before = ReadingMeasure(reading)
        after = new.recognized.map(ReadingMeasure.init)
        outcome = Self.outcome(of: old, reading: reading, with: new)
    }

    private static func outcome(
        of old: ProcessedPage, reading: RecognizedPage, with new: ProcessedPage
    ) -> Outcome {
        guard new.verdict != .failed else { return .failed }
        guard let read = new.recognized, new.verdict == .done else { return .worse }
        if read.lines == reading.lines { return .same }
        let (before, after) = (ReadingMeasure(reading), ReadingMeasure(read))
        let isLessSure = after.confidence.value < before.confidence.value - tolerance
        let isLess = after.rightCharacters < before.rightCharacters * (1 - tolerance)
        let knownDoubts = Set(old.doubts.map(\.code))
        let isDoubtful = new.doubts.contains { !knownDoubts.contains($0.code) }
        return isLessSure || isLess || isDoubtful ? .worse : .taken
    }
}
