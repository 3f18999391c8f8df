import ArchiveModel

/// The form of text in which rules compare it: lower case, without marks, ASCII only.
///
/// Both encodings of ș and ț (comma and cedilla), composed and decomposed forms, and the letters
/// that CP1250 text shows when it is read as CP1252 all fold to the same bytes.
enum Fold {
    /// Stands for a scalar that has no folded form: it is neither letter, digit nor space.
    static let other: UInt8 = 0x7F
    /// The folded space.
    static let space: UInt8 = 0x20

    /// Appends the folded form of one scalar; marks and soft hyphens add nothing.
    static func append(_ scalar: Unicode.Scalar, to bytes: inout [UInt8]) {
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
        case 0xC6, 0xE6: bytes += [UInt8(ascii: "a"), UInt8(ascii: "e")]
        default: bytes.append(bases[scalar.value] ?? other)
        }
    }

    /// The folded form of a text, spaces as they are.
    static func bytes(of text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        for scalar in text.unicodeScalars { append(scalar, to: &bytes) }
        return bytes
    }

    /// Only the letters and digits of the folded form.
    static func letters(of text: String) -> [UInt8] {
        bytes(of: text).filter(isLetterOrDigit)
    }

    /// One byte for letters and digits that recognizers take for each other.
    static func key(_ byte: UInt8) -> UInt8 {
        switch byte {
        case UInt8(ascii: "1"), UInt8(ascii: "l"): UInt8(ascii: "i")
        case UInt8(ascii: "0"): UInt8(ascii: "o")
        default: byte
        }
    }

    /// Whether a folded byte is `a`...`z`.
    static func isLetter(_ byte: UInt8) -> Bool { byte >= 0x61 && byte <= 0x7A }

    /// Whether a folded byte is a letter or a digit.
    static func isLetterOrDigit(_ byte: UInt8) -> Bool { byte.isASCIIDigit || isLetter(byte) }

    /// Marked letters and the letter below the mark; º ª þ Þ are ș Ș ț Ț of wrongly read CP1250.
    private static let bases: [UInt32: UInt8] = {
        let groups: [(UInt8, String)] = [
            (0x61, "àáâãäåāăąǎÀÁÂÃÄÅĀĂĄǍ"), (0x63, "çćĉċčÇĆĈĊČ"), (0x64, "ďđĎĐ"),
            (0x65, "èéêëēĕėęěÈÉÊËĒĔĖĘĚ"), (0x67, "ĝğġģĜĞĠĢ"), (0x68, "ĥħĤĦ"),
            (0x69, "ìíîïĩīĭįıÌÍÎÏĨĪĬĮİ"), (0x6A, "ĵĴ"), (0x6B, "ķĶ"), (0x6C, "ĺļľŀłĹĻĽĿŁ"),
            (0x6E, "ñńņňÑŃŅŇ"), (0x6F, "òóôõöøōŏőÒÓÔÕÖØŌŎŐ"), (0x72, "ŕŗřŔŖŘ"),
            (0x73, "śŝşšșŚŜŞŠȘºª"), (0x74, "ţťŧțŢŤŦȚþÞ"), (0x75, "ùúûüũūŭůűųÙÚÛÜŨŪŬŮŰŲ"),
            (0x77, "ŵŴ"), (0x79, "ýÿŷÝŶŸ"), (0x7A, "źżžŹŻŽ"),
        ]
        var table: [UInt32: UInt8] = [:]
        for (base, marked) in groups {
            for scalar in marked.unicodeScalars { table[scalar.value] = base }
        }
        return table
    }()
}
