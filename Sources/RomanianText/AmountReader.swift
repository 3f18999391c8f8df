import ArchiveModel

/// Reads amounts of money as printed: dots, commas or spaces between thousands, two decimals.
///
/// The last separator is decimal when exactly two digits end the amount; all others group.
package struct AmountReader: Sendable {
    /// Folded words that name a currency, and its code.
    package let currencies: [String: String]

    /// Takes the currency names that all papers use, and additional ones.
    package init(adding names: [String: String] = [:]) {
        currencies = Self.usual.merging(names) { _, added in added }
    }

    /// The lei before and after 1 July 2005 share one name: `LEI` says that the date decides.
    private static let usual = [
        "lei": "LEI", "leu": "LEI", "ron": "RON", "rol": "ROL", "lei noi": "RON",
        "lei vechi": "ROL", "eur": "EUR", "euro": "EUR", "usd": "USD", "dolari": "USD",
    ]

    /// An amount and its place.
    package struct Match: Equatable, Sendable {
        /// The amount in hundredths: bani, cents.
        package let hundredths: Int
        /// The folded bytes that write it, without the currency.
        package let range: Range<Int>
        /// Whether decimals or groups show that it is money rather than a count.
        package let isFormatted: Bool
        /// Whether it contains a point or comma.
        package let isMarked: Bool
        /// Code of the currency next to it.
        package let currency: String?
        /// Why it may be below zero.
        package var sign = Sign.none
        /// Whether a decimal comma stands behind it without decimals: `11.096,` has lost its bani.
        package var isCut = false

        /// Decimal string with two decimals; a sign that is only a hint counts if the caller asks
        /// for it.
        package func decimal(hintsCount: Bool = false) -> String {
            let rest = hundredths % 100
            let isNegative = sign == .minus || (sign == .hint && hintsCount)
            return "\(isNegative ? "-" : "")\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
        }
    }

    /// The surroundings of an amount that may make it negative.
    package enum Sign: Sendable {
        /// Nothing.
        case none
        /// A minus right before it: `-119,00`.
        case minus
        /// Forms that may also mean something else: `119,00-`, `(119,00)`, `- 119,00`.
        case hint
    }

    /// All amounts that begin within a range of bytes.
    ///
    /// - Parameter joiningGaps: Whether decimals may stand apart from their comma, `880, 84`, as the wide
    ///   letters of tills are read.
    package func all(
        in text: FoldedWords, from: Int = 0, upTo end: Int = .max, joiningGaps: Bool = false
    ) -> [Match] {
        var matches: [Match] = []
        var index = max(0, from)
        while index < min(end, text.bytes.count) {
            if text.bytes[index].isASCIIDigit {
                if let match = read(in: text.bytes, at: index, joiningGaps: joiningGaps) {
                    matches.append(match)
                    index = match.range.upperBound
                } else {
                    index = Self.endOfNumber(text.bytes, from: index)
                }
            } else {
                index += 1
            }
        }
        return matches
    }

    /// The amount that begins at a byte.
    package func read(in text: FoldedWords, at start: Int) -> Match? {
        read(in: text.bytes, at: start)
    }

    /// The amount that begins at a byte of folded text.
    package func read(in bytes: [UInt8], at start: Int, joiningGaps: Bool = false) -> Match? {
        guard start < bytes.count, bytes[start].isASCIIDigit, Self.mayBegin(bytes, at: start)
        else { return nil }
        var groups: [ArraySlice<UInt8>] = []
        var marks: [UInt8] = []
        var end = start
        while true {
            let begin = end
            while end < bytes.count, bytes[end].isASCIIDigit { end += 1 }
            groups.append(bytes[begin..<end])
            guard end + 1 < bytes.count, bytes[end + 1].isASCIIDigit, groups.count < 7 else {
                break
            }
            let mark = bytes[end]
            let joins =
                mark == UInt8(ascii: ".") || mark == UInt8(ascii: ",")
                || (mark == Fold.space && Self.groupFollows(bytes, start: end + 1, groups: groups))
            guard joins else { break }
            marks.append(mark)
            end += 1
        }
        if joiningGaps, let decimals = Self.decimalsBehindGap(bytes, at: end), !marks.contains(0x2C)
        {
            groups.append(bytes[decimals])
            marks.append(bytes[end])
            end = decimals.upperBound
        }
        guard Self.mayEnd(bytes, at: end), let value = Self.value(groups, marks: marks) else {
            return nil
        }
        return Match(
            hundredths: value, range: start..<end, isFormatted: groups.count > 1,
            isMarked: marks.contains { $0 != Fold.space },
            currency: currency(after: end, in: bytes) ?? currency(before: start, in: bytes),
            sign: Self.sign(bytes, range: start..<end), isCut: isCut(bytes, at: end))
    }

    /// Two digits that stand behind a comma and a space, and nothing more joined to them.
    private static func decimalsBehindGap(_ bytes: [UInt8], at end: Int) -> Range<Int>? {
        var cursor = ByteCursor(bytes, at: end)
        guard cursor.take(anyOf: ","), cursor.take(anyOf: " ") else { return nil }
        let start = cursor.position
        guard cursor.digits(2...2) != nil, !Fold.isLetterOrDigit(cursor.peek()),
            !".,/%-".utf8.contains(cursor.peek())
        else { return nil }
        return start..<cursor.position
    }

    /// Whether a comma stands behind an amount where no sentence goes on: before nothing, before a sign,
    /// or before the word for the currency.
    private func isCut(_ bytes: [UInt8], at end: Int) -> Bool {
        var cursor = ByteCursor(bytes, at: end)
        guard cursor.take(anyOf: ",") else { return false }
        // "860,- lei" has no bani, and says so.
        guard cursor.take(anyOf: " ") else { return cursor.peek() != UInt8(ascii: "-") }
        guard let word = cursor.letters(1...6) else { return false }
        return currencies[String(decoding: word, as: UTF8.self)] != nil
    }

    /// Dashes on both sides protect a sum from additions and do not make it negative.
    private static func sign(_ bytes: [UInt8], range: Range<Int>) -> Sign {
        let dash = UInt8(ascii: "-")
        let before = range.lowerBound > 0 ? bytes[range.lowerBound - 1] : Fold.space
        let after = range.upperBound < bytes.count ? bytes[range.upperBound] : Fold.space
        if before == dash { return after == dash ? .none : .minus }
        if after == dash { return .hint }
        if before == UInt8(ascii: "("), after == UInt8(ascii: ")") { return .hint }
        let lead = Array(bytes[..<range.lowerBound].suffix(3).reversed())
        let isSpaced = lead.count > 1 && lead[0] == Fold.space && lead[1] == dash
        return isSpaced && (lead.count < 3 || lead[2] != dash) ? .hint : .none
    }

    /// The currency word right after an amount.
    private func currency(after end: Int, in bytes: [UInt8]) -> String? {
        var cursor = ByteCursor(bytes, at: end)
        cursor.skip(" ,-=()[]*")
        guard let word = cursor.letters(1...6) else { return nil }
        let next = { () -> String in
            cursor.skipSpaces()
            return String(decoding: cursor.letters(1...6) ?? [], as: UTF8.self)
        }()
        let name = String(decoding: word, as: UTF8.self)
        return currencies["\(name) \(next)"] ?? currencies[name]
    }

    /// The currency word right before an amount.
    private func currency(before start: Int, in bytes: [UInt8]) -> String? {
        var index = start
        while index > 0, [Fold.space, UInt8(ascii: ":")].contains(bytes[index - 1]) { index -= 1 }
        let end = index
        while index > 0, Fold.isLetter(bytes[index - 1]), end - index < 6 { index -= 1 }
        let name = String(decoding: bytes[index..<end], as: UTF8.self)
        // "lei" before a number belongs to the amount before it.
        return name.count == 3 && name != "lei" ? currencies[name] : nil
    }

    /// Whether a space joins: three digits follow one to three, and all groups before it are full.
    private static func groupFollows(
        _ bytes: [UInt8], start: Int, groups: [ArraySlice<UInt8>]
    ) -> Bool {
        guard let last = groups.last, (groups.count == 1 ? 1...3 : 3...3).contains(last.count),
            groups.first?.first != 0x30, start + 3 <= bytes.count
        else { return false }
        let three = bytes[start..<start + 3].allSatisfy(\.isASCIIDigit)
        return three && (start + 3 == bytes.count || !bytes[start + 3].isASCIIDigit)
    }

    private static func value(_ groups: [ArraySlice<UInt8>], marks: [UInt8]) -> Int? {
        var whole = groups
        var decimals: ArraySlice<UInt8> = []
        if groups.count > 1, let last = groups.last, last.count == 2, marks.last != Fold.space {
            decimals = last
            whole.removeLast()
        }
        guard let first = whole.first, whole.count == 1 || (1...3).contains(first.count),
            whole.dropFirst().allSatisfy({ $0.count == 3 })
        else { return nil }
        let digits = whole.joined()
        guard digits.count <= 13 else { return nil }
        // 007.500 is a code, 0,50 is not.
        guard first.first != 0x30 || (whole.count == 1 && first.count == 1) else { return nil }
        return ByteCursor.number(digits) * 100
            + (decimals.isEmpty ? 0 : ByteCursor.number(decimals))
    }

    private static func mayBegin(_ bytes: [UInt8], at start: Int) -> Bool {
        guard start > 0 else { return true }
        let before = bytes[start - 1]
        if before == UInt8(ascii: "-") {
            // A minus stands free; "14-3-1" and "--- 119" are not amounts below zero.
            return start == 1 || " :(=\n".utf8.contains(bytes[start - 2])
        }
        return !Fold.isLetterOrDigit(before) && !".,/".utf8.contains(before)
    }

    private static func mayEnd(_ bytes: [UInt8], at end: Int) -> Bool {
        var cursor = ByteCursor(bytes, at: end)
        let next = cursor.peek()
        if next == UInt8(ascii: "/") || next == UInt8(ascii: "%") { return false }
        if next == UInt8(ascii: "-") { return !Fold.isLetterOrDigit(cursor.peek(1)) }
        if Fold.isLetter(next) { return cursor.take(word: "lei") || cursor.take(word: "ron") }
        cursor.skipSpaces()
        return cursor.peek() != UInt8(ascii: "%")
    }

    private static func endOfNumber(_ bytes: [UInt8], from start: Int) -> Int {
        var end = start
        while end < bytes.count,
            Fold.isLetterOrDigit(bytes[end]) || ".,/-".utf8.contains(bytes[end])
        {
            end += 1
        }
        return max(end, start + 1)
    }
}
