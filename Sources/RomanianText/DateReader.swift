package import ArchiveModel

/// Reads dates as Romanian papers write them: day, month, year.
///
/// The month is in digits, in Roman numerals or a word; the day in digits or a word. A day that is
/// not in the calendar is not a date. Two-digit years are those of 1950 to 2049.
package struct DateReader: Sendable {
    /// Years that a paper of a modern administration may carry.
    package static let yearsOfPapers = 1860...2100

    /// Names and abbreviations of months in folded form.
    package let months: MonthNames
    /// Names of days: weekdays, which say nothing more, and the numbers of days in words.
    package let days = DayNames()
    /// Years that are believed.
    private let years: ClosedRange<Int>

    /// A reader that knows the given month names and believes the given years.
    package init(
        months: MonthNames = MonthNames(), years: ClosedRange<Int> = yearsOfPapers
    ) {
        self.months = months
        self.years = years
    }

    /// A date and its place.
    package struct Match: Equatable, Sendable {
        /// The day.
        package let date: CalendarDate
        /// The folded bytes that write it.
        package let range: Range<Int>
        /// Whether the century is a guess.
        package let yearInferred: Bool
    }

    /// Forms that count as a date beyond those that can be nothing else.
    package struct Leniency: OptionSet, Sendable {
        /// The set as bits.
        package let rawValue: Int

        /// Makes a set from its bits.
        package init(rawValue: Int) {
            self.rawValue = rawValue
        }

        /// Two-digit years.
        package static let shortYear = Leniency(rawValue: 1)
        /// Day, month and year in three boxes, with only spaces between them.
        package static let boxes = Leniency(rawValue: 2)
        /// Two-digit years where nothing says that a date is meant: between two equal marks, not
        /// commas, and not joined to a number before, so that lists (3,4,12) and codes
        /// (51.02.01.03) are not dates.
        package static let unaskedShortYear = Leniency(rawValue: 4)
    }

    /// A year as written.
    private struct Year {
        /// Its digits.
        let digits: [UInt8]
        /// Whether an apostrophe shows that the century is left out: '96.
        var isMarked = false
    }

    /// Whether a folded word that is not a number may be the first of a date.
    package func mayBegin(with word: ArraySlice<UInt8>) -> Bool {
        days.mayBegin(with: word) || Self.labels.contains(Array(word))
    }

    private static let labels = Set(
        ["ziua", "luna", "lunii", "anul", "anului"].map { Array($0.utf8) })

    /// The first date at or after a byte.
    package func first(
        in text: FoldedWords, from: Int = 0, upTo end: Int = .max, allowing: Leniency = []
    ) -> Match? {
        for index in text.places where index >= from && index <= end {
            let before = index > 0 ? text.bytes[index - 1] : 0
            guard !before.isASCIIDigit || !text.bytes[index].isASCIIDigit else { continue }
            guard !Fold.isLetter(before) || !Fold.isLetter(text.bytes[index]) else { continue }
            if let match = read(in: text.bytes, at: index, allowing: allowing) { return match }
        }
        return nil
    }

    /// The date that begins at a byte.
    package func read(in text: FoldedWords, at start: Int, allowing: Leniency = []) -> Match? {
        read(in: text.bytes, at: start, allowing: allowing)
    }

    /// The date that begins at a byte of folded text.
    package func read(in bytes: [UInt8], at start: Int, allowing: Leniency = []) -> Match? {
        guard start < bytes.count else { return nil }
        let cursor = ByteCursor(bytes, at: start)
        if cursor.peek().isASCIIDigit {
            return yearFirst(cursor) ?? numeric(cursor, allowing: allowing) ?? named(
                cursor, allowing: allowing)
                ?? boxed(cursor, allowing: allowing) ?? labelled(cursor, hasDay: true)
        }
        return labelled(cursor, hasDay: false) ?? named(cursor, allowing: allowing)
    }

    /// `2021-03-12`, also with dots or slashes.
    private func yearFirst(_ begin: ByteCursor) -> Match? {
        var cursor = begin
        guard let year = cursor.digits(4...4) else { return nil }
        let mark = cursor.peek()
        guard cursor.take(anyOf: "-./"), let month = cursor.digits(2...2), cursor.peek() == mark,
            cursor.take(anyOf: "-./"), let day = cursor.digits(2...2)
        else { return nil }
        return match(
            begin, end: cursor, year: Year(digits: year), month: ByteCursor.number(month),
            day: ByteCursor.number(day))
    }

    /// `12.03.2021`, `12 - III - 2021`; one comma is a misread dot.
    private func numeric(_ begin: ByteCursor, allowing: Leniency) -> Match? {
        var cursor = begin
        guard let day = cursor.digits(1...2), let first = separator(&cursor) else { return nil }
        guard let month = monthFigures(&cursor), let second = separator(&cursor),
            let year = year(&cursor)
        else { return nil }
        let isDoubtful = first != second || first == UInt8(ascii: ",") || follows(begin)
        return match(
            begin, end: cursor, year: year, month: month, day: ByteCursor.number(day),
            allowing: isDoubtful ? allowing.subtracting(.unaskedShortYear) : allowing)
    }

    /// Whether a mark joins a position to a number before it.
    private func follows(_ cursor: ByteCursor) -> Bool {
        ".,-".utf8.contains(cursor.peek(-1)) && cursor.peek(-2).isASCIIDigit
    }

    /// A month in digits or Roman numerals; `111` can only be III.
    private func monthFigures(_ cursor: inout ByteCursor) -> Int? {
        var trial = cursor
        if let digits = trial.digits(1...2), !MonthNames.isRoman(trial.peek()) {
            cursor = trial
            return ByteCursor.number(digits)
        }
        return roman(&cursor)
    }

    private func roman(_ cursor: inout ByteCursor) -> Int? {
        let run = cursor.bytes[min(cursor.position, cursor.bytes.count)...].prefix { byte in
            MonthNames.isRoman(byte) || byte == UInt8(ascii: "1")
        }
        guard let month = MonthNames.roman(Array(run)) else { return nil }
        var end = cursor
        end.position += run.count
        guard !Fold.isLetterOrDigit(end.peek()) else { return nil }
        cursor = end
        return month
    }

    /// `12 martie 2021`, `5 noi. 2019`, `12-mar-2021`, `1 (unu) mai 2020`, `întâi mai '96`.
    private func named(_ begin: ByteCursor, allowing: Leniency) -> Match? {
        var cursor = begin
        let isFigure = cursor.peek().isASCIIDigit
        // "treizeci și unu": the second half alone is not a day.
        let isSecondHalf =
            !isFigure
            && begin.bytes[..<begin.position].suffix(4)
                .elementsEqual(" si ".utf8)
        guard !isSecondHalf, let day = day(&cursor) else { return nil }
        cursor.skip(" .-/")
        guard let month = monthWord(&cursor, romanToo: isFigure) else { return nil }
        cursor.skip(" .-/,")
        guard let year = year(&cursor) else { return nil }
        // A word for the day is not a date by itself: "una mai 20".
        return match(
            begin, end: cursor, year: year, month: month, day: day,
            allowing: isFigure ? allowing : [])
    }

    private func monthWord(_ cursor: inout ByteCursor, romanToo: Bool) -> Int? {
        var trial = cursor
        if let letters = trial.letters(3...12), let month = months.month(letters) {
            cursor = trial
            return month
        }
        trial = cursor
        // "5 i 2020" is too little to be a month.
        guard romanToo, let month = roman(&trial), month > 1 else { return nil }
        // Strokes between spaces are a figure or the rules of a table: 12 111 1974.
        guard cursor.bytes[cursor.position..<trial.position].contains(where: Fold.isLetter) else {
            return nil
        }
        cursor = trial
        return month
    }

    /// `12 03 2021`, from three boxes of a form.
    private func boxed(_ begin: ByteCursor, allowing: Leniency) -> Match? {
        guard allowing.contains(.boxes) else { return nil }
        var cursor = begin
        guard let day = cursor.digits(1...2) else { return nil }
        cursor.skip(" |")
        guard let month = cursor.digits(1...2) else { return nil }
        cursor.skip(" |")
        guard let year = cursor.digits(4...4) else { return nil }
        return match(
            begin, end: cursor, year: Year(digits: year), month: ByteCursor.number(month),
            day: ByteCursor.number(day))
    }

    /// `ziua 12 luna 03 anul 2021`, in any order of the three; `14 luna mai anul 2024`.
    private func labelled(_ begin: ByteCursor, hasDay: Bool) -> Match? {
        var cursor = begin
        var day = hasDay ? day(&cursor) : nil
        var month: Int?
        var year: Year?
        for _ in 0..<8 where day == nil || month == nil || year == nil {
            if day != nil || month != nil || year != nil { cursor.skip(" ,;.:_-/|") }
            if day == nil, cursor.take(word: "ziua") {
                day = labelledDay(&cursor)
            } else if month == nil, cursor.take(anyWord: ["luna", "lunii"]) {
                cursor.skip(" :._-|")
                month = monthFigures(&cursor) ?? monthWord(&cursor, romanToo: true)
                if month == nil { return nil }
            } else if year == nil, cursor.take(anyWord: ["anul", "anului"]) {
                cursor.skip(" :._-|")
                year = self.year(&cursor)
                if year == nil { return nil }
            } else if month != nil, year == nil, cursor.peek().isASCIIDigit {
                year = self.year(&cursor)
            } else if !cursor.take(anyWord: ["a", "al", "ale", "din", "in"]) {
                return nil
            }
        }
        guard let day, let month, let year else { return nil }
        return match(begin, end: cursor, year: year, month: month, day: day)
    }

    private func labelledDay(_ cursor: inout ByteCursor) -> Int? {
        cursor.skip(" :._-|")
        if cursor.take(anyWord: ["de", "a"]) { cursor.skip(" :._-") }
        return day(&cursor)
    }

    /// A day in figures, perhaps with its word in brackets, or in words.
    private func day(_ cursor: inout ByteCursor) -> Int? {
        guard let digits = cursor.digits(1...2) else { return days.number(&cursor) }
        var trial = cursor
        if trial.take(anyOf: "-"), trial.take(anyWord: ["a", "lea", "le"]) { cursor = trial }
        trial = cursor
        trial.skipSpaces()
        if trial.take(anyOf: "("), days.number(&trial) != nil, trial.take(anyOf: ")") {
            cursor = trial
        }
        return ByteCursor.number(digits)
    }

    /// `2021`, `21`, `'96`.
    private func year(_ cursor: inout ByteCursor) -> Year? {
        var trial = cursor
        if trial.take(anyOf: "'`\"") {
            trial.skipSpaces()
            guard let digits = trial.digits(2...2) else { return nil }
            cursor = trial
            return Year(digits: digits, isMarked: true)
        }
        return cursor.digits(2...4).map { Year(digits: $0) }
    }

    /// A dot, comma, slash or dash, with spaces around it.
    private func separator(_ cursor: inout ByteCursor) -> UInt8? {
        cursor.skipSpaces()
        let mark = cursor.peek()
        guard cursor.take(anyOf: "./-,") else { return nil }
        cursor.skipSpaces()
        return mark
    }

    private func match(
        _ begin: ByteCursor, end: ByteCursor, year: Year, month: Int, day: Int,
        allowing: Leniency = []
    ) -> Match? {
        let short = year.digits.count == 2
        let mayBeShort =
            year.isMarked || !allowing.isDisjoint(with: [.shortYear, .unaskedShortYear])
        guard year.digits.count == 4 || (short && mayBeShort) else { return nil }
        // More of the same kind follows: a code such as 51.02.01.03, not a date.
        if "./-,".utf8.contains(end.peek()), end.peek(1).isASCIIDigit { return nil }
        if end.peek().isASCIIDigit { return nil }
        let number = ByteCursor.number(year.digits)
        let full = short ? ShortYear.whole(number) : number
        guard years.contains(full), let date = CalendarDate(year: full, month: month, day: day)
        else { return nil }
        return Match(date: date, range: begin.position..<end.position, yearInferred: short)
    }
}
