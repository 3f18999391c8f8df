import ArchiveModel

/// Finds words that a hyphen breaks at the end of a line, and records the whole word with both parts.
struct HyphenFinder {
    let vocabulary: Vocabulary

    /// Words that Romanian writes with a hyphen before another word, as in nu-i, și-a, într-un.
    private static let bound: Set<String> = [
        "mi", "ți", "și", "ne", "ni", "vi", "le", "li", "te", "nu", "să", "că", "ce", "de", "pe",
        "la",
        "într", "dintr", "printr", "câte", "ba", "ca",
    ]

    /// Longest part of a word in bytes; text layers of PDFs may hold anything.
    private static let longestPart = 64

    /// The lines, with the findings about the words at their ends and beginnings.
    func marked(_ lines: [TextLine]) -> [TextLine] {
        var result = lines
        for index in lines.indices.dropLast() where Self.goesOn(lines[index], in: lines[index + 1])
        {
            guard let first = lines[index].words.last, let second = lines[index + 1].words.first,
                let whole = whole(of: first.text, and: second.text)
            else { continue }
            let end = result[index].words.count - 1
            result[index].words[end].hyphenation = Hyphenation(part: .first, whole: whole)
            result[index + 1].words[0].hyphenation = Hyphenation(part: .second, whole: whole)
        }
        return result
    }

    /// Whether the second line is in the same block, or right below: engines often put the short
    /// last line of a paragraph into a block of its own.
    private static func goesOn(_ line: TextLine, in next: TextLine) -> Bool {
        if line.block == next.block { return true }
        let (upper, lower) = (line.box, next.box)
        return (0..<max(1, upper.height)).contains(lower.top - upper.bottom)
            && lower.left < upper.right && upper.left < lower.right
    }

    /// Whether a line ends in the middle of a word, judging by its last character.
    static func isBroken(_ line: TextLine) -> Bool {
        line.words.last?.text.unicodeScalars.last.map(Hyphenation.isHyphen) ?? false
    }

    /// The whole word, if the evidence suffices.
    private func whole(of first: String, and second: String) -> String? {
        guard let hyphen = first.unicodeScalars.last, Hyphenation.isHyphen(hyphen),
            first.utf8.count <= Self.longestPart, second.utf8.count <= Self.longestPart
        else { return nil }
        let begun = WordCore(first)
        let start = begun.core
        let end = WordCore(second).core
        guard begun.closing.unicodeScalars.count == 1, WordCore(second).opening.isEmpty,
            start.count >= 2, end.count >= 2, start.allSatisfy(\.isLetter),
            end.allSatisfy(\.isLetter), end.first?.isLowercase == true
        else { return nil }
        let whole = String(start + end)
        let endsInWord = vocabulary.knows(String(end))
        if endsInWord && Self.bound.contains(start.lowercased()) { return nil }
        return vocabulary.knows(whole) || !endsInWord && !vocabulary.knows(String(start))
            ? whole : nil
    }
}
