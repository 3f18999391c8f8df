import ArchiveModel

/// Measures whether a PDF's text layer reads like text, before it is trusted.
struct TextLayerQuality {
    /// Number of words.
    let words: Int
    /// Share of characters that occur in European office text.
    let plausibleShare: Double
    /// Share of words that are a single letter, as in letter-spaced layers.
    let singleLetterShare: Double
    /// Mean word length in characters.
    let meanLength: Double

    init(of page: RecognizedPage) {
        var count = 0
        var singles = 0
        var characters = 0
        var plausible = 0
        for word in page.words {
            let scalars = word.text.unicodeScalars
            count += 1
            characters += scalars.count
            plausible += scalars.count(where: Self.isPlausible)
            if scalars.count == 1, scalars.first?.properties.isAlphabetic == true { singles += 1 }
        }
        words = count
        plausibleShare = characters == 0 ? 0 : Double(plausible) / Double(characters)
        singleLetterShare = count == 0 ? 0 : Double(singles) / Double(count)
        meanLength = count == 0 ? 0 : Double(characters) / Double(count)
    }

    /// Whether the layer can stand for the page: some words, hardly any odd character, words of
    /// ordinary length.
    var isSound: Bool {
        words >= 3 && plausibleShare >= 0.97 && singleLetterShare <= 0.3
            && (1.8...14).contains(meanLength)
    }

    /// Latin letters with the marks of European languages, digits, common punctuation and currency.
    private static func isPlausible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20...0x7E, 0xA7, 0xA9, 0xAB, 0xB0, 0xB2, 0xB3, 0xBB, 0xBD, 0xC0...0x17F,
            0x218...0x21B, 0x2010...0x2022, 0x2026, 0x20AC, 0x2116, 0x2212:
            return true
        default:
            return false
        }
    }
}
