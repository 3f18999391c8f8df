import Foundation

/// The one spelling of Romanian text inside the system.
package enum RomanianSpelling {
    /// Composed (NFC) text with cedilla ş ţ Ş Ţ turned into comma-below ș ț Ș Ț.
    ///
    /// Tesseract's Romanian model and many fonts mix the two encodings on one page; Unicode and the
    /// Romanian standard want the comma (U+0218–U+021B).
    package static func normalized(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
        var result = String.UnicodeScalarView()
        for scalar in text.precomposedStringWithCanonicalMapping.unicodeScalars {
            result.append(commaBelow[scalar] ?? scalar)
        }
        return String(result)
    }

    private static let commaBelow: [Unicode.Scalar: Unicode.Scalar] = [
        "\u{15E}": "\u{218}", "\u{15F}": "\u{219}", "\u{162}": "\u{21A}", "\u{163}": "\u{21B}",
    ]
}
