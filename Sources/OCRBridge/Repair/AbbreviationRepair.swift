import ArchiveModel

/// Repairs abbreviations whose dots were lost or misread, and misreadings that are not words.
struct AbbreviationRepair {
    let abbreviations: Abbreviations
    let ink: InkGaps

    /// The word as printed; nil if it is not an abbreviation, nothing is wrong or nothing is
    /// certain.
    ///
    /// - Parameters:
    ///   - index: The word.
    ///   - words: The words of its line.
    func repaired(_ index: Int, in words: [Word]) -> Word? {
        let word = words[index]
        guard word.isUntouched,
            let text = withDot(word.text) ?? printed(index, in: words) ?? withAllDots(word)
        else { return nil }
        return word.repaired(as: text)
    }

    /// The text with a dot in place of a comma after an abbreviation.
    private func withDot(_ text: String) -> String? {
        guard let last = text.last, ",;".contains(last),
            abbreviations.dotted.contains(text.dropLast().lowercased())
        else { return nil }
        return text.dropLast() + "."
    }

    /// The printed form of a misreading that is not a word; in the same case.
    private func printed(_ index: Int, in words: [Word]) -> String? {
        let text = words[index].text
        let small = text.lowercased()
        guard let row = abbreviations.misread[small] else { return label(index, in: words) }
        switch row.follower {
        case .anything: return text == small ? row.printed : nil
        case .code: return label(index, in: words)
        case .number:
            guard words.indices.contains(index + 1), Self.isNumber(words[index + 1].text),
                index == 0 || !Self.isNumber(words[index - 1].text)
            else { return nil }
            if text == small { return row.printed }
            if text == text.uppercased() { return row.printed.uppercased() }
            return row.printed.prefix(1).uppercased() + row.printed.dropFirst()
        }
    }

    /// The printed form of a misreading before a fiscal code, with or without a colon.
    private func label(_ index: Int, in words: [Word]) -> String? {
        let text = words[index].text
        let opening = text.prefix { $0 == "(" }
        let colon = text.hasSuffix(":") ? ":" : ""
        let label = text.dropFirst(opening.count).dropLast(colon.count)
        guard let row = abbreviations.misread[label.lowercased()], row.follower == .code,
            words.indices.contains(index + 1), isCode(index + 1, in: words)
        else { return nil }
        let isSmall = label == label.lowercased()
        return opening + (isSmall ? row.printed : row.printed.uppercased()) + colon
    }

    /// Whether a fiscal code begins with a word: figures, with RO before them or as a word of its
    /// own.
    private func isCode(_ index: Int, in words: [Word]) -> Bool {
        var core = WordCore(words[index].text).core
        if ["RO", "R0"].contains(core.uppercased()), words.indices.contains(index + 1) {
            core = WordCore(words[index + 1].text).core
        }
        if ["RO", "R0"].contains(core.prefix(2).uppercased()) { core = core.dropFirst(2) }
        return (4...10).contains(core.count) && core.allSatisfy { $0.isASCII && $0.isNumber }
    }

    /// The text with all its dots, if one was read between letters or the picture has one for each
    /// letter.
    private func withAllDots(_ word: Word) -> String? {
        let opening = word.text.prefix { !$0.isLetter }
        let closing = word.text.suffix(
            word.text.reversed().prefix { !$0.isLetter && $0 != "." }.count)
        let text = word.text.dropFirst(opening.count).dropLast(closing.count)
        let letters = text.filter { $0 != "." }
        guard text.last == ".", let full = abbreviations.letters[letters], full != text
        else { return nil }
        // A colon has a dot at the foot as well.
        let expected = letters.count + (closing.contains(":") ? 1 : 0)
        let hasInner = text.dropLast().contains(".")
        return hasInner || ink.dots(in: word.box) == expected ? opening + full + closing : nil
    }

    /// Whether the first letter or figure is a figure.
    private static func isNumber(_ text: String) -> Bool {
        text.first { $0.isLetter || $0.isNumber }?.isNumber ?? false
    }
}
