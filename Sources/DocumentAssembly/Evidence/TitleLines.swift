import ArchiveModel
import DomainTables
import RomanianText

/// Finds lines that look like the title of a type of document.
struct TitleLines: Sendable {
    /// From this score on a line is taken for a title, and for one without doubt.
    private static let likely = 0.8
    private static let certain = 0.95

    /// The titles of all types, the longest first.
    private let phrases: [Phrase]

    init(_ types: [TypeRule]) {
        let all = Set(types.flatMap { $0.anchors.map(\.phrase) })
        phrases = all.sorted {
            $0.letters.count == $1.letters.count
                ? $0.letters.lexicographicallyPrecedes($1.letters)
                : $0.letters.count > $1.letters.count
        }
    }

    /// How much the best of some parts of lines looks like a title.
    func best(in parts: [PageLine], of body: PageBody) -> PageEvidence.Title {
        let score = parts.reduce(0) { max($0, self.score(of: $1, in: body)) }
        return score >= Self.certain ? .certain : score >= Self.likely ? .likely : .none
    }

    /// Words, letters, place, and what follows, as extraction weighs them.
    private func score(of part: PageLine, in body: PageBody) -> Double {
        guard let phrase = phrases.first(where: { $0.match(in: part.text, at: 0) != nil }),
            let match = phrase.match(in: part.text, at: 0)
        else { return 0 }
        let words = part.text.words(in: match.bytes).clamped(to: part.words.indices)
        let letters = part.words[words].flatMap(\.text.unicodeScalars).filter {
            $0.properties.isUppercase || $0.properties.isLowercase
        }
        let isCapitals = letters.allSatisfy(\.properties.isUppercase)
        var score = 0.5 + 0.25 * Double(min(phrase.letters.count, 40)) / 40
        score += isCapitals ? 0.2 : part.isCapitalized ? 0.05 : -0.3
        score += part.box.height * 4 >= body.rows.lineHeight * 5 ? 0.1 : 0
        score += body.rows.isCentred(part, within: 0.05) ? 0.05 : 0
        score += setting(after: match.bytes.upperBound, in: part.text)
        return score + 0.1 * height(of: part, in: body)
    }

    /// What follows: nothing, or a number, or "privind" after a title; a colon after a label.
    private func setting(after end: Int, in text: FoldedWords) -> Double {
        var cursor = ByteCursor(text.bytes, at: end)
        if cursor.peek() == UInt8(ascii: ":") { return -0.35 }
        cursor.skip(" .,-\"'()")
        if cursor.position >= text.bytes.count { return 0.1 }
        let words = ["nr", "seria", "din", "privind", "pentru", "de", "al", "a", "numarul"]
        return cursor.take(anyWord: words) ? 0.1 : 0
    }

    /// How high a part stands in the title zone: 1 at its top, 0 at its end.
    private func height(of part: PageLine, in body: PageBody) -> Double {
        let zone = body.zoneEnd - body.topEdge
        guard zone > 0 else { return 1 }
        return min(1, max(0, Double(body.zoneEnd - part.box.top) / Double(zone)))
    }
}
