import ArchiveModel

/// A part of a line that is worth a second reading.
struct DoubtfulSpan: Hashable {
    /// Index of the line on the page.
    var line: Int
    /// Indices of the words to read: the doubtful ones, with one on each side, as an engine reads
    /// better with some context.
    var words: Range<Int>
}

/// Finds the words of a page that are worth a second reading.
enum DoubtfulSpans {
    /// Confidence below which a word is doubtful.
    ///
    /// On the development set, words above it were more often right the first time.
    static let doubt = 0.7
    /// Pages with more are not print; the rest is left as it is.
    private static let mostSpans = 250

    /// The spans of a page, from the top.
    static func spans(of lines: [TextLine]) -> [DoubtfulSpan] {
        let found = lines.enumerated().flatMap { index, line in
            spans(of: line.words).map { DoubtfulSpan(line: index, words: $0) }
        }
        return Array(found.prefix(mostSpans))
    }

    /// Doubtful words with at most one other between them make one span.
    private static func spans(of words: [Word]) -> [Range<Int>] {
        var result: [Range<Int>] = []
        for index in words.indices where isDoubtful(words[index]) {
            let around = max(0, index - 1)..<min(words.count, index + 2)
            if let last = result.last, last.upperBound > around.lowerBound {
                result[result.count - 1] = last.lowerBound..<around.upperBound
            } else {
                result.append(around)
            }
        }
        return result
    }

    /// Whether a word has at least two letters or figures and little confidence.
    private static func isDoubtful(_ word: Word) -> Bool {
        word.confidence.value < doubt
            && word.text.count(where: { $0.isLetter || $0.isNumber }) >= 2
    }
}
