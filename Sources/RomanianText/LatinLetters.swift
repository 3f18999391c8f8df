import Foundation

/// One or two plain letters or digits that stand for a letter of the Latin script.
package struct PlainLetters: Equatable, Sendable {
    /// The first, as ASCII.
    package let first: UInt8
    /// The second; 0 if there is only one.
    package let second: UInt8

    /// Makes letters of their ASCII codes.
    package init(first: UInt8, second: UInt8 = 0) {
        self.first = first
        self.second = second
    }
}

/// The one table of the plain forms of Latin letters, for use when case and marks do not count.
///
/// Extraction, index and queries all fold with it, so that each finds the words of the others.
package enum LatinLetters {
    /// The plain form of a letter outside ASCII, in lower case; nil for anything that is not a
    /// letter of the Latin script.
    ///
    /// Ligatures (ﬁ, ﬂ) and wide forms, which occur in the text layers of PDF files, are letters
    /// too.
    package static func plain(_ scalar: Unicode.Scalar) -> PlainLetters? {
        let value = scalar.value
        if value < 0x250 || (0x1E00..<0x1F00).contains(value) {
            let pair = table[value < 0x250 ? Int(value) : Int(value - 0x1E00) + 0x250]
            return pair == 0
                ? nil : PlainLetters(first: UInt8(pair >> 8), second: UInt8(pair & 0xFF))
        }
        return compatible(scalar)
    }

    private static func compatible(_ scalar: Unicode.Scalar) -> PlainLetters? {
        guard (0xFB00...0xFB06).contains(scalar.value) || (0xFF10...0xFF5A).contains(scalar.value)
        else { return nil }
        let bytes = Array(
            String(scalar).decomposedStringWithCompatibilityMapping.lowercased().utf8)
        guard let first = bytes.first, bytes.allSatisfy(Fold.isLetterOrDigit) else { return nil }
        return PlainLetters(first: first, second: bytes.count > 1 ? bytes[1] : 0)
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
            guard let first = text.utf8.first, Fold.isLetter(first) else { return 0 }
            let second = text.utf8.dropFirst().first ?? 0
            return UInt16(first) << 8 | UInt16(Fold.isLetter(second) ? second : 0)
        }
    }()
}
