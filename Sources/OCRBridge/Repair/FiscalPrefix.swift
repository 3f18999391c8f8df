import ArchiveModel
import Foundation

/// Repairs the prefix RO of fiscal codes that was read with a zero: R0 before figures with a right check digit.
enum FiscalPrefix {
    /// Figures of a code with its check digit.
    private static let lengths = 2...10
    /// Weights of the figures before the check digit, from the last one on.
    private static let weights = [2, 3, 5, 7, 1, 2, 3, 5, 7]

    /// The word with RO; nil when it has no such prefix, or the figures behind it are no fiscal code.
    ///
    /// - Parameters:
    ///   - index: The word.
    ///   - words: The words of its line: the figures may be the next.
    static func repaired(_ index: Int, in words: [Word]) -> Word? {
        let word = words[index]
        guard word.isUntouched, let range = word.text.range(of: "R0", options: .backwards) else {
            return nil
        }
        let before = word.text[..<range.lowerBound].last
        guard before.map({ !$0.isLetter && !$0.isNumber }) ?? true else { return nil }
        var figures = WordCore(String(word.text[range.upperBound...])).core
        if figures.isEmpty, range.upperBound == word.text.endIndex,
            words.indices.contains(index + 1)
        {
            figures = WordCore(words[index + 1].text).core
        }
        guard isCode(figures) else { return nil }
        return word.repaired(as: word.text.replacingCharacters(in: range, with: "RO"))
    }

    /// Whether figures are a fiscal code: the last follows from the others.
    static func isCode(_ text: Substring) -> Bool {
        let figures = text.compactMap { $0.isASCII ? $0.wholeNumberValue : nil }
        guard figures.count == text.count, lengths.contains(figures.count), figures[0] != 0
        else { return false }
        let sum = zip(figures.dropLast().reversed(), weights).reduce(0) { $0 + $1.0 * $1.1 }
        return sum * 10 % 11 % 10 == figures.last
    }
}
