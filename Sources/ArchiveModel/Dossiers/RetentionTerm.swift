/// How long papers are to be kept, as the column of a nomenclator says it.
package struct RetentionTerm: WrittenAsText {
    /// Whole years, 1...150; nil for ever.
    package let years: Int?
    /// Whether the years begin when the matter ends ("de la încetare"), and not with the year's end.
    package let startsAtEnd: Bool
    /// Whether a committee looks at each dossier when the term is over ("C.S.").
    package let isReviewed: Bool

    /// Kept for ever.
    package static let permanent = RetentionTerm(years: nil)

    /// The longest term that is no slip of the finger, in years.
    package static let longest = 150

    private init(years: Int?, startsAtEnd: Bool = false, isReviewed: Bool = false) {
        self.years = years
        self.startsAtEnd = startsAtEnd
        self.isReviewed = isReviewed
    }

    /// A term of years; nil outside 1...150.
    package init?(years: Int, startsAtEnd: Bool = false, isReviewed: Bool = false) {
        guard (1...Self.longest).contains(years) else { return nil }
        self.init(years: years as Int?, startsAtEnd: startsAtEnd, isReviewed: isReviewed)
    }

    /// Reads `permanent`, `P`, `10 ani`, `10`, `5 ani de la încetare`, `10 ani C.S.`, in letters of
    /// either case, with or without marks; nil for anything else.
    package init?(_ text: String) {
        guard text.allSatisfy(Self.isExpected) else { return nil }
        var words = Self.words(of: text)
        let isReviewed = Self.take(["cs"], from: &words) || Self.take(["c", "s"], from: &words)
        let startsAtEnd = Self.take(["de", "la", "incetare"], from: &words)
        if !startsAtEnd, !isReviewed, words == ["permanent"] || words == ["p"] {
            self.init(years: nil)
            return
        }
        if words.last == "ani" || words.last == "an" { words.removeLast() }
        guard words.count == 1, let years = words.first.flatMap({ Int($0) }) else { return nil }
        self.init(years: years, startsAtEnd: startsAtEnd, isReviewed: isReviewed)
    }

    /// The term as a nomenclator writes it.
    package var text: String {
        guard let years else { return "permanent" }
        let number = years == 1 ? "1 an" : years < 20 ? "\(years) ani" : "\(years) de ani"
        return number + (startsAtEnd ? " de la încetare" : "") + (isReviewed ? " C.S." : "")
    }

    private static let plain: [Character: Character] = [
        "î": "i", "â": "a", "ă": "a", "ş": "s", "ș": "s", "ţ": "t", "ț": "t",
    ]

    /// Whether a character may stand in a term: others change what it says, such as a minus.
    private static func isExpected(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || character.isWhitespace
            || ".,()".contains(character)
    }

    private static func words(of text: String) -> [String] {
        let folded = String(text.lowercased().map { plain[$0] ?? $0 })
        let words = folded.split { !$0.isLetter && !$0.isNumber }.map(String.init)
        // "20 de ani"
        guard words.count >= 3, words[1] == "de", words[2] == "ani" else { return words }
        return [words[0]] + words.dropFirst(2)
    }

    /// Takes words away from the end; false when others stand there.
    private static func take(_ last: [String], from words: inout [String]) -> Bool {
        guard words.count > last.count, Array(words.suffix(last.count)) == last else {
            return false
        }
        words.removeLast(last.count)
        return true
    }
}
