import ArchiveModel

/// Reads a span of days as typed.
package enum DateSpan {
    private static let months = MonthNames()
    private static let first = 1
    /// 31 December 9999.
    private static let last = CalendarDate(year: 9999, month: 12, day: 31)?.dayNumber ?? first

    /// The days of `2021`, `2021-03`, `2021-03-12`, `12.03.2021`, `12.03.21`, `03.2021`,
    /// `martie 2021`, `12 martie 2021`, `a..b`, `>=a` and the like; nil if it is none of these or
    /// ends before it starts.
    package static func parse(_ typed: String) -> ClosedRange<Int>? {
        let text = trimmed(typed[...])
        for (mark, span) in comparisons where text.hasPrefix(mark) {
            return period(trimmed(text.dropFirst(mark.count))).flatMap(span)
        }
        guard let dots = text.firstRange(of: "..") else { return period(text) }
        let before = trimmed(text[..<dots.lowerBound])
        let after = trimmed(text[dots.upperBound...])
        guard !before.isEmpty || !after.isEmpty else { return nil }
        let start = before.isEmpty ? first : period(before)?.lowerBound
        let end = after.isEmpty ? last : period(after)?.upperBound
        guard let start, let end, start <= end else { return nil }
        return start...end
    }

    private static func trimmed(_ text: Substring) -> Substring {
        let start = text.drop { $0.isWhitespace }
        guard let end = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return start[...end]
    }

    private static let comparisons: [(String, @Sendable (ClosedRange<Int>) -> ClosedRange<Int>?)] =
        [
            (">=", { $0.lowerBound...last }),
            ("<=", { first...$0.upperBound }),
            (">", { $0.upperBound < last ? $0.upperBound + 1...last : nil }),
            ("<", { $0.lowerBound > first ? first...$0.lowerBound - 1 : nil }),
        ]

    private static func period(_ text: Substring) -> ClosedRange<Int>? {
        if let day = wholeDay(String(text)) { return day.dayNumber...day.dayNumber }
        if text.contains(where: \.isLetter) { return wordPeriod(String(text)) }
        let parts = text.filter { !$0.isWhitespace }.split(
            omittingEmptySubsequences: false, whereSeparator: { "-./".contains($0) })
        let numbers = parts.compactMap { part -> Int? in
            part.utf8.allSatisfy(\.isASCIIDigit) && part.utf8.count <= 4
                ? Int(part) : nil
        }
        guard numbers.count == parts.count, numbers.count <= 3, let head = parts.first,
            let tail = parts.last
        else { return nil }
        if head.utf8.count == 4 { return days(numbers) }
        guard let year = year(tail, isShort: parts.count == 3) else { return nil }
        return days([year] + numbers.dropLast().reversed())
    }

    /// A day in any form that papers have.
    private static func wholeDay(_ typed: String) -> CalendarDate? {
        let bytes = Fold.bytes(of: typed)
        let reader = DateReader(years: 1...9999)
        guard let match = reader.read(in: bytes, at: 0, allowing: .shortYear),
            match.range.upperBound == bytes.count
        else { return nil }
        return match.date
    }

    /// A month by its Romanian name or Roman numeral, with the year and perhaps the day.
    private static func wordPeriod(_ text: String) -> ClosedRange<Int>? {
        let fillers: Set<String> = ["luna", "anul", "din", "in", "ziua"]
        let words = Fold.words(of: text).filter { !fillers.contains($0) }
        guard let place = words.firstIndex(where: { months.month(exactly: $0) != nil }),
            let month = months.month(exactly: words[place])
        else { return nil }
        let before = words[..<place].map { Int($0) }
        guard words.count == place + 2, let year = year(words[place + 1][...], isShort: place == 1)
        else { return nil }
        switch before.count {
        case 0: return days([year, month])
        case 1: return before[0].flatMap { days([year, month, $0]) }
        default: return nil
        }
    }

    /// Four digits, or two as papers of 1950 to 2049 shorten it.
    private static func year(_ text: Substring, isShort: Bool) -> Int? {
        guard let number = Int(text), number >= 0 else { return nil }
        switch text.utf8.count {
        case 4: return number
        case 2 where isShort: return ShortYear.whole(number)
        default: return nil
        }
    }

    /// The days of a year, a month or a day: numbers in this order.
    private static func days(_ order: [Int]) -> ClosedRange<Int>? {
        let month = order.count > 1 ? order[1] : nil
        let day = order.count > 2 ? order[2] : nil
        let lastMonth = month ?? 12
        guard (1...12).contains(lastMonth),
            let start = CalendarDate(year: order[0], month: month ?? 1, day: day ?? 1),
            let end = CalendarDate(
                year: order[0], month: lastMonth,
                day: day ?? CalendarDate.lastDay(of: lastMonth, in: order[0]))
        else { return nil }
        return start.dayNumber...end.dayNumber
    }
}
