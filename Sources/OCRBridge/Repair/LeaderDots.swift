import ArchiveModel

/// Takes the dots of leaders off the words that they stick to.
enum LeaderDots {
    /// Fewest dots before a word, behind one that has such before it, and behind one alone: three are an
    /// ellipsis.
    private static let before = 2
    private static let behindBoth = 2
    private static let behindAlone = 4

    /// The word without its dots; nil when it has none.
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
