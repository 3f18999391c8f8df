import ArchiveModel
import Foundation
import RomanianText

/// Repairs the prefix RO of fiscal codes if it was read with a zero: R0 before figures with a
/// correct check digit.
enum FiscalPrefix {
    /// The word with RO; nil if it has no such prefix, or the figures after it are not a fiscal
    /// code.
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
        guard FiscalCode.isValid(String(figures)) else { return nil }
        return word.repaired(as: word.text.replacingCharacters(in: range, with: "RO"))
    }
}
