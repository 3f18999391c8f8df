import ArchiveModel
import RomanianText

/// Words side by side: a line of a page, or a part of one between wide gaps.
struct PageLine {
    let words: [Word]
    let text: FoldedWords
    let box: BoundingBox

    init(_ words: [Word]) {
        self.words = words
        text = FoldedWords(words.map(\.text))
        box =
            BoundingBox.enclosing(words.map(\.box))
            ?? BoundingBox(left: 0, top: 0, right: 0, bottom: 0)
    }

    /// Letters of all words, as they were read.
    var letters: [Unicode.Scalar] {
        words.flatMap(\.text.unicodeScalars).filter(\.properties.isAlphabetic)
    }

    /// Whether its first letter is a capital, or it begins with something else.
    var isCapitalized: Bool {
        words.first?.text.unicodeScalars.first?.properties.isLowercase == false
    }

    /// The digest of its letters; nil for short lines, which many papers share.
    var digest: Int? {
        let letters = text.letters.filter(Fold.isLetter)
        return letters.count >= 12 && words.count >= 3 ? letters.hashValue : nil
    }
}

/// The lines of a page, as assembly looks at them.
struct PageLines {
    /// Bounds on what is looked at, far above any honest page, so that cost stays bounded.
    private static let mostLines = 400
    private static let mostWords = 120
    private static let longestWord = 64
    static let largestPage = BoundingBox(
        left: 0, top: 0, right: 1_000_000, bottom: 1_000_000)

    /// Lines with a letter or a digit, in reading order.
    let lines: [PageLine]
    let width: Int
    let height: Int
    /// Height of an ordinary word.
    let lineHeight: Int

    init(_ page: RecognizedPage) {
        width = min(max(1, page.width), Self.largestPage.right)
        height = min(max(1, page.height), Self.largestPage.bottom)
        lines = page.lines.prefix(Self.mostLines).compactMap { line in
            let words = line.words.prefix(Self.mostWords).map(Self.bounded)
            let row = PageLine(words)
            return row.text.letters.isEmpty ? nil : row
        }
        let heights = lines.lazy.flatMap(\.words).map(\.box.height).filter { $0 > 0 }.sorted()
        lineHeight = heights.dropFirst(heights.count / 2).first ?? 0
    }

    /// The parts of a line between wide gaps.
    func parts(of line: PageLine) -> [PageLine] {
        var runs: [[Word]] = []
        for word in line.words {
            if let last = runs.last?.last, word.box.left - last.box.right <= lineHeight * 9 / 5 {
                runs[runs.count - 1].append(word)
            } else {
                runs.append([word])
            }
        }
        return runs.count == 1 ? [line] : runs.map(PageLine.init)
    }

    /// Whether a line stands in the middle of the page's width, give or take a share of it.
    func isCentred(_ row: PageLine, within share: Double) -> Bool {
        let middle = (row.box.left + row.box.right) / 2
        return Double(abs(middle - width / 2)) < Double(width) * share
    }

    /// A word of bounded length, with a box that cannot overflow arithmetic.
    static func bounded(_ word: Word) -> Word {
        var word = word
        word.text = String(String.UnicodeScalarView(word.text.unicodeScalars.prefix(longestWord)))
        word.box = word.box.clipped(to: largestPage)
        return word
    }
}
