import RomanianText

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
        if let letters = LatinLetters.plain(scalar) {
            return .ascii(letters.first, letters.second)
        }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return .dropped
        case .uppercaseLetter, .titlecaseLetter, .lowercaseLetter, .modifierLetter, .otherLetter,
            .decimalNumber, .spacingMark:
            return .other(scalar.properties.lowercaseMapping.unicodeScalars.first ?? scalar)
        default: return .separator
        }
    }
}
