import ArchiveStore

extension KeyFinder {
    /// A date that starts at a word: `12.03.2021`, `12 martie 2021`, `12-III-2021`, `2021-03-12`,
    /// `8 mai '96`, `1 (unu) mai 2020`, `întâi septembrie 1999`.
    ///
    /// The same forms as where fields are read, and the same years for two digits.
    func date(at index: Int) -> SearchKey? {
        guard index + 2 < count else { return nil }
        if let first = number(index), length(index) == 4 { return isoDate(year: first, at: index) }
        guard let day = day(at: index) else { return nil }
        let month = day.end
        guard month + 1 < count, let after = mark(after: month) else { return nil }
        let between = mark(after: month - 1)
        guard let monthNumber = self.month(at: month, between: between, and: after),
            let year = year(at: month + 1, isMarked: Self.apostrophes.contains(after)),
            day.isFigure || year.isWhole,
            let date = CivilDate(year: year.number, month: monthNumber, day: day.number)
        else { return nil }
        return SearchKey(text: "d" + date.digits, tokens: index..<month + 2)
    }

    /// The number of a day, the word behind it, and whether it stands in figures.
    private struct Day {
        let number: Int
        let end: Int
        let isFigure: Bool
    }

    private func day(at index: Int) -> Day? {
        if let day = number(index) {
            guard length(index) <= 2 else { return nil }
            // "1 (unu) mai": the word in brackets says it again.
            if separator(after: index) == 0x28, let word = dayWord(at: index + 1),
                separator(after: word.end - 1) == 0x29
            {
                return Day(number: day, end: word.end, isFigure: true)
            }
            return Day(number: day, end: index + 1, isFigure: true)
        }
        return dayWord(at: index)
    }

    private func dayWord(at index: Int) -> Day? {
        if let tens = Self.tens[word(index)], word(index + 1) == "si",
            let ones = Self.days[word(index + 2)], ones < 10
        {
            return Day(number: tens + ones, end: index + 3, isFigure: false)
        }
        // "treizeci și unu": the second half alone is no day.
        guard index == 0 || word(index - 1) != "si" else { return nil }
        return (Self.days[word(index)] ?? Self.tens[word(index)]).map {
            Day(number: $0, end: index + 1, isFigure: false)
        }
    }

    /// The month at a word, between two marks.
    private func month(at index: Int, between: UInt8?, and after: UInt8) -> Int? {
        // Digits are a date only between two equal marks: 12 03 2021 may be a sum.
        let isMarked = between.map { Self.marks.contains($0) && $0 == after } ?? false
        if let number = number(index), length(index) <= 2 { return isMarked ? number : nil }
        guard between != nil else { return nil }
        return Self.month(named: word(index)) ?? (isMarked ? Self.misread(word(index)) : nil)
    }

    /// The number of the month of a folded Romanian name, abbreviation or Roman numeral.
    static func month(named word: String) -> Int? {
        months[word] ?? romanMonths.firstIndex(of: word).map { $0 + 1 }
    }

    /// The month of a Roman numeral in which I was read as l or 1; "ll" may be II or 11.
    private static func misread(_ word: String) -> Int? {
        let plain = String(word.map { "l1".contains($0) ? "i" : $0 })
        return plain == "ii" ? nil : romanMonths.firstIndex(of: plain).map { $0 + 1 }
    }

    /// The mark between a word and the next: one character, or the apostrophe before a short year.
    private func mark(after index: Int) -> UInt8? {
        if let single = separator(after: index) { return single }
        let gap = String(decoding: text.gap(after: index), as: UTF8.self)
        let marks = gap.filter { !$0.isWhitespace && $0 != "." }
        guard gap.utf8.count <= 6, marks.count == 1, let mark = marks.first,
            "'`\u{2018}\u{2019}\u{B4}".contains(mark)
        else { return nil }
        return 0x27
    }

    private func isoDate(year: Int, at index: Int) -> SearchKey? {
        guard separator(after: index) == 0x2D, separator(after: index + 1) == 0x2D,
            isTight(after: index), isTight(after: index + 1), length(index + 1) == 2,
            length(index + 2) == 2, let month = number(index + 1), let day = number(index + 2),
            let date = CivilDate(year: year, month: month, day: day)
        else { return nil }
        return SearchKey(text: "d" + date.digits, tokens: index..<index + 3)
    }

    /// A year, and whether its century is said or an apostrophe stands for it.
    private struct Year {
        let number: Int
        let isWhole: Bool
    }

    /// Four digits, or two as papers of 1950...2049 shorten it.
    private func year(at index: Int, isMarked: Bool) -> Year? {
        guard let number = number(index) else { return nil }
        switch length(index) {
        case 4: return Year(number: number, isWhole: true)
        case 2: return Year(number: number + (number < 50 ? 2000 : 1900), isWhole: isMarked)
        default: return nil
        }
    }

    private static let apostrophes: Set<UInt8> = [0x27, 0x60]

    private static let tens = ["douazeci": 20, "treizeci": 30]

    private static let days: [String: Int] = [
        "intai": 1, "intii": 1, "intaia": 1, "unu": 1, "una": 1, "doi": 2, "doua": 2, "trei": 3,
        "patru": 4, "cinci": 5, "sase": 6, "sapte": 7, "opt": 8, "noua": 9, "zece": 10,
        "unsprezece": 11, "doisprezece": 12, "douasprezece": 12, "treisprezece": 13,
        "paisprezece": 14, "patrusprezece": 14, "cincisprezece": 15, "cinsprezece": 15,
        "saisprezece": 16, "sasesprezece": 16, "saptesprezece": 17, "optsprezece": 18,
        "nouasprezece": 19,
    ]

    /// Full stop, slash, hyphen.
    private static let marks: Set<UInt8> = [0x2E, 0x2F, 0x2D]

    private static let romanMonths = [
        "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii",
    ]

    private static let months: [String: Int] = [
        "ianuarie": 1, "ian": 1, "februarie": 2, "feb": 2, "febr": 2, "martie": 3, "mar": 3,
        "mart": 3, "aprilie": 4, "apr": 4, "mai": 5, "iunie": 6, "iun": 6, "iulie": 7, "iul": 7,
        "august": 8, "aug": 8, "septembrie": 9, "sep": 9, "sept": 9, "octombrie": 10, "oct": 10,
        "noiembrie": 11, "noi": 11, "nov": 11, "decembrie": 12, "dec": 12, "noiem": 11, "noem": 11,
        "decem": 12,
        "octom": 10, "septem": 9, "ianuar": 1, "fevruarie": 2, "martiu": 3, "septemvrie": 9,
        "octomvrie": 10, "noemvrie": 11, "noembrie": 11, "decemvrie": 12,
    ]
}
