import Foundation

/// What a character becomes in a search token: lower case, without marks.
enum TokenLetter {
    /// It belongs to no word.
    case separator
    /// It leaves no trace and ends no word: combining marks, soft hyphens, joiners.
    case dropped
    /// One or two ASCII letters; the second is 0 when there is one.
    case ascii(UInt8, UInt8)
    /// A letter or digit of another script, in lower case.
    case other(Unicode.Scalar)

    /// Folds any character outside ASCII.
    static func of(_ scalar: Unicode.Scalar) -> TokenLetter {
        let value = scalar.value
        if value < 0x250 || (0x1E00..<0x1F00).contains(value) {
            let index = value < 0x250 ? Int(value) : Int(value - 0x1E00) + 0x250
            let pair = table[index]
            if pair != 0 { return .ascii(UInt8(pair >> 8), UInt8(pair & 0xFF)) }
        }
        return slowly(scalar)
    }

    private static func slowly(_ scalar: Unicode.Scalar) -> TokenLetter {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return .dropped
        case .uppercaseLetter, .titlecaseLetter, .lowercaseLetter, .modifierLetter, .otherLetter,
            .decimalNumber, .spacingMark:
            let compatible = compatibleLetters(scalar)
            if let compatible { return compatible }
            return .other(scalar.properties.lowercaseMapping.unicodeScalars.first ?? scalar)
        default: return .separator
        }
    }

    /// Ligatures (ﬁ, ﬂ) and wide forms, as PDF text layers bring them.
    private static func compatibleLetters(_ scalar: Unicode.Scalar) -> TokenLetter? {
        guard (0xFB00...0xFB06).contains(scalar.value) || (0xFF10...0xFF5A).contains(scalar.value)
        else { return nil }
        let bytes = Array(
            String(scalar).decomposedStringWithCompatibilityMapping.lowercased().utf8)
        guard let first = bytes.first, bytes.allSatisfy({ $0 < 0x80 }) else { return nil }
        return .ascii(first, bytes.count > 1 ? bytes[1] : 0)
    }

    /// Latin letters up to U+024F, then U+1E00...U+1EFF, as two ASCII letters each; 0 for others.
    private static let table: [UInt16] = {
        let special: [Unicode.Scalar: String] = [
            "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h",
            "ı": "i", "þ": "th", "ŧ": "t", "ŋ": "n",
        ]
        return (Array(0..<UInt32(0x250)) + Array(0x1E00..<UInt32(0x1F00))).map { value in
            guard value >= 0xC0, let scalar = Unicode.Scalar(value) else { return 0 }
            let lower = scalar.properties.lowercaseMapping
            let text =
                lower.unicodeScalars.first.flatMap { special[$0] }
                ?? lower.decomposedStringWithCanonicalMapping
            guard let first = text.utf8.first, first >= 0x61, first <= 0x7A else { return 0 }
            let second = text.utf8.dropFirst().first ?? 0
            return UInt16(first) << 8 | UInt16(second >= 0x61 && second <= 0x7A ? second : 0)
        }
    }()
}
