/// A day of the Gregorian calendar that exists.
struct CalendarDate: Hashable, Comparable, Sendable {
    /// Year, from 1860.
    let year: Int
    /// Month, from 1.
    let month: Int
    /// Day, from 1.
    let day: Int

    /// First year that a paper of a modern administration may carry.
    static let firstYear = 1860
    /// Last year that is believed.
    static let lastYear = 2100

    /// Makes a date; nil when there is no such day.
    init?(year: Int, month: Int, day: Int) {
        guard (Self.firstYear...Self.lastYear).contains(year), (1...12).contains(month) else {
            return nil
        }
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard (1...lengths[month - 1]).contains(day) else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    /// ISO 8601, such as `2021-03-12`.
    var iso: String { "\(year)-\(Self.two(month))-\(Self.two(day))" }

    /// Orders by time.
    static func < (left: CalendarDate, right: CalendarDate) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
