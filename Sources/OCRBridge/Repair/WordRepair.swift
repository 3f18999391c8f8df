import ArchiveModel

/// Repairs words that recognition misread in a known way.
struct WordRepair {
    /// Fewest letters of a part, for each kind of evidence.
    ///
    /// Short words are similar to many other dictionary words.
    private static let shortest: [Confusions.Strength: Int] = [.sure: 3, .likely: 8, .mark: 5]
    /// Confidence below which a word is repaired, for each kind of evidence; measured on the
    /// development set and damaged copies of it, so that at least 95 of 100 repairs are right.
    private static let limits: [Confusions.Strength: Double] = [
        .sure: 1.01, .likely: 0.75, .mark: 0.8,
    ]

    /// Confidence below which a word gets the marks of one of the program's own words; words typed
    /// without marks on a paper that has them elsewhere are read with more.
    private static let ownWordLimit = 0.85

    /// Fewest letters, and confidence, of words in which any one letter may have been misread.
    ///
    /// With less confidence more than one letter is wrong. Found in the same way as the limits
    /// above.
    private static let longWord = 9
    private static let oneLetterLimits = 0.2..<0.75

    /// A word as printed, and how strong the evidence for its repair is by itself.
    struct RepairedWord {
        let word: Word
        let strength: Confusions.Strength
    }

    /// The same for a part of a word.
    private struct RepairedPart {
        let text: String
        let strength: Confusions.Strength
    }

    let vocabulary: Vocabulary
    let confusions: Confusions

    /// The word as printed, with the evidence; nil if nothing is wrong or nothing is certain.
    ///
    /// - Parameters:
    ///   - word: A word as the engine read it.
    ///   - hasMarks: Whether the letters around it have their marks.
    func repaired(
        _ word: Word, hasMarks: Bool
    ) -> RepairedWord? {
        guard word.isUntouched else { return nil }
        let text = WordCore(word.text, odd: confusions.odd)
        guard text.isPlain(odd: confusions.odd) else { return nil }
        var result = ""
        var weakest: Confusions.Strength?
        for part in Self.parts(text.core) {
            guard let found = repaired(part, confidence: word.confidence.value, hasMarks: hasMarks)
            else {
                result += part
                continue
            }
            result += found.text
            if weakest == nil || weakest == .sure { weakest = found.strength }
        }
        guard let weakest else { return nil }
        return RepairedWord(
            word: word.repaired(as: text.opening + result + text.closing), strength: weakest)
    }

    /// The parts of a core with the joints between them.
    private static func parts(_ core: Substring) -> [String] {
        var parts = [""]
        for character in core {
            if WordCore.joints.contains(character) {
                parts += [String(character), ""]
            } else {
                parts[parts.count - 1].append(character)
            }
        }
        return parts
    }

    private func repaired(
        _ part: String, confidence: Double, hasMarks: Bool
    ) -> RepairedPart? {
        let isKnown = vocabulary.knows(part)
        if hasMarks, confidence < Self.ownWordLimit,
            let word = vocabulary.own.marked(part, mayLose: !isKnown)
        {
            return RepairedPart(text: word, strength: .mark)
        }
        guard part.count >= 3, !isKnown else { return nil }
        for strength in [Confusions.Strength.sure, .mark, .likely] {
            // Names and headings are often typed without marks on papers that otherwise have them.
            if strength == .mark && (!hasMarks || part != part.lowercased()) { continue }
            let words = confusions.spellings(of: part, by: strength).filter(vocabulary.vouches)
            guard let word = words.first else { continue }
            let isCertain =
                words.count == 1 && part.count >= Self.shortest[strength, default: .max]
                && confidence < Self.limits[strength, default: 0]
            return isCertain ? RepairedPart(text: word, strength: strength) : nil
        }
        guard part.count >= Self.longWord, Self.oneLetterLimits.contains(confidence) else {
            return nil
        }
        return OneLetter.word(near: part, isWord: vocabulary.vouches).map {
            RepairedPart(text: $0, strength: .likely)
        }
    }
}
