import Foundation

/// What of a word is compared between a text layer and a reading of the page.
///
/// Recognition confuses letters with figures of the same shape, capitals with small letters and marks
/// above and below letters; a text layer that lies confuses what does not look alike.
enum ProofLetters {
    /// Letters and figures without marks, those of one shape as one figure: for words with figures.
    static func figures(_ text: String) -> String {
        String(plain(text).map { lookalikes[$0] ?? $0 })
    }

    /// Letters without marks, those of one shape as one letter: for words without figures.
    static func letters(_ text: String) -> String {
        String(plain(text).map { $0 == "1" || $0 == "I" ? "L" : $0 == "0" ? "O" : $0 })
    }

    /// Small figures that stand above the line.
    static func isRaised(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0xB2, 0xB3, 0xB9, 0xBC...0xBE, 0x2070...0x209F, 0x2150...0x215F: true
        default: false
        }
    }

    /// Whether two words of one length differ in what is a figure in both.
    static func differInFigures(_ one: String, and other: String) -> Bool {
        one.count == other.count
            && zip(one, other).contains { $0 != $1 && $0.isNumber && $1.isNumber }
    }

    private static func plain(_ text: String) -> String {
        let bare = text.precomposedStringWithCompatibilityMapping
            .folding(options: .diacriticInsensitive, locale: nil).uppercased()
        return bare.filter { $0.isLetter || $0.isNumber }
    }

    private static let lookalikes: [Character: Character] = [
        "O": "0", "Q": "0", "D": "0", "I": "1", "L": "1", "J": "1", "Z": "2", "S": "5", "B": "8",
        "G": "6",
    ]
}
