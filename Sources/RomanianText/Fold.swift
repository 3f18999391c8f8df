import ArchiveModel

/// The form of text in which rules compare it: lower case, without marks, ASCII only.
///
/// Both encodings of ș and ț (comma and cedilla), composed and decomposed forms, and the letters
/// that CP1250 text shows when it is read as CP1252 all fold to the same bytes.
package enum Fold {
    /// Stands for a scalar that has no folded form: it is neither a letter, a digit nor a space.
    package static let other: UInt8 = 0x7F
    /// The folded space.
    package static let space: UInt8 = 0x20

    /// Appends the folded form of one scalar; marks and soft hyphens add nothing.
    package static func append(_ scalar: Unicode.Scalar, to bytes: inout [UInt8]) {
        switch scalar.value {
        case 0x41...0x5A: bytes.append(UInt8(scalar.value + 32))
        case 0x21...0x7E: bytes.append(UInt8(scalar.value))
        case 0x00...0x20, 0x85, 0xA0, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x3000:
            bytes.append(space)
        case 0x300...0x36F, 0xAD, 0x200B...0x200F, 0xFE00...0xFE0F, 0xFEFF: break
        case 0x2010...0x2015, 0x2212: bytes.append(UInt8(ascii: "-"))
        case 0x2018...0x201B, 0xB4: bytes.append(UInt8(ascii: "'"))
        case 0x201C...0x201F, 0xAB, 0xBB: bytes.append(UInt8(ascii: "\""))
        case 0x2116: bytes += [UInt8(ascii: "n"), UInt8(ascii: "r")]
        default: appendLetter(scalar, to: &bytes)
        }
    }

    private static func appendLetter(_ scalar: Unicode.Scalar, to bytes: inout [UInt8]) {
        if let letter = misread[scalar.value] {
            bytes.append(letter)
        } else if let letters = LatinLetters.plain(scalar) {
            bytes.append(letters.first)
            if letters.second != 0 { bytes.append(letters.second) }
        } else {
            bytes.append(other)
        }
    }

    /// The folded form of a text, spaces as they are.
    package static func bytes(of text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        for scalar in text.unicodeScalars { append(scalar, to: &bytes) }
        return bytes
    }

    /// Only the letters and digits of the folded form.
    package static func letters(of text: String) -> [UInt8] {
        bytes(of: text).filter(isLetterOrDigit)
    }

    /// The words of the folded form: runs of letters and digits.
    package static func words(of text: String) -> [String] {
        bytes(of: text).split { !isLetterOrDigit($0) }.map { String(decoding: $0, as: UTF8.self) }
    }

    /// One byte for letters and digits that recognizers take for each other.
    package static func key(_ byte: UInt8) -> UInt8 {
        switch byte {
        case UInt8(ascii: "1"), UInt8(ascii: "l"): UInt8(ascii: "i")
        case UInt8(ascii: "0"): UInt8(ascii: "o")
        default: byte
        }
    }

    /// A letter or digit as one of 36 bits; 0 for other bytes.
    static func bit(_ byte: UInt8) -> UInt64 {
        if isLetter(byte) { return 1 << UInt64(byte - 0x61) }
        return byte.isASCIIDigit ? 1 << UInt64(26 + byte - 0x30) : 0
    }

    /// Whether a folded byte is `a`...`z`.
    package static func isLetter(_ byte: UInt8) -> Bool { byte >= 0x61 && byte <= 0x7A }

    /// Whether a folded byte is a letter or a digit.
    package static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        byte.isASCIIDigit || isLetter(byte)
    }

    /// Letters of CP1250 text read as CP1252, where º ª þ Þ stand for ș Ș ț Ț, and L with a dot,
    /// which only looks marked.
    private static let misread: [UInt32: UInt8] = [
        0xBA: 0x73, 0xAA: 0x73, 0xFE: 0x74, 0xDE: 0x74, 0x13F: 0x6C, 0x140: 0x6C,
    ]
}
