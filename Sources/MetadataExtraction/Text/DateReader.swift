/// Reads dates as Romanian papers write them: day, month, year.
///
/// The month stands in digits, in Roman numerals or as a word. What is not a day of the calendar is not a date.
struct DateReader: Sendable {
    /// Names and abbreviations of months in folded form.
    let months: MonthNames

    /// A date and where it stands.
    struct Match: Equatable, Sendable {
        /// The day.
        let date: CalendarDate
        /// The folded bytes that write it.
        let range: Range<Int>
        /// Whether the century is a guess.
        let yearInferred: Bool
    }

    /// What may count as a date beyond the forms that nothing else has.
    struct Leniency: OptionSet {
        let rawValue: Int
        /// Years of two digits.
        static let shortYear = Leniency(rawValue: 1)
        /// Day, month and year in three boxes, with only spaces between them.
        static let boxes = Leniency(rawValue: 2)
    }

    /// The first date at or after a byte.
    func first(
        in text: FoldedText, from: Int = 0, upTo end: Int = .max, allowing: Leniency = []
    ) -> Match? {
        for index in text.places where index >= from && index <= end {
            let before = index > 0 ? text.bytes[index - 1] : 0
            guard !Fold.isDigit(before) || !Fold.isDigit(text.bytes[index]) else { continue }
            guard !Fold.isLetter(before) || !Fold.isLetter(text.bytes[index]) else { continue }
            if let match = read(in: text, at: index, allowing: allowing) { return match }
        }
        return nil
    }

    /// The date that begins at a byte.
    func read(in text: FoldedText, at start: Int, allowing: Leniency = []) -> Match? {
        guard start < text.bytes.count else { return nil }
        let cursor = ByteCursor(text.bytes, at: start)
        if Fold.isDigit(cursor.peek()) {
            return iso(cursor) ?? numeric(cursor, allowing) ?? named(cursor, allowing)
                ?? boxed(cursor, allowing)
        }
        return labelled(cursor)
    }

    /// `2021-03-12`.
    private func iso(_ begin: ByteCursor) -> Match? {
        var cursor = begin
        guard let year = cursor.digits(4...4), cursor.take(anyOf: "-"),
            let month = cursor.digits(2...2), cursor.take(anyOf: "-"),
            let day = cursor.digits(2...2)
        else { return nil }
        return match(begin, cursor, year: year, month: ByteCursor.number(month), day: day)
    }

    /// `12.03.2021`, `12 - III - 2021`; one comma is a misread dot.
    private func numeric(_ begin: ByteCursor, _ allowing: Leniency) -> Match? {
        var cursor = begin
        guard let day = cursor.digits(1...2), separator(&cursor) else { return nil }
        let month: Int
        if let digits = cursor.digits(1...2) {
            month = ByteCursor.number(digits)
        } else if let letters = cursor.letters(1...4), let roman = MonthNames.roman(letters) {
            month = roman
        } else {
            return nil
        }
        guard separator(&cursor), let year = cursor.digits(2...4) else { return nil }
        return match(begin, cursor, year: year, month: month, day: day, allowing)
    }

    /// `12 martie 2021`, `5 noi. 2019`, `12-mar-2021`.
    private func named(_ begin: ByteCursor, _ allowing: Leniency) -> Match? {
        var cursor = begin
        guard let day = cursor.digits(1...2) else { return nil }
        cursor.skip(" .-/")
        guard let letters = cursor.letters(3...12), let month = months.month(letters) else {
            return nil
        }
        cursor.skip(" .-/,")
        guard let year = cursor.digits(2...4) else { return nil }
        return match(begin, cursor, year: year, month: month, day: day, allowing)
    }

    /// `12 03 2021`, from three boxes of a form.
    private func boxed(_ begin: ByteCursor, _ allowing: Leniency) -> Match? {
        guard allowing.contains(.boxes) else { return nil }
        var cursor = begin
        guard let day = cursor.digits(1...2) else { return nil }
        cursor.skip(" |")
        guard let month = cursor.digits(1...2) else { return nil }
        cursor.skip(" |")
        guard let year = cursor.digits(4...4) else { return nil }
        return match(begin, cursor, year: year, month: ByteCursor.number(month), day: day)
    }

    /// `ziua 12 luna 03 anul 2021`, in any order of the three.
    private func labelled(_ begin: ByteCursor) -> Match? {
        var cursor = begin
        var day: [UInt8]?
        var month: Int?
        var year: [UInt8]?
        for _ in 0..<3 {
            if cursor.take(word: "ziua"), day == nil {
                cursor.skip(" :.")
                day = cursor.digits(1...2)
            } else if cursor.take(word: "luna"), month == nil {
                cursor.skip(" :.")
                month =
                    cursor.digits(1...2).map(ByteCursor.number)
                    ?? cursor.letters(3...12).flatMap(months.month)
            } else if cursor.take(word: "anul"), year == nil {
                cursor.skip(" :.")
                year = cursor.digits(4...4)
            }
            if day == nil || month == nil || year == nil { cursor.skip(" ,;") }
        }
        guard let day, let month, let year else { return nil }
        return match(begin, cursor, year: year, month: month, day: day)
    }

    /// A dot, comma, slash or dash, with spaces around it.
    private func separator(_ cursor: inout ByteCursor) -> Bool {
        cursor.skipSpaces()
        guard cursor.take(anyOf: "./-,") else { return false }
        cursor.skipSpaces()
        return true
    }

    private func match(
        _ begin: ByteCursor, _ end: ByteCursor, year: [UInt8], month: Int, day: [UInt8],
        _ allowing: Leniency = []
    ) -> Match? {
        let short = year.count == 2
        guard year.count == 4 || (short && allowing.contains(.shortYear)) else { return nil }
        // More of the same kind follows: a code such as 51.02.01.03, not a date.
        if "./-,".utf8.contains(end.peek()), Fold.isDigit(end.peek(1)) { return nil }
        if Fold.isDigit(end.peek()) { return nil }
        var full = ByteCursor.number(year)
        if short { full += full < 50 ? 2000 : 1900 }
        guard
            let date = CalendarDate(year: full, month: month, day: ByteCursor.number(day))
        else { return nil }
        return Match(date: date, range: begin.position..<end.position, yearInferred: short)
    }
}
