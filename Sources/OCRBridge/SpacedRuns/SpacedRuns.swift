import ArchiveModel

/// A part of a line that may be one or more letter-spaced words.
struct SpacedRun: Hashable {
    /// Index of the line on the page.
    var line: Int
    /// Indices of the words.
    var words: Range<Int>
}

/// Finds words that were torn apart because their letters are set with wide gaps, as in headings of
/// forms.
struct SpacedRuns {
    /// Longest piece that shows that a word was torn, in letters.
    private static let longestPiece = 3
    /// Fewest letters of a run: a shorter one is as often the remains of a signature.
    private static let fewestLetters = 4
    /// How many times as wide as the median gap of a run the gap beside a piece may be; between
    /// words it is at least twice as wide.
    private static let narrowGap = 1.6
    /// Gap of a run in heights of its words from which something else begins: words set with gaps
    /// as wide as letters are farther apart than ordinary ones.
    private static let farthest = 2.5
    /// How many times as high as its neighbour a word of the same print may be, with marks above
    /// and below.
    private static let highest = 1.8
    /// The maximum number of runs read on a page; more is not print.
    private static let mostRuns = 20

    let ink: InkGaps

    /// The runs of a page, from the top.
    func runs(of lines: [TextLine]) -> [SpacedRun] {
        let found = lines.enumerated().flatMap { index, line in
            stretches(of: line.words).filter { isTorn(line.words[$0]) }
                .map { SpacedRun(line: index, words: $0) }
        }
        return Array(found.prefix(Self.mostRuns))
    }

    /// Neighbouring words of letters only that are about equally high and not far from each other.
    private func stretches(of words: [Word]) -> [Range<Int>] {
        var result: [Range<Int>] = []
        for index in words.indices where Self.isOfLetters(words[index]) {
            if let last = result.last, last.upperBound == index,
                Self.belong(words[index - 1].box, with: words[index].box)
            {
                result[result.count - 1] = last.lowerBound..<index + 1
            } else {
                result.append(index..<index + 1)
            }
        }
        return result.filter { $0.count > 1 }
    }

    /// Whether there is a short piece as close to the next as letters are to each other.
    private func isTorn(_ words: ArraySlice<Word>) -> Bool {
        let letters = words.reduce(0) { $0 + $1.text.count(where: \.isLetter) }
        let pieces = words.indices.filter { Self.isPiece(words[$0].text) }
        guard letters >= Self.fewestLetters, !pieces.isEmpty,
            let box = BoundingBox.enclosing(words.map(\.box))
        else { return false }
        let gaps = ink.gaps(in: box)
        let widths = gaps.map(\.count).sorted()
        guard widths.count >= 3 else { return false }
        let limit = Self.narrowGap * Double(widths[widths.count / 2])
        return pieces.contains { index in
            [index - 1, index].contains { left in
                guard words.indices.contains(left), words.indices.contains(left + 1) else {
                    return false
                }
                let between = words[left].middle..<max(words[left].middle, words[left + 1].middle)
                let widest = gaps.filter { between.overlaps($0) }.map(\.count).max()
                return widest.map { Double($0) <= limit } ?? false
            }
        }
    }

    /// Whether a text is a few capital letters, or a stroke or letter that is not a word.
    private static func isPiece(_ text: String) -> Bool {
        let core = String(WordCore(text).core)
        guard core.count > 1 else { return !WordCore.wordsOfALetter.contains(core) }
        return core.count <= longestPiece && core == core.uppercased()
    }

    /// Whether a word consists of letters, strokes and marks around them, and is unchanged since it
    /// was read.
    private static func isOfLetters(_ word: Word) -> Bool {
        guard word.isUntouched else { return false }
        return word.text == "|"
            || WordCore(word.text).core.allSatisfy { $0.isLetter || $0 == "-" }
                && word.text.contains(where: \.isLetter)
    }

    private static func belong(_ left: BoundingBox, with right: BoundingBox) -> Bool {
        let heights = [left.height, right.height].sorted().map(Double.init)
        return heights[1] <= highest * max(heights[0], 1)
            && Double(right.left - left.right) <= farthest * heights[1]
    }
}

extension Word {
    /// The column in the middle.
    fileprivate var middle: Int { (box.left + box.right) / 2 }
}
