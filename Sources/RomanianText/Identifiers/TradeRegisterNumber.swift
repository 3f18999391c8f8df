import ArchiveModel

/// The number of a firm in the trade register, in the form before and after 26 July 2024.
///
/// The old form is `J22/1515/2007`: kind, county, number, year. The new one is `J2012000750528`: kind, year,
/// six digits of the number, county, check digit; firms registered since have county 00. The check digit is
/// the sum of all before it modulo 10, in which J counts 4, F 0 and C 7.
package struct TradeRegisterNumber: Hashable, Sendable {
    /// J for companies, F for authorised persons, C for cooperatives.
    package let kind: Character
    /// Code of the county; 0 for firms that were registered since the change.
    package let county: Int
    /// Number in the year.
    package let serial: Int
    /// Year of the registration.
    package let year: Int

    private static let kindValues: [Character: Int] = ["J": 4, "F": 0, "C": 7]

    /// Reads either form, with or without spaces; nil for anything else, and for a wrong check digit.
    package init?(_ text: String) {
        let plain = text.uppercased().filter { !$0.isWhitespace }
        guard let kind = plain.first, Self.kindValues[kind] != nil else { return nil }
        self.kind = kind
        if plain.contains("/") {
            guard let old = Self.old(plain.dropFirst()) else { return nil }
            (county, serial, year) = (old[0], old[1], old[2])
        } else {
            let digits = plain.dropFirst().utf8.map { Int($0) - 0x30 }
            guard plain.utf8.count == 14, digits.allSatisfy((0...9).contains) else { return nil }
            let number = { (range: Range<Int>) in digits[range].reduce(0) { $0 * 10 + $1 } }
            (year, serial, county) = (number(0..<4), number(4..<10), number(10..<12))
            guard digits[12] == checkDigit else { return nil }
        }
        guard isPlausible else { return nil }
    }

    /// County, number and year between slashes; certificates may print the whole date as the year.
    private static func old(_ text: Substring) -> [Int]? {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 3, let county = Int(parts[0]), let serial = Int(parts[1]),
            let last = parts[2].split(separator: ".").last, let year = Int(last)
        else { return nil }
        return [county, serial, year]
    }

    private var isPlausible: Bool {
        ((0...40).contains(county) || county == 51 || county == 52)
            && (1...999_999).contains(serial) && (1990...2099).contains(year)
    }

    /// The check digit of the new form.
    private var checkDigit: Int {
        let digits = body.utf8.dropFirst().reduce(0) { $0 + Int($1) - 0x30 }
        return (digits + (Self.kindValues[kind] ?? 0)) % 10
    }

    private var body: String {
        String(kind) + Self.padded(year, to: 4) + Self.padded(serial, to: 6)
            + Self.padded(county, to: 2)
    }

    /// The number in the form of today.
    package var current: String { body + "\(checkDigit)" }

    /// The number in the form before 26 July 2024; nil for firms that were registered since.
    package var former: String? {
        county == 0 ? nil : "\(kind)\(Self.padded(county, to: 2))/\(serial)/\(year)"
    }

    private static func padded(_ number: Int, to length: Int) -> String {
        let text = "\(number)"
        return String(repeating: "0", count: max(0, length - text.utf8.count)) + text
    }
}
