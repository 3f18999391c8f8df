import ArchiveModel
import RomanianText

/// A word without case and marks, with its place in widths of the page, so that resolution does not matter.
struct PlacedWord {
    /// Letters and figures of the folded word; at least one.
    let text: String
    /// Its middle.
    let x, y: Double
    let left, right, top, bottom: Double
    /// How sure the reading is, 0...1.
    let confidence: Double

    /// Nil for a word without letters and figures.
    init?(_ word: Word, pageWidth: Int) {
        let letters = Fold.letters(of: word.text)
        guard !letters.isEmpty, pageWidth > 0 else { return nil }
        let unit = Double(pageWidth)
        text = String(decoding: letters, as: UTF8.self)
        left = Double(word.box.left) / unit
        right = Double(word.box.right) / unit
        top = Double(word.box.top) / unit
        bottom = Double(word.box.bottom) / unit
        x = (left + right) / 2
        y = (top + bottom) / 2
        confidence = word.confidence.value
    }

    var width: Double { right - left }

    /// How many figures it has.
    var figures: Int { text.utf8.count(where: \.isASCIIDigit) }

    static func all(on page: RecognizedPage) -> [PlacedWord] {
        page.words.compactMap { PlacedWord($0, pageWidth: page.width) }
    }
}
