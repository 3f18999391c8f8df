import ArchiveStore

extension KeyFinder {
    /// A date that starts at a word: `12.03.2021`, `12 martie 2021`, `12-III-2021`, `2021-03-12`.
    func date(at index: Int) -> SearchKey? {
        guard let first = number(index), index + 2 < count else { return nil }
        if length(index) == 4 { return isoDate(year: first, at: index) }
        guard length(index) <= 2, let between = separator(after: index),
            let after = separator(after: index + 1)
        else { return nil }
        let month: Int?
        if let number = number(index + 1) {
            // Digits are a date only between two equal marks: 12 03 2021 may be a sum.
            let marked = between == after && Self.marks.contains(between)
            month = marked && length(index + 1) <= 2 ? number : nil
        } else {
            month = Self.month(named: word(index + 1))
        }
        guard let month, let year = year(at: index + 2),
            let date = CivilDate(year: year, month: month, day: first)
        else { return nil }
        return SearchKey(text: "d" + date.digits, tokens: index..<index + 3)
    }

    /// The number of the month of a folded Romanian name, abbreviation or Roman numeral.
    static func month(named word: String) -> Int? {
        months[word] ?? romanMonths.firstIndex(of: word).map { $0 + 1 }
    }

    private func isoDate(year: Int, at index: Int) -> SearchKey? {
        guard separator(after: index) == 0x2D, separator(after: index + 1) == 0x2D,
            isTight(after: index), isTight(after: index + 1), length(index + 1) == 2,
            length(index + 2) == 2, let month = number(index + 1), let day = number(index + 2),
            let date = CivilDate(year: year, month: month, day: day)
        else { return nil }
        return SearchKey(text: "d" + date.digits, tokens: index..<index + 3)
    }

    /// Four digits, or two as papers of 1950...2049 shorten it.
    private func year(at index: Int) -> Int? {
        guard let number = number(index) else { return nil }
        switch length(index) {
        case 4: return number
        case 2: return number < 50 ? 2000 + number : 1900 + number
        default: return nil
        }
    }

    /// Full stop, slash, hyphen.
    private static let marks: Set<UInt8> = [0x2E, 0x2F, 0x2D]

    private static let romanMonths = [
        "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii",
    ]

    private static let months: [String: Int] = [
        "ianuarie": 1, "ian": 1, "februarie": 2, "feb": 2, "febr": 2, "martie": 3, "mar": 3,
        "mart": 3, "aprilie": 4, "apr": 4, "mai": 5, "iunie": 6, "iun": 6, "iulie": 7, "iul": 7,
        "august": 8, "aug": 8, "septembrie": 9, "sep": 9, "sept": 9, "octombrie": 10, "oct": 10,
        "noiembrie": 11, "noi": 11, "decembrie": 12, "dec": 12,
    ]
}
