/// Names of months.
///
/// Two of the Romanian names differ by one letter (iunie, iulie), so a misread name counts only if
/// just one month is near.
package struct MonthNames: Sendable {
    private let numbers: [[UInt8]: Int]

    /// Takes the names and abbreviations that all papers use, and additional ones in any spelling.
    package init(adding names: [String: Int] = [:]) {
        var numbers: [[UInt8]: Int] = [:]
        for (name, month) in Self.usual { numbers[Array(name.utf8)] = month }
        for (name, month) in names { numbers[Fold.letters(of: name)] = month }
        self.numbers = numbers
    }

    /// The month of a name; nil if no month or more than one may be meant.
    package func month(_ letters: [UInt8]) -> Int? {
        if let exact = numbers[letters] { return exact }
        guard letters.count >= 5 else { return nil }
        let near = Set(
            numbers.filter { abs($0.key.count - letters.count) <= 1 && $0.key.count >= 5 }
                .filter { Self.differsByOne($0.key, from: letters) }.values)
        // iunie and iulie are one step apart, so anything one step from either may be both.
        guard near.count == 1, let month = near.first, !hasTwin(month) else { return nil }
        return month
    }

    /// The month of a name or Roman numeral exactly as written; nil for anything misread.
    package func month(exactly word: String) -> Int? {
        numbers[Array(word.utf8)] ?? Self.numerals.firstIndex(of: word).map { $0 + 1 }
    }

    /// Whether a folded byte can be part of a Roman numeral, as printed or misread.
    package static func isRoman(_ byte: UInt8) -> Bool { "ilvx|".utf8.contains(byte) }

    /// The month of a Roman numeral in folded letters, some of which may be misread: `l`, `1` and
    /// `|` stand for I where nothing else can be meant; `ll` may be II or 11, and so is neither.
    package static func roman(_ letters: [UInt8]) -> Int? {
        let plain = letters.map { "l1|".utf8.contains($0) ? UInt8(ascii: "i") : $0 }
        guard plain.count != 2 || plain == letters || plain != [0x69, 0x69] else { return nil }
        return numerals.firstIndex { plain.elementsEqual($0.utf8) }.map { $0 + 1 }
    }

    /// Folded names, abbreviations and older spellings.
    private static let usual: [String: Int] = [
        "ianuarie": 1, "ian": 1, "ianuar": 1,
        "februarie": 2, "feb": 2, "febr": 2, "fevruarie": 2,
        "martie": 3, "mar": 3, "mart": 3, "martiu": 3,
        "aprilie": 4, "apr": 4,
        "mai": 5,
        "iunie": 6, "iun": 6,
        "iulie": 7, "iul": 7,
        "august": 8, "aug": 8,
        "septembrie": 9, "sep": 9, "sept": 9, "septem": 9, "septemvrie": 9,
        "octombrie": 10, "oct": 10, "octom": 10, "octomvrie": 10,
        "noiembrie": 11, "noi": 11, "nov": 11, "noem": 11, "noiem": 11, "noemvrie": 11,
        "noembrie": 11,
        "decembrie": 12, "dec": 12, "decem": 12, "decemvrie": 12,
    ]

    private static let numerals = [
        "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii",
    ]

    /// Whether a name of another month is one step from a name of this one.
    private func hasTwin(_ month: Int) -> Bool {
        let names = numbers.filter { $0.key.count >= 5 }
        return names.contains { name in
            name.value == month
                && names.contains { $0.value != month && Self.differsByOne($0.key, from: name.key) }
        }
    }

    private static func differsByOne(_ one: [UInt8], from other: [UInt8]) -> Bool {
        let start = zip(one, other).prefix { $0 == $1 }.count
        let end = zip(one.dropFirst(start).reversed(), other.dropFirst(start).reversed())
            .prefix { $0 == $1 }.count
        return max(one.count, other.count) - start - end <= 1
    }
}
