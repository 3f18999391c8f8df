import ArchiveModel

/// Drops the words that recognition makes of dirt, strokes of signatures and remains of stamps.
///
/// Such words have no letter or figure, or a few of them, and little confidence. On the development
/// set seven of ten words below the first limits are on no paper, and nine of ten of those of one,
/// three and four letters below the final ones; longer words are kept at any confidence, as they
/// are mostly misread print.
enum NoiseFilter {
    /// Confidence below which a word is dropped, by its number of letters and figures.
    struct Limits {
        let confidences: [Double]

        /// For words that may still be read again.
        static let first = Limits(confidences: [0.6, 0.5, 0.4])
        /// For words whose confidence no later step raised.
        static let final = Limits(confidences: [0.6, 0.7, 0.4, 0.3, 0.3])
    }

    /// Marks that belong to words and never stand alone: specks and remains of rules are read as
    /// such.
    private static let punctuation = Set(".,;'’`\"„”“*_|~^!?()[]{}\\")

    /// The lines without isolated punctuation, at any confidence, and without strokes that separate
    /// nothing; lines that hold no letter or figure are removed.
    ///
    /// For readings in which marks were joined to the words that they belong to.
    static func withoutLonePunctuation(_ lines: [TextLine]) -> [TextLine] {
        lines.compactMap { line in
            var words = line.words.filter { !$0.text.allSatisfy(punctuation.contains) }
            if words.first?.text == "/" { words.removeFirst() }
            if words.last?.text == "/" { words.removeLast() }
            let says = words.contains { $0.text.contains { $0.isLetter || $0.isNumber } }
            return says ? TextLine(words: words, block: line.block) : nil
        }
    }

    /// The lines without such words; lines that held no others are removed.
    static func cleaned(_ lines: [TextLine], limits: Limits = .first) -> [TextLine] {
        lines.compactMap { line in
            let words = line.words.filter { !isNoise($0, limits: limits) }
            return words.isEmpty ? nil : TextLine(words: words, block: line.block)
        }
    }

    static func isNoise(_ word: Word, limits: Limits = .first) -> Bool {
        let count = word.text.count { $0.isLetter || $0.isNumber }
        return count < limits.confidences.count
            && word.confidence.value < limits.confidences[count]
    }
}
