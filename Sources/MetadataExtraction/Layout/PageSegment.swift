import ArchiveModel
import RomanianText

/// A run of words that belong together: a cell, a column's line, or a whole line of prose.
struct PageSegment: Sendable {
    /// Index of the page in the document, from 0.
    let page: Int
    /// Which page of which scan that is.
    let address: PageAddress
    /// Index among the segments of the page.
    let index: Int
    /// Index of the recognized line that it is a part of.
    let line: Int
    /// The words, left to right.
    let words: [Word]
    /// Their folded form.
    let text: FoldedWords
    /// The smallest box around them.
    let box: BoundingBox

    /// Makes a segment.
    init(page: Int, address: PageAddress, index: Int, line: Int, words: [Word]) {
        self.page = page
        self.address = address
        self.index = index
        self.line = line
        self.words = words
        text = FoldedWords(words.map(\.text))
        box =
            BoundingBox.enclosing(words.map(\.box))
            ?? BoundingBox(left: 0, top: 0, right: 0, bottom: 0)
    }

    /// What stands at a range of folded bytes, as evidence.
    func evidence(_ range: Range<Int>) -> FieldEvidence {
        let found = words[text.words(in: range).clamped(to: words.indices)]
        return FieldEvidence(
            raw: found.map(\.text).joined(separator: " "), at: address,
            box: BoundingBox.enclosing(found.map(\.box)) ?? box)
    }

    /// Mean confidence of the words at a range of folded bytes; 0 for none.
    func confidence(_ range: Range<Int>) -> Double {
        words[text.words(in: range).clamped(to: words.indices)].evenMeanConfidence.value
    }

    /// Whether all letters at a range of folded bytes are capitals, and there are some.
    func isUpperCase(_ range: Range<Int>) -> Bool {
        let found = words[text.words(in: range).clamped(to: words.indices)]
        let cased = found.lazy.flatMap(\.text.unicodeScalars).filter {
            $0.properties.isUppercase || $0.properties.isLowercase
        }
        return !cased.isEmpty && cased.allSatisfy(\.properties.isUppercase)
    }

    /// Whether the word at a folded byte begins with a capital.
    func isCapitalized(at byte: Int) -> Bool {
        let found = words[text.words(in: byte..<byte + 1).clamped(to: words.indices)]
        return found.first?.text.unicodeScalars.first?.properties.isUppercase ?? false
    }
}
