import ArchiveModel

/// Removes the dots of leaders from the words that they are attached to.
enum LeaderDots {
    /// Fewest dots before a word, after a word that has such dots before it, and after a word
    /// alone: three are an ellipsis.
    private static let before = 2
    private static let behindBoth = 2
    private static let behindAlone = 4

    /// The word without its dots; nil if it has none.
    static func repaired(_ word: Word) -> Word? {
        let text = WordCore(word.text)
        guard word.isUntouched, !text.core.isEmpty else { return nil }
        let opening = isDots(text.opening, fewest: before) ? "" : text.opening
        let fewest = opening.isEmpty && !text.opening.isEmpty ? behindBoth : behindAlone
        let closing = isDots(text.closing, fewest: fewest) ? "" : text.closing
        guard opening.count + closing.count < text.opening.count + text.closing.count else {
            return nil
        }
        return word.repaired(as: "\(opening)\(text.core)\(closing)")
    }

    private static func isDots(_ marks: Substring, fewest: Int) -> Bool {
        marks.count >= fewest && marks.allSatisfy { $0 == "." }
    }
}
