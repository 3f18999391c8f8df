import ArchiveModel

/// Drops what recognition makes of dirt, strokes of signatures and remains of stamps.
///
/// Such words have no letter or figure, or one or two of them, and little confidence. On the development
/// set seven of ten words below these limits are on no paper; longer words are kept at any confidence,
/// as they are mostly misread print.
enum NoiseFilter {
    /// Confidence below which a word is dropped, by its number of letters and figures.
    private static let limits = [0.6, 0.5, 0.4]

    /// The lines without such words; lines that held no others are gone.
    static func cleaned(_ lines: [TextLine]) -> [TextLine] {
        lines.compactMap { line in
            let words = line.words.filter { !isNoise($0) }
            return words.isEmpty ? nil : TextLine(words: words, block: line.block)
        }
    }

    static func isNoise(_ word: Word) -> Bool {
        let count = word.text.count { $0.isLetter || $0.isNumber }
        return count < limits.count && word.confidence.value < limits[count]
    }
}
