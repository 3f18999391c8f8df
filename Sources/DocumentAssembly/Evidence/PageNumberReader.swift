import ArchiveModel
import DomainTables
import RomanianText

/// Reads the number that a page bears, in its first or last lines.
struct PageNumberReader {
    /// Papers of more pages than this are not numbered as `3/12` without a word.
    private static let mostWithoutWord = 60
    private static let punctuation = " .:;,-_~*'\"|()[]"

    let marks: PageMarks

    /// `pag. 1 din 3` anywhere in a line, `Pagina 2` alone in it.
    func labelled(_ text: FoldedWords) -> PageNumber? {
        for start in text.letters.indices where text.starts[start] {
            guard let word = marks.pageWords.longest(in: text, at: start) else { continue }
            var cursor = ByteCursor(text.bytes, at: word.bytes.upperBound)
            cursor.skip(Self.punctuation)
            guard let digits = cursor.digits(1...3) else { continue }
            let number = ByteCursor.number(digits)
            if let total = total(&cursor, from: number) { return PageNumber(number, of: total) }
            if start == 0, isAtEnd(&cursor), number > 0 { return PageNumber(number) }
        }
        return nil
    }

    /// `1/3` or `1 din 3`, alone in a line.
    func fraction(_ text: FoldedWords) -> PageNumber? {
        var cursor = ByteCursor(text.bytes)
        cursor.skip(Self.punctuation)
        guard let digits = cursor.digits(1...2) else { return nil }
        let number = ByteCursor.number(digits)
        guard let total = total(&cursor, from: number), total <= Self.mostWithoutWord,
            isAtEnd(&cursor)
        else { return nil }
        return PageNumber(number, of: total)
    }

    /// `2` or `- 2 -`, alone in a line.
    func bare(_ text: FoldedWords) -> PageNumber? {
        var cursor = ByteCursor(text.bytes)
        cursor.skip(Self.punctuation)
        guard let digits = cursor.digits(1...3), isAtEnd(&cursor) else { return nil }
        let number = ByteCursor.number(digits)
        return number > 0 ? PageNumber(number) : nil
    }

    /// The number of all pages, which is not smaller than that of one.
    private func total(_ cursor: inout ByteCursor, from number: Int) -> Int? {
        var trial = cursor
        trial.skipSpaces()
        guard trial.take(anyOf: "/") || trial.take(anyWord: marks.pageTotals) else { return nil }
        trial.skipSpaces()
        guard let digits = trial.digits(1...3) else { return nil }
        let total = ByteCursor.number(digits)
        guard number >= 1, total >= number else { return nil }
        cursor = trial
        return total
    }

    private func isAtEnd(_ cursor: inout ByteCursor) -> Bool {
        cursor.skip(Self.punctuation)
        return cursor.position >= cursor.bytes.count
    }
}
