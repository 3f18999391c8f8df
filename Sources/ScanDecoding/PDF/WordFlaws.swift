import Foundation

/// The flaws of one word of a text layer, as far as the word alone shows them.
struct WordFlaws: OptionSet {
    let rawValue: Int

    /// Letters as they come out if bytes are read in the wrong code page: CP1250 or ISO 8859-2 as
    /// CP1252, UTF-8 as CP1252.
    static let wrongCodePage = WordFlaws(rawValue: 1)
    /// Something else stands where a letter was: a question mark, a box, a detached accent.
    static let lostLetter = WordFlaws(rawValue: 2)
    /// A small letter alone that is not a word in any sentence, like the one that "și" leaves if
    /// its "ș" is lost.
    static let loneLetter = WordFlaws(rawValue: 4)
    /// Symbols between letters, as produced by glyph numbers taken for characters.
    static let jumbled = WordFlaws(rawValue: 8)
    /// Four or more letters that nobody can pronounce.
    static let unspeakable = WordFlaws(rawValue: 16)

    init(rawValue: Int) { self.rawValue = rawValue }

    /// Examines a word; the word before it distinguishes units from lone letters.
    init(of word: String, after previous: String?) {
        let scalars = Array(word.unicodeScalars)
        self = []
        if Self.isInWrongCodePage(scalars) { insert(.wrongCodePage) }
        if !word.contains(where: { "/=@".contains($0) }) {
            if Self.hasLostLetter(scalars) { insert(.lostLetter) }
            if Self.isJumbled(scalars) { insert(.jumbled) }
        }
        if Self.isLoneLetter(scalars, after: previous) { insert(.loneLetter) }
        if Self.isPlainWord(scalars), !Self.isSpeakable(scalars) { insert(.unspeakable) }
    }

    /// Whether a word has only letters and is long enough to be pronounced.
    static func isPlainWord(_ scalars: [Unicode.Scalar]) -> Bool {
        scalars.count >= 4 && scalars.allSatisfy(\.properties.isAlphabetic)
    }

    private static func isInWrongCodePage(_ scalars: [Unicode.Scalar]) -> Bool {
        let letters = scalars.count(where: \.properties.isAlphabetic)
        for (index, scalar) in scalars.enumerated() {
            let next = index + 1 < scalars.count ? scalars[index + 1] : nil
            switch scalar {
            // ă and ț of Central Europe; of the languages in our archives only Portuguese has them.
            case "ã", "Ã", "þ", "Þ": return true
            // ș and Ș; by themselves they are signs of ordinals ("nº 5", "2ª").
            case "º", "ª": if next.map(isLetter) == true || letters >= 4 { return true }
            // First bytes of UTF-8's ă, ș, ț before characters that look like second bytes.
            case "Ä", "È", "Å": if let next, isSecondByte(next) { return true }
            default: break
            }
        }
        return false
    }

    private static func isSecondByte(_ scalar: Unicode.Scalar) -> Bool {
        ["ƒ", "™", "›", "˜", "š", "£", "Ÿ", "ž", "¢", "\u{201A}", "\u{9F}"].contains(scalar)
    }

    private static func hasLostLetter(_ scalars: [Unicode.Scalar]) -> Bool {
        scalars.indices.contains { index in
            switch scalars[index].value {
            // A letter follows: at a word's end it is a real question mark.
            case 0x3F, 0xBF: return index + 1 < scalars.count && isLetter(scalars[index + 1])
            // Accents on their own; boxes; private use; replacement characters.
            case 0xA8, 0xAF, 0xB4, 0xB8, 0x2C6...0x2DF, 0x25A0...0x25FF, 0xE000...0xF8FF, 0xFFFD:
                return scalars.contains(where: isLetter)
            default: return false
            }
        }
    }

    private static func isJumbled(_ scalars: [Unicode.Scalar]) -> Bool {
        scalars.indices.dropFirst().dropLast().contains { index in
            "#$%^*<>[]{}|~`\\".unicodeScalars.contains(scalars[index])
                && isLetter(scalars[index - 1]) && isLetter(scalars[index + 1])
        }
    }

    /// A small consonant, or the i that "și" leaves; but neither a unit after a number, nor the
    /// sign of times.
    private static func isLoneLetter(_ scalars: [Unicode.Scalar], after previous: String?) -> Bool {
        guard scalars.count == 1, "bcdfghijklmnpqrstvwz".unicodeScalars.contains(scalars[0]) else {
            return false
        }
        return previous?.last?.isNumber != true
    }

    /// Some vowel, and never five consonants or four vowels in a row.
    private static func isSpeakable(_ scalars: [Unicode.Scalar]) -> Bool {
        var vowels = 0
        var run = 0
        var wasVowel = false
        for scalar in scalars {
            let isVowel = Self.isVowel(scalar)
            if isVowel { vowels += 1 }
            run = isVowel == wasVowel ? run + 1 : 1
            wasVowel = isVowel
            if run >= (isVowel ? 4 : 5) { return false }
        }
        return vowels > 0
    }

    private static func isVowel(_ scalar: Unicode.Scalar) -> Bool {
        guard let base = String(scalar).decomposedStringWithCanonicalMapping.unicodeScalars.first
        else { return false }
        return "aeiouyAEIOUY".unicodeScalars.contains(base)
    }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic
    }
}
