import ArchiveModel

/// Joins words that recognition tore apart and splits words that it glued together, if the picture
/// and the dictionary agree.
struct SpacingRepair {
    /// Most pieces of one word.
    private static let mostPieces = 4
    /// Shortest word that is joined from pieces, in letters.
    private static let shortestJoined = 4
    /// Shortest part of a word that is split, in letters; a shorter one must be in `smallWords`.
    private static let shortestPart = 3
    private static let smallWords: Set<String> = [
        "de", "la", "cu", "pe", "în", "in", "al", "ai", "se", "să", "sa", "nu", "ce", "și", "si",
        "un",
        "nr", "că", "ca", "va", "au", "am", "ar", "fi", "sc",
    ]
    /// Confidence from which a word is not split: glued words are read with less, compounds with
    /// more.
    private static let sureWord = 0.85
    /// How many times as wide as the gap between letters the gap of a glued word is.
    private static let clearGap = 1.7
    /// How far a gap may be from the place that its letters suggest, as a share of the word's
    /// width.
    private static let drift = 0.12
    /// Marks that are attached to a word without a space.
    private static let closingMarks: Set<String> = [":", ";", ",", ".", "?", "!"]

    /// A line with its words joined and split, and the number of each.
    struct RepairedLine {
        let line: TextLine
        let joined: Int
        let parted: Int
    }

    /// A word that was torn apart, and the number of its pieces.
    private struct Joint {
        let word: Word
        let pieces: Int
    }

    let vocabulary: Vocabulary
    let ink: InkGaps

    /// The line with its words joined and split, and the number of each.
    func repaired(_ line: TextLine) -> RepairedLine {
        guard let spacing = LineSpacing(of: line, ink) else {
            return RepairedLine(line: line, joined: 0, parted: 0)
        }
        var words: [Word] = []
        var joined = 0
        var parted = 0
        var index = 0
        while index < line.words.count {
            if let joint = joint(at: index, of: line.words, spacing) {
                words.append(joint.word)
                joined += 1
                index += joint.pieces
            } else if let parts = parts(of: line.words[index], spacing) {
                words += parts
                parted += 1
                index += 1
            } else {
                words.append(line.words[index])
                index += 1
            }
        }
        return RepairedLine(
            line: TextLine(words: words, block: line.block), joined: joined, parted: parted)
    }

    /// The torn word that begins at an index, with the number of its pieces.
    private func joint(
        at index: Int, of words: [Word], _ spacing: LineSpacing
    ) -> Joint? {
        var end = index + 1
        while end < words.count, end - index < Self.mostPieces, spacing.isNarrow(end - 1) {
            end += 1
        }
        for count in stride(from: end - index, to: 1, by: -1) {
            let pieces = words[index..<index + count]
            if belong(pieces) { return Joint(word: Self.joined(pieces), pieces: count) }
        }
        return nil
    }

    /// Whether the pieces make a dictionary word and are not all words themselves, or the last one
    /// is a mark.
    private func belong(_ pieces: ArraySlice<Word>) -> Bool {
        guard pieces.allSatisfy(\.isUntouched), let last = pieces.last else { return false }
        if pieces.count == 2, Self.closingMarks.contains(last.text) {
            let word = WordCore(pieces[pieces.startIndex].text)
            return word.closing.isEmpty && word.isPlain()
        }
        let cores = pieces.map { WordCore($0.text) }
        guard cores.dropFirst().allSatisfy(\.opening.isEmpty),
            cores.dropLast().allSatisfy(\.closing.isEmpty),
            cores.allSatisfy({ $0.core.allSatisfy(\.isLetter) && !$0.core.isEmpty })
        else { return false }
        let whole = cores.map(\.core).joined()
        return whole.count >= Self.shortestJoined && vocabulary.vouches(for: whole)
            && cores.contains { !vocabulary.knows(alone: String($0.core)) }
    }

    private static func joined(_ pieces: ArraySlice<Word>) -> Word {
        var word = pieces[pieces.startIndex]
        for piece in pieces.dropFirst() {
            word.text += piece.text
            word.box = word.box.union(piece.box)
            word.confidence = min(word.confidence, piece.confidence)
        }
        word.raw = pieces.map(\.text).joined(separator: " ")
        return word
    }

    /// The two words that were glued into one; nil if it is one word, or nothing is certain.
    private func parts(of word: Word, _ spacing: LineSpacing) -> [Word]? {
        let text = WordCore(word.text)
        guard word.isUntouched, word.confidence.value < Self.sureWord,
            text.core.allSatisfy(\.isLetter),
            !vocabulary.knows(String(text.core)), let place = place(in: text.core),
            let gap = gap(of: word, at: text.opening.count + place, spacing)
        else { return nil }
        let letters = Array(word.text)
        let middle = (gap.lowerBound + gap.upperBound) / 2
        var (left, right) = (word, word)
        left.text = String(letters[..<(text.opening.count + place)])
        right.text = String(letters[(text.opening.count + place)...])
        left.box.right = middle
        right.box.left = middle
        left.raw = word.text
        right.raw = ""
        return [left, right]
    }

    /// The only place that splits letters into two dictionary words.
    private func place(in core: Substring) -> Int? {
        let letters = Array(core)
        let places = letters.indices.dropFirst().filter { place in
            canStand(String(letters[..<place])) && canStand(String(letters[place...]))
        }
        return places.count == 1 ? places[0] : nil
    }

    private func canStand(_ part: String) -> Bool {
        (part.count >= Self.shortestPart || Self.smallWords.contains(part.lowercased()))
            && vocabulary.vouches(for: part)
    }

    /// The widest gap of a word's picture, if it is clearly wider than those between letters and is
    /// about where that many letters end.
    private func gap(of word: Word, at place: Int, _ spacing: LineSpacing) -> Range<Int>? {
        let gaps = ink.gaps(in: word.box).sorted { $0.count > $1.count }
        guard let widest = gaps.first,
            Double(widest.count) >= Self.clearGap * max(spacing.letters, 1)
        else { return nil }
        if gaps.count > 1, Double(gaps[1].count) > 0.75 * Double(widest.count) { return nil }
        let expected = Double(place) / Double(word.text.count)
        let middle = Double(widest.lowerBound + widest.upperBound) / 2 - Double(word.box.left)
        return abs(middle / Double(word.box.width) - expected) <= Self.drift ? widest : nil
    }
}
