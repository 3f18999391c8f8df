import ArchiveModel
import DomainTables
import RomanianText

/// Reads a label and the number after it at one place of a segment.
///
/// Such as "Nr. 123", "Seria AB nr. 0123", "Nr. înreg. 1234/12.03.2021".
struct NumberLabelParser {
    /// What was read.
    struct Match {
        /// The number.
        let number: NumberReader.Match
        /// The series before it.
        let series: NumberReader.Match?
        /// The segment that holds both.
        let segment: PageSegment
        /// Whether the label speaks of a register.
        let isRegister: Bool
        /// Whether a date follows the number.
        let hasDate: Bool
        /// Whether other words follow the number, as in prose.
        let hasMore: Bool
    }

    private let labels: FieldLabels
    /// Letters and digits of a date behind a number, however it is written.
    private static let datedLetters = 36

    /// Takes the labels.
    init(_ labels: FieldLabels) {
        self.labels = labels
    }

    /// Reads label and number at a letter; nil when either is missing or the number is of a house
    /// or an identity card.
    func parse(_ segment: PageSegment, at letter: Int) -> Match? {
        let text = segment.text
        var position = letter < text.places.count ? text.places[letter] : text.bytes.count
        var letter = letter
        // "Seria și nr." is a label of the number, and no series.
        let whole = labels.numbers.longest(in: text, at: letter)
        let series = whole == nil ? series(in: text, at: letter) : nil
        if let end = series?.range.upperBound
            ?? (whole == nil ? misreadSeries(in: text, at: letter) : nil)
        {
            guard !isForeign(text, before: letter) else { return nil }
            position = end
            letter = text.letter(from: position)
        }
        let label = labels.numbers.longest(in: text, at: letter)
        let end = label?.bytes.upperBound ?? sign(in: text, at: letter)
        if let end { position = end }
        guard end != nil || series != nil,
            let number = NumberReader.read(in: text, at: position, dates: labels.dateReader),
            !isAddress(text, after: number.range.upperBound)
        else { return nil }
        let isRegister = label.map { isRegisterLabel(text, label: $0) } ?? false
        return Match(
            number: number, series: series, segment: segment, isRegister: isRegister,
            hasDate: DateAfter(labels).read(in: text, from: number.range.upperBound) != nil
                || looksDated(text, after: number),
            hasMore: text.bytes[number.range.upperBound...].contains(where: Fold.isLetter))
    }

    /// The end of a label of a number that begins at a letter: of words, or of a sign such as №.
    func numberLabel(in text: FoldedWords, at letter: Int) -> Int? {
        labels.numbers.longest(in: text, at: letter)?.bytes.upperBound ?? sign(in: text, at: letter)
    }

    /// The end of a № as it is read: "N°", "Nº", "Ne", or of an "Nr." with one letter misread, when
    /// a number follows.
    private func sign(in text: FoldedWords, at letter: Int) -> Int? {
        guard text.starts.indices.contains(letter), text.starts[letter] else { return nil }
        var cursor = ByteCursor(text.bytes, at: text.places[letter])
        guard cursor.take(anyOf: "n") else { return nil }
        // The ordinal mark of "Nº" folds to an s, the degree sign to no letter at all.
        if cursor.peek() == Fold.other {
            cursor.position += 1
        } else if !cursor.take(anyOf: "eostz*'\"?") {
            return nil
        }
        cursor.skip(" .:")
        return cursor.peek().isASCIIDigit ? cursor.position : nil
    }

    /// Whether something stands behind a number that is meant as its date, understood or not.
    ///
    /// A day that the calendar does not have, or a year alone, must not cost the number.
    func looksDated(_ text: FoldedWords, after number: NumberReader.Match) -> Bool {
        let end = number.range.upperBound
        guard text.bytes[end...].count(where: Fold.isLetterOrDigit) <= Self.datedLetters else {
            return false
        }
        var cursor = ByteCursor(text.bytes, at: end)
        let days = labels.dateReader.days
        var words = 0
        while cursor.position < text.bytes.count {
            if let digits = cursor.digits(1...10) {
                if "./-".utf8.contains(cursor.peek()), cursor.peek(1).isASCIIDigit { return true }
                let year = digits.count == 4 ? ByteCursor.number(digits) : 0
                if DateReader.yearsOfPapers.contains(year) { return true }
            } else if Fold.isLetter(cursor.peek()) {
                if cursor.take(anyWord: DateAfter.fillers) || days.takeWeekday(&cursor) { continue }
                guard let word = cursor.letters(1...16), words == 0 else { return false }
                if labels.dateReader.months.month(word) != nil { return true }
                words += 1
            } else {
                cursor.position += 1
            }
        }
        return false
    }

    /// A cell that holds a number and perhaps a date, and nothing else.
    func bare(_ segment: PageSegment) -> Match? {
        let text = segment.text
        guard let number = NumberReader.read(in: text, at: 0, dates: labels.dateReader) else {
            return nil
        }
        let date = DateAfter(labels).read(in: text, from: number.range.upperBound)
        let end = date?.range.upperBound ?? number.range.upperBound
        guard !text.bytes[end...].contains(where: Fold.isLetterOrDigit) else { return nil }
        return Match(
            number: number, series: nil, segment: segment, isRegister: false,
            hasDate: date != nil, hasMore: false)
    }

    /// A cell that holds a series and nothing else.
    func seriesCell(
        _ segment: PageSegment
    ) -> (series: NumberReader.Match, segment: PageSegment)? {
        guard let series = series(in: segment.text, at: 0),
            !segment.text.bytes[series.range.upperBound...].contains(where: Fold.isLetterOrDigit)
        else { return nil }
        return (series, segment)
    }

    /// A series and a number without labels, as right behind a title: "FACTURA AB 12345".
    func bareSeries(_ segment: PageSegment, from start: Int) -> Match? {
        let text = segment.text
        var cursor = ByteCursor(text.bytes, at: start)
        cursor.skip(" .:-")
        let begin = cursor.position
        guard let letters = cursor.letters(1...8),
            labels.numbers.longest(in: text, at: text.letter(from: begin)) == nil,
            labels.series.longest(in: text, at: text.letter(from: begin)) == nil,
            segment.isUpperCase(begin..<cursor.position)
        else { return nil }
        let series = begin..<cursor.position
        cursor.skip(" -/")
        let number = cursor.position
        guard let digits = cursor.digits(2...10), !Fold.isLetterOrDigit(cursor.peek()),
            cursor.peek() != UInt8(ascii: "."),
            labels.dateReader.read(in: text, at: number) == nil
        else { return nil }
        let rest = DateAfter(labels).read(in: text, from: cursor.position)
        guard rest != nil || !text.bytes[cursor.position...].contains(where: Fold.isLetterOrDigit)
        else { return nil }
        return Match(
            number: NumberReader.Match(
                value: String(decoding: digits, as: UTF8.self), range: number..<cursor.position),
            series: NumberReader.Match(
                value: String(decoding: letters, as: UTF8.self).uppercased(), range: series),
            segment: segment, isRegister: false, hasDate: rest != nil, hasMore: false)
    }

    /// The label that fills a whole segment.
    func label(of segment: PageSegment) -> Phrase.Match? {
        guard let label = labels.numbers.longest(in: segment.text, at: 0),
            label.letters.upperBound == segment.text.letters.count
        else { return nil }
        return label
    }

    /// "Seria AB", "Seria IS VDE".
    private func series(in text: FoldedWords, at letter: Int) -> NumberReader.Match? {
        guard let label = labels.series.longest(in: text, at: letter) else { return nil }
        var cursor = ByteCursor(text.bytes, at: label.bytes.upperBound)
        cursor.skip(" .:_-\"'")
        let begin = cursor.position
        guard var value = cursor.letters(1...8) else { return nil }
        value += digits(&cursor, in: text)
        guard labels.numbers.longest(in: text, at: text.letter(from: begin)) == nil else {
            return nil
        }
        var second = cursor
        second.skipSpaces()
        if let more = second.letters(1...4),
            labels.numbers.longest(in: text, at: text.letter(from: second.position - more.count))
                == nil
        {
            value += more
            cursor = second
        }
        return NumberReader.Match(
            value: String(decoding: value, as: UTF8.self).uppercased(),
            range: begin..<cursor.position)
    }

    /// The end of a series that begins with a digit, as letters are misread: no series, but the number behind
    /// it counts.
    private func misreadSeries(in text: FoldedWords, at letter: Int) -> Int? {
        guard let label = labels.series.longest(in: text, at: letter) else { return nil }
        var cursor = ByteCursor(text.bytes, at: label.bytes.upperBound)
        cursor.skip(" .:_-\"'")
        guard cursor.digits(1...2) != nil, cursor.letters(1...4) != nil, cursor.take(anyOf: " "),
            labels.numbers.longest(in: text, at: text.letter(from: cursor.position)) != nil
        else { return nil }
        return cursor.position
    }

    /// Digits that end a series, if the label of the number follows.
    private func digits(_ cursor: inout ByteCursor, in text: FoldedWords) -> [UInt8] {
        var trial = cursor
        guard let digits = trial.digits(1...4) else { return [] }
        var next = trial
        next.skip(" .,:-")
        guard next.position > trial.position,
            numberLabel(in: text, at: text.letter(from: next.position)) != nil
        else { return [] }
        cursor = trial
        return digits
    }

    private func isForeign(_ text: FoldedWords, before letter: Int) -> Bool {
        guard let match = labels.foreignSeries.earliest(in: text) else { return false }
        return match.letters.lowerBound < letter
    }

    private func isRegisterLabel(_ text: FoldedWords, label: Phrase.Match) -> Bool {
        let words = text.words(in: label.bytes)
        guard let match = labels.registers.earliest(in: text, from: label.letters.lowerBound)
        else { return false }
        return words.contains(text.words(in: match.bytes).lowerBound)
    }

    /// Whether an address goes on after a number: a block, a floor, a county.
    private func isAddress(_ text: FoldedWords, after end: Int) -> Bool {
        var cursor = ByteCursor(text.bytes, at: end)
        cursor.skip(" ,;")
        return labels.addresses.longest(in: text, at: text.letter(from: cursor.position)) != nil
    }
}
