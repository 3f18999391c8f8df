import ArchiveStore

/// Reads the values of filters.
struct FilterValues {
    let typeTitles: [String: String]

    /// The words of the `meta` column that a filter asks for; values are separated by commas.
    func tokens(
        _ name: FilterName, _ value: String, column: Int
    ) throws(QuerySyntaxError) -> [String] {
        var result: [String] = []
        for part in value.split(separator: ",") {
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
        guard !result.isEmpty else { throw .valueMissing(name.rawValue, column) }
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

    /// The types of a code, or of a title that begins so.
    private func types(_ typed: String, column: Int) throws(QuerySyntaxError) -> [String] {
        let words = FoldedText.words(typed)
        guard !words.isEmpty else { throw .typeUnknown(column) }
        let asCode = MetaToken.type(typed)
        guard !typeTitles.isEmpty else { return [asCode] }
        let codes = typeTitles.keys.filter { MetaToken.type($0) == asCode }
        if !codes.isEmpty { return [asCode] }
        let titled = typeTitles.filter { FoldedText.words($0.value).starts(with: words) }
        guard !titled.isEmpty else { throw .typeUnknown(column) }
        return titled.keys.sorted().map(MetaToken.type)
    }
}

/// Reads a span of days as typed.
enum DateSpan {
    private static let first = 1
    /// 31 December 9999.
    private static let last = CivilDate(year: 9999, month: 12, day: 31)?.dayNumber ?? first

    /// The days of `2021`, `2021-03`, `2021-03-12`, `12.03.2021`, `03.2021`, `a..b`, `>=a` and the
    /// like; nil when it is none of these or ends before it starts.
    static func parse(_ typed: String) -> ClosedRange<Int>? {
        let text = typed.filter { !$0.isWhitespace }
        for (mark, span) in comparisons where text.hasPrefix(mark) {
            return period(text.dropFirst(mark.count)).flatMap(span)
        }
        guard let dots = text.range(of: "..") else { return period(text[...]) }
        let (before, after) = (text[..<dots.lowerBound], text[dots.upperBound...])
        guard !before.isEmpty || !after.isEmpty else { return nil }
        let start = before.isEmpty ? first : period(before)?.lowerBound
        let end = after.isEmpty ? last : period(after)?.upperBound
        guard let start, let end, start <= end else { return nil }
        return start...end
    }

    private static let comparisons: [(String, @Sendable (ClosedRange<Int>) -> ClosedRange<Int>?)] =
        [
            (">=", { $0.lowerBound...last }),
            ("<=", { first...$0.upperBound }),
            (">", { $0.upperBound < last ? $0.upperBound + 1...last : nil }),
            ("<", { $0.lowerBound > first ? first...$0.lowerBound - 1 : nil }),
        ]

    private static func period(_ text: Substring) -> ClosedRange<Int>? {
        let parts = text.split(
            omittingEmptySubsequences: false, whereSeparator: { "-./".contains($0) })
        let numbers = parts.compactMap { part -> Int? in
            part.utf8.allSatisfy { (0x30...0x39).contains($0) } && part.utf8.count <= 4
                ? Int(part) : nil
        }
        guard numbers.count == parts.count, let yearFirst = parts.first.map({ $0.utf8.count == 4 })
        else { return nil }
        let order = yearFirst ? numbers : numbers.reversed()
        guard order.count <= 3, (yearFirst ? parts.first : parts.last)?.utf8.count == 4 else {
            return nil
        }
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

extension String {
    /// The first place of a short text; nil when it is not there.
    fileprivate func range(of part: String) -> Range<Index>? {
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
