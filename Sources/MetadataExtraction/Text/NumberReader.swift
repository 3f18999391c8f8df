/// Reads the number of a paper: digits, thousand dots, perhaps a short prefix or suffix of letters.
enum NumberReader {
    /// A number and where it stands.
    struct Match: Equatable, Sendable {
        /// As printed, without spaces and thousand dots; leading zeros stay.
        let value: String
        /// The folded bytes that write it.
        let range: Range<Int>
    }

    /// The number that begins at a byte, or after the punctuation and leaders there.
    static func read(in text: FoldedText, at start: Int, dates: DateReader) -> Match? {
        var cursor = ByteCursor(text.bytes, at: start)
        cursor.skip(" .:;_-*#'\"=()")
        if dates.read(in: text, at: cursor.position) != nil { return nil }
        let begin = cursor.position
        var value = prefix(&cursor) ?? []
        guard let digits = grouped(&cursor) else { return nil }
        value += digits
        value += suffix(&cursor) ?? []
        // A decimal, a code or a word goes on: not a number of a paper.
        let next = cursor.peek()
        if Fold.isLetterOrDigit(next) { return nil }
        if ".,".utf8.contains(next), Fold.isDigit(cursor.peek(1)) { return nil }
        return Match(
            value: String(decoding: value, as: UTF8.self).uppercased(),
            range: begin..<cursor.position)
    }

    /// `DJ-` or `a` before the digits.
    private static func prefix(_ cursor: inout ByteCursor) -> [UInt8]? {
        var trial = cursor
        guard var letters = trial.letters(1...4) else { return nil }
        if "-/".utf8.contains(trial.peek()) {
            letters.append(trial.peek())
            trial.position += 1
        }
        guard Fold.isDigit(trial.peek()) else { return nil }
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

    /// `/A` or `-bis` after the digits, when nothing more is joined to it.
    private static func suffix(_ cursor: inout ByteCursor) -> [UInt8]? {
        var trial = cursor
        let mark = trial.peek()
        guard trial.take(anyOf: "/-"), let letters = trial.letters(1...3),
            !Fold.isLetterOrDigit(trial.peek())
        else { return nil }
        // "45-III-2020" and "45/I/2020" go on: the letters are not a suffix.
        guard !"/-".utf8.contains(trial.peek()) else { return nil }
        cursor = trial
        return [mark] + letters
    }
}
