import ArchiveModel
import ArchiveStore

/// Reads the values of filters.
struct FilterValues {
    let typeTitles: [String: String]
    /// Whether a type that has no title is taken as a code.
    var takesAnyType = false

    /// Whether a value says something, as far as that can be told without the types.
    static func isUnderstood(_ value: String, of name: FilterName) -> Bool {
        let parts = value.split(separator: ",")
        return !parts.isEmpty
            && parts.allSatisfy { part in
                switch name {
                case .date: DateSpan.parse(String(part)) != nil
                case .cui: MetaToken.cui(String(part)) != nil
                case .number, .type: true
                }
            }
    }

    /// The words of the `meta` column that a filter asks for; values are separated by commas.
    func tokens(
        _ name: FilterName, value: String, column: Int
    ) throws(QuerySyntaxError) -> [String] {
        var result: [String] = []
        for part in value.split(separator: ",") {
            try requireWhole(part, name: name, at: column)
            switch name {
            case .type: result += try types(String(part), column: column)
            case .number:
                guard let token = MetaToken.number(String(part)) else {
                    throw .numberInvalid(column)
                }
                result.append(token)
            case .cui:
                guard let token = MetaToken.cui(String(part)) else { throw .cuiInvalid(column) }
                result.append(token)
            case .date: break
            }
        }
        guard !result.isEmpty else { throw .valueMissing(name.rawValue, at: column) }
        return result
    }

    /// The spans of days that a date filter asks for; values are separated by commas.
    func days(_ value: String, column: Int) throws(QuerySyntaxError) -> [ClosedRange<Int>] {
        var result: [ClosedRange<Int>] = []
        for part in value.split(separator: ",") {
            guard let span = DateSpan.parse(String(part)) else { throw .dateInvalid(column) }
            result.append(span)
        }
        guard !result.isEmpty else { throw .dateInvalid(column) }
        return result
    }

    /// Throws when a value has signs whose loss would change what was asked.
    private func requireWhole(
        _ value: Substring, name: FilterName, at column: Int
    ) throws(QuerySyntaxError) {
        let text = name == .type && value.hasSuffix("*") ? value.dropLast() : value
        if text.contains(where: { "<>=*?~".contains($0) }) || text.firstRange(of: "..") != nil {
            throw .comparisonUnknown(name.rawValue, at: column)
        }
    }

    /// The types of a code, or of a title that begins so.
    private func types(_ typed: String, column: Int) throws(QuerySyntaxError) -> [String] {
        let words = SearchTokens.words(typed)
        guard let last = words.last else { throw .typeUnknown(column) }
        let asCode = MetaToken.type(typed)
        guard !typeTitles.isEmpty else { return [asCode] }
        let isBeginning = typed.hasSuffix("*")
        let codes = typeTitles.keys.filter { MetaToken.type($0) == asCode }
        if !codes.isEmpty && !isBeginning { return [asCode] }
        let titled = typeTitles.filter { code, title in
            let title = SearchTokens.words(title)
            guard isBeginning else { return title.starts(with: words) }
            return MetaToken.type(code).hasPrefix(asCode)
                || title.starts(with: words.dropLast())
                    && title.dropFirst(words.count - 1).first?.hasPrefix(last) == true
        }
        guard titled.isEmpty else { return titled.keys.sorted().map(MetaToken.type) }
        if takesAnyType { return [asCode] }
        throw .typeUnknown(column, nearest: nearestType(typed))
    }

    /// The code of the type whose code or title is most like what was typed.
    private func nearestType(_ typed: String) -> String? {
        if let code = NearestName.of(typed, among: typeTitles.keys.sorted()) { return code }
        let titles = typeTitles.sorted { $0.key < $1.key }
        guard let title = NearestName.of(typed, among: titles.map(\.value)) else { return nil }
        return titles.first { $0.value == title }?.key
    }
}

/// Reads a span of days as typed.
enum DateSpan {
    private static let first = 1
    /// 31 December 9999.
    private static let last = CivilDate(year: 9999, month: 12, day: 31)?.dayNumber ?? first

    /// The days of `2021`, `2021-03`, `2021-03-12`, `12.03.2021`, `12.03.21`, `03.2021`,
    /// `martie 2021`, `12 martie 2021`, `a..b`, `>=a` and the like; nil when it is none of these or
    /// ends before it starts.
    static func parse(_ typed: String) -> ClosedRange<Int>? {
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

    /// A month by its Romanian name or Roman numeral, with the year and perhaps the day.
    private static func wordPeriod(_ text: String) -> ClosedRange<Int>? {
        let fillers: Set<String> = ["luna", "anul", "din", "in", "ziua"]
        let words = SearchTokens.words(text).filter { !fillers.contains($0) }
        guard let place = words.firstIndex(where: { KeyFinder.month(named: $0) != nil }),
            let month = KeyFinder.month(named: words[place])
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
        case 2 where isShort: return number < 50 ? 2000 + number : 1900 + number
        default: return nil
        }
    }

    /// The days of a year, a month or a day: numbers in this order.
    private static func days(_ order: [Int]) -> ClosedRange<Int>? {
        let month = order.count > 1 ? order[1] : nil
        let day = order.count > 2 ? order[2] : nil
        let lastMonth = month ?? 12
        guard (1...12).contains(lastMonth),
            let start = CivilDate(year: order[0], month: month ?? 1, day: day ?? 1),
            let end = CivilDate(
                year: order[0], month: lastMonth,
                day: day ?? CivilDate.lastDay(of: lastMonth, in: order[0]))
        else { return nil }
        return start.dayNumber...end.dayNumber
    }
}

extension Substring {
    /// The first place of a short text; nil when it is not there.
    fileprivate func firstRange(of part: String) -> Range<Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(part) {
                return start..<index(start, offsetBy: part.count)
            }
            start = index(after: start)
        }
        return nil
    }
}
