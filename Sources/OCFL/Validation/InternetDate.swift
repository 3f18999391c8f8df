import ArchiveModel

/// The date and time format of RFC 3339, as `created` must have it.
enum InternetDate {
    /// Whether the text is a date and time to the second, with its time zone.
    static func isValid(_ text: ByteString) -> Bool {
        let bytes = text.bytes
        guard bytes.count >= 20, matches(bytes, pattern: "dddd-dd-ddTdd:dd:dd"),
            isDate(number(bytes[0..<4]), month: number(bytes[5..<7]), day: number(bytes[8..<10])),
            number(bytes[11..<13]) < 24, number(bytes[14..<16]) < 60, number(bytes[17..<19]) <= 60
        else { return false }
        var rest = bytes[19...]
        if rest.first == UInt8(ascii: ".") {
            let fraction = rest.dropFirst().prefix(while: \.isASCIIDigit)
            if fraction.isEmpty { return false }
            rest = rest.dropFirst(1 + fraction.count)
        }
        return isZone(Array(rest))
    }

    private static func isZone(_ bytes: [UInt8]) -> Bool {
        if bytes == [UInt8(ascii: "Z")] || bytes == [UInt8(ascii: "z")] { return true }
        guard matches(bytes, pattern: "+dd:dd") || matches(bytes, pattern: "-dd:dd"),
            bytes.count == 6
        else {
            return false
        }
        return number(bytes[1..<3]) < 24 && number(bytes[4..<6]) < 60
    }

    private static func isDate(_ year: Int, month: Int, day: Int) -> Bool {
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        return (1...12).contains(month) && (1...days[month - 1]).contains(day)
    }

    /// Whether the bytes begin like the pattern: `d` is a digit, `T` may also be a small one.
    private static func matches(_ bytes: [UInt8], pattern: String) -> Bool {
        bytes.count >= pattern.utf8.count
            && zip(bytes, pattern.utf8).allSatisfy { byte, sign in
                switch sign {
                case UInt8(ascii: "d"): byte.isASCIIDigit
                case UInt8(ascii: "T"): byte == sign || byte == UInt8(ascii: "t")
                default: byte == sign
                }
            }
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int {
        digits.reduce(0) { $0 * 10 + Int($1) - 0x30 }
    }
}
