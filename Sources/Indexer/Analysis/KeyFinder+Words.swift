import ArchiveModel
import RomanianText

extension KeyFinder {
    /// A Romanian IBAN printed in groups of four, without its spaces.
    func iban(at index: Int) -> SearchKey? {
        guard index < count, length(index) == 4, word(index).hasPrefix("ro"),
            word(index).utf8.dropFirst(2).allSatisfy(\.isASCIIDigit)
        else { return nil }
        var whole = word(index)
        var end = index + 1
        while whole.utf8.count < 24, end < count, length(end) <= 4,
            separator(after: end - 1) == 0x20
        {
            whole += word(end)
            end += 1
        }
        guard whole.utf8.count == 24 else { return nil }
        return SearchKey(text: whole, tokens: index..<end)
    }

    /// Keys of one word: today's spelling, the digits of an identifier, a word broken at a line end.
    func wordKeys(at index: Int) -> [SearchKey] {
        let token = text.tokens[index]
        var keys: [SearchKey] = []
        if token.circumflexI != 0,
            let modern = OldSpelling.modern(
                text[token], circumflexI: token.circumflexI)
        {
            keys.append(SearchKey(text: modern, tokens: index..<index + 1))
        }
        if !token.isNumber, let digits = identifierDigits(token) {
            keys.append(SearchKey(text: digits, tokens: index..<index + 1))
        }
        if isBroken(after: index) {
            let joined = word(index) + word(index + 1)
            let key = String(decoding: joined.utf8.prefix(SearchTokens.longestToken), as: UTF8.self)
            keys.append(SearchKey(text: key, tokens: index..<index + 2))
        }
        return keys
    }

    /// The digits behind at most three letters: `RO12345678` is 12345678, `nr162830` is 162830.
    private func identifierDigits(_ token: SearchTokens.Token) -> String? {
        let bytes = text[token]
        let digits = bytes.drop { (0x61...0x7A).contains($0) }
        guard digits.count >= 4, bytes.count - digits.count <= 3,
            digits.allSatisfy(\.isASCIIDigit)
        else { return nil }
        return String(decoding: digits, as: UTF8.self)
    }

    /// Whether a hyphen and the end of the line part a word from the next, which goes on small.
    private func isBroken(after index: Int) -> Bool {
        guard index + 1 < count, !text.tokens[index].isNumber else { return false }
        let gap = String(decoding: text.gap(after: index), as: UTF8.self).unicodeScalars
        guard let first = gap.first, Hyphenation.isHyphen(first),
            gap.contains("\n"),
            gap.dropFirst().allSatisfy({ $0 == "\n" || $0 == " " || $0 == "\r" })
        else { return false }
        let start = text.source[text.tokens[index + 1].source]
        return String(decoding: start, as: UTF8.self).unicodeScalars.first?.properties.isLowercase
            ?? false
    }
}
