import ArchiveModel

/// Repairs the words of a text layer that the layout of the page has torn apart or run together.
///
/// Small figures drawn above the line belong to the word before them: article 12¹ is neither
/// article 121 nor article 12. Leaders, the dots and strokes between a heading and its number, are
/// not words.
enum LayerWords {
    /// Gap between parts of one word, as a share of its height; words are at least a tenth of it
    /// apart.
    private static let mostGap = 0.06
    private static let mostOverlap = 0.25
    /// Height of raised figures as a share of the word before, at most.
    private static let smallHeight = 0.8
    /// How far the middle of raised figures is from that of the word before, as a share of its
    /// height.
    private static let leastShift = 0.08

    /// The page with such words; lines that hold only leaders are removed.
    static func mended(_ page: RecognizedPage) -> RecognizedPage {
        var result = page
        result.lines = page.lines.compactMap { line in
            let words = withoutLeaders(joined(line.words.flatMap(LeaderRuns.parts(of:))))
            return words.isEmpty ? nil : TextLine(words: words, block: line.block)
        }
        return result
    }

    private static func joined(_ words: [Word]) -> [Word] {
        var result: [Word] = []
        // The word's own box without the joined parts: raised figures must not raise the next.
        var base: BoundingBox?
        for word in words {
            guard let last = result.last, let body = base,
                let text = continuation(of: last, body: body, by: word)
            else {
                result.append(word)
                base = word.box
                continue
            }
            result[result.count - 1].text += text
            result[result.count - 1].box = last.box.union(word.box)
        }
        return result
    }

    /// The addition of a word to the one before it; nil if it is a word of its own.
    private static func continuation(
        of last: Word, body: BoundingBox, by word: Word
    ) -> String? {
        let height = Double(body.height)
        let gap = Double(word.box.left - last.box.right)
        guard height > 0, gap <= mostGap * height, gap >= -mostOverlap * height,
            !LeaderRuns.isLeader(last.text), !LeaderRuns.isLeader(word.text)
        else { return nil }
        let shift =
            Double(word.box.top + word.box.bottom - body.top - body.bottom) / 2 / height
        let isSmall = Double(word.box.height) <= smallHeight * height
        let isFigure = word.text.count <= 3 && word.text.allSatisfy(\.isNumber)
        if isSmall, isFigure, shift < -leastShift, let end = last.text.last,
            end.isLetter || end.isNumber || end == ")"
        {
            return String(word.text.map { raised[$0] ?? $0 })
        }
        if isSmall, isFigure, shift > leastShift { return word.text }
        let isSame = abs(Double(word.box.height) - height) <= 0.25 * height
        return isSame && abs(shift) <= 0.15 ? word.text : nil
    }

    private static let raised: [Character: Character] = [
        "0": "⁰", "1": "¹", "2": "²", "3": "³", "4": "⁴", "5": "⁵", "6": "⁶", "7": "⁷", "8": "⁸",
        "9": "⁹",
    ]

    /// The words without leaders; one dot or stroke alone may mean something.
    private static func withoutLeaders(_ words: [Word]) -> [Word] {
        words.indices.filter { index in
            let word = words[index]
            if LeaderRuns.isLeader(word.text) { return false }
            guard LeaderRuns.isDot(word.text) else { return true }
            let beside = [index - 1, index + 1].filter(words.indices.contains)
            return !beside.contains { LeaderRuns.isDot(words[$0].text) }
        }.map { words[$0] }
    }
}

/// Runs of dots and strokes that lead the eye across a gap.
enum LeaderRuns {
    private static let marks = Set(".…‥·•_-–—")
    /// A number of marks in a row that is neither an ellipsis nor a dash.
    private static let fewest = 4

    /// Whether a word is only a leader.
    static func isLeader(_ text: String) -> Bool {
        text.allSatisfy(marks.contains) && length(text) >= fewest
    }

    /// Whether a word is a dot or stroke of a leader that is set with gaps.
    static func isDot(_ text: String) -> Bool {
        !text.isEmpty && text.allSatisfy(Set(".…‥·_").contains)
    }

    /// A word split into the parts before, in and after leaders.
    static func parts(of word: Word) -> [Word] {
        var pieces: [String] = []
        var run = ""
        var text = ""
        func endRun() {
            if length(run) >= fewest {
                if !text.isEmpty { pieces.append(text) }
                pieces.append(run)
                text = ""
            } else {
                text += run
            }
            run = ""
        }
        for character in word.text {
            if marks.contains(character) {
                run.append(character)
            } else {
                endRun()
                text.append(character)
            }
        }
        endRun()
        if !text.isEmpty { pieces.append(text) }
        return pieces.count < 2 ? [word] : placed(pieces, in: word)
    }

    /// The pieces side by side in the word's box; a dot is half as wide as a letter.
    private static func placed(_ pieces: [String], in word: Word) -> [Word] {
        let weights = pieces.map { piece in
            piece.reduce(0) { $0 + (".·‥".contains($1) ? 1 : 2) }
        }
        let total = weights.reduce(0, +)
        var sum = 0
        return zip(pieces, weights).map { piece, weight in
            var part = word
            part.text = piece
            part.box.left = word.box.left + word.box.width * sum / total
            sum += weight
            part.box.right = word.box.left + word.box.width * sum / total
            return part
        }
    }

    private static func length(_ run: String) -> Int {
        run.reduce(0) { $0 + ($1 == "…" ? 3 : $1 == "‥" ? 2 : 1) }
    }
}
