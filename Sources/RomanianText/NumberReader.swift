import ArchiveModel

/// Reads the number of a paper: digits, thousand dots, perhaps a short prefix or suffix of letters.
package enum NumberReader {
    /// A number and its place.
    package struct Match: Equatable, Sendable {
        /// As printed, without spaces and thousand dots; leading zeros stay.
        package let value: String
        /// The folded bytes that write it.
        package let range: Range<Int>
        /// Letters at its start.
        package var prefix = ""

        /// Makes a match.
        package init(value: String, range: Range<Int>, prefix: String = "") {
            self.value = value
            self.range = range
            self.prefix = prefix
        }
    }

    /// Short words that are not a prefix.
    private static let fillers = [
        "din", "de", "la", "nr", "pe", "si", "in", "op", "data", "crt", "dvs", "dv",
    ]
    .map { Array($0.utf8) }

    /// The number that begins at a byte, or after the punctuation and leaders there.
    package static func read(in text: FoldedWords, at start: Int, dates: DateReader) -> Match? {
        var cursor = ByteCursor(text.bytes, at: start)
        cursor.skip(" .:;_-*#'\"=()")
        if dates.read(in: text, at: cursor.position) != nil { return nil }
        let begin = cursor.position
        let prefix = prefix(&cursor) ?? []
        var value = prefix
        guard let digits = grouped(&cursor) else { return nil }
        value += digits
        value += further(&cursor, in: text, dates: dates)
        if let ordinal = ordinal(&cursor) {
            value += [Fold.space] + ordinal
        } else {
            value += suffix(&cursor) ?? []
        }
        // It continues with a decimal, a code or a word: not a number of a paper.
        let next = cursor.peek()
        if Fold.isLetterOrDigit(next) { return nil }
        if ".,".utf8.contains(next), cursor.peek(1).isASCIIDigit { return nil }
        return Match(
            value: canonical(value), range: begin..<cursor.position,
            prefix: String(decoding: prefix.filter(Fold.isLetter), as: UTF8.self).uppercased())
    }

    /// Letters are capitals, except for "bis" and the like, which stay words after the number.
    private static func canonical(_ value: [UInt8]) -> String {
        let parts = value.split(separator: Fold.space, maxSplits: 1)
        let number = String(decoding: parts.first ?? [], as: UTF8.self).uppercased()
        guard parts.count == 2, let last = parts.last else { return number }
        return number + " " + String(decoding: last, as: UTF8.self)
    }

    /// A number separated from the series that was written with it.
    package struct SplitNumber {
        package let series: Match
        package let number: Match
    }

    /// The number without its prefix, which is then a series: "CF-34820".
    package static func split(_ match: Match) -> SplitNumber? {
        let rest = match.value.drop { !$0.isNumber }
        guard !match.prefix.isEmpty, rest.allSatisfy(\.isNumber) else { return nil }
        let end = match.range.upperBound
        return SplitNumber(
            series: Match(value: match.prefix, range: match.range),
            number: Match(
                value: String(rest), range: max(match.range.lowerBound, end - rest.count)..<end))
    }

    /// `-15` after `2023`, unless a date follows the dash.
    private static func further(
        _ cursor: inout ByteCursor, in text: FoldedWords, dates: DateReader
    ) -> [UInt8] {
        var value: [UInt8] = []
        while cursor.peek() == UInt8(ascii: "-"), value.count < 16,
            dates.read(in: text, at: cursor.position + 1) == nil
        {
            var trial = cursor
            trial.position += 1
            guard let digits = trial.digits(1...10) else { break }
            value += [UInt8(ascii: "-")] + digits
            cursor = trial
        }
        return value
    }

    /// `DJ-`, `CF ` or `a` before the digits.
    private static func prefix(_ cursor: inout ByteCursor) -> [UInt8]? {
        var trial = cursor
        guard var letters = trial.letters(1...5) else { return nil }
        if letters.count > 1, !fillers.contains(letters) { trial.skipSpaces() }
        if "-/".utf8.contains(trial.peek()) {
            letters.append(trial.peek())
            trial.position += 1
        }
        guard trial.peek().isASCIIDigit else { return nil }
        cursor = trial
        return letters
    }

    /// `123`, `0012`, `46.897`.
    private static func grouped(_ cursor: inout ByteCursor) -> [UInt8]? {
        guard var digits = cursor.digits(1...10) else { return nil }
        guard digits.count <= 3, digits.first != 0x30 else { return digits }
        while cursor.peek() == UInt8(ascii: "."), digits.count <= 6 {
            var trial = cursor
            trial.position += 1
            guard let group = trial.digits(3...3) else { break }
            digits += group
            cursor = trial
        }
        return digits
    }

    /// `bis`, `ter` or `quater` after the digits, glued, spaced or joined by a mark.
    private static func ordinal(_ cursor: inout ByteCursor) -> [UInt8]? {
        var trial = cursor
        trial.skip(" -/.")
        guard let letters = trial.letters(3...6), ordinals.contains(letters) else { return nil }
        cursor = trial
        return letters
    }

    private static let ordinals = ["bis", "ter", "quater"].map { Array($0.utf8) }

    /// `/A` or `-b`, or one letter, after the digits, if nothing more is joined to it.
    private static func suffix(_ cursor: inout ByteCursor) -> [UInt8]? {
        var trial = cursor
        let mark = trial.peek()
        // Letters that are not misread digits.
        if trial.take(anyOf: "acdefhkmnprtuvx"), !Fold.isLetterOrDigit(trial.peek()) {
            cursor = trial
            return [mark]
        }
        guard trial.take(anyOf: "/-"), let letters = trial.letters(1...3),
            !Fold.isLetterOrDigit(trial.peek())
        else { return nil }
        // "45-III-2020" and "45/I/2020" continue: the letters are not a suffix.
        guard !"/-".utf8.contains(trial.peek()) else { return nil }
        cursor = trial
        return [mark] + letters
    }
}
