/// A canonical form that stands for some words of a text: a date, an amount, an identifier, a word
/// in today's spelling.
struct SearchKey: Hashable {
    /// The key: `d20210312`, `a171828307` (bani), digits, an IBAN without spaces, or a word.
    var text: String
    /// The words that it stands for.
    var tokens: Range<Int>
}

/// Finds what words alone cannot find: the same date, amount or identifier written differently.
struct KeyFinder {
    let text: SearchTokens
    /// The same text with its signs.
    let folded: FoldedSource

    private init(_ text: SearchTokens) {
        self.text = text
        folded = FoldedSource(text)
    }

    /// All keys of a text, in order of their first word.
    static func keys(in text: SearchTokens) -> [SearchKey] {
        let finder = KeyFinder(text)
        var result: [SearchKey] = []
        var index = 0
        while index < text.tokens.count {
            if let key = finder.date(at: index) ?? finder.amount(at: index)
                ?? finder.iban(at: index)
            {
                result.append(key)
                index = key.tokens.upperBound
            } else {
                result += finder.wordKeys(at: index)
                index += 1
            }
        }
        return result
    }

    /// Number of words.
    var count: Int { text.tokens.count }

    /// How many bytes a word has; 0 behind the last.
    func length(_ index: Int) -> Int { index < count ? text.tokens[index].folded.count : 0 }

    /// The word; empty behind the last.
    func word(_ index: Int) -> String { index < count ? text.text(text.tokens[index]) : "" }

    /// The one character between a word and the next, spaces around it dropped.
    ///
    /// A space when there are only spaces; nil when there is more, or a line ends there.
    func separator(after index: Int) -> UInt8? {
        let gap = text.gap(after: index)
        guard !gap.isEmpty, gap.count <= 5 else { return nil }
        // A no-break space is two bytes.
        let bytes = gap.filter { $0 != 0xC2 }.map { $0 == 0xA0 ? 0x20 : $0 }
        let marks = bytes.filter { $0 != 0x20 }
        if marks.isEmpty { return 0x20 }
        return marks.count == 1 && marks[0] >= 0x21 && marks[0] < 0x7F ? marks[0] : nil
    }
}
