import ArchiveModel
import Foundation

/// Times in their stored form: UTC, ISO 8601.
package enum StoredTime {
    /// Now, to the second.
    package static var now: String { Date().formatted(.iso8601) }

    /// A time in nanoseconds since 1970, to the nanosecond.
    package static func text(nanoseconds: Int64) -> String {
        let (seconds, rest) = floorDivided(nanoseconds)
        let whole = Date(timeIntervalSince1970: TimeInterval(seconds)).formatted(.iso8601)
        return "\(whole.dropLast()).\(rest.digits(atLeast: 9))Z"
    }

    /// Nanoseconds since 1970 of a time as `text` writes it; nil for anything else.
    package static func nanoseconds(_ text: String) -> Int64? {
        let parts = text.dropLast().split(separator: ".", omittingEmptySubsequences: false)
        guard text.hasSuffix("Z"), parts.count == 2, parts[1].utf8.count == 9,
            parts[1].utf8.allSatisfy(\.isASCIIDigit),
            let fraction = Int64(parts[1]),
            let whole = try? Date(String(parts[0]) + "Z", strategy: .iso8601)
        else { return nil }
        return Int64(
            exactly: Int128(whole.timeIntervalSince1970) * 1_000_000_000 + Int128(fraction))
    }

    private static func floorDivided(_ value: Int64) -> (Int64, Int64) {
        let billion: Int64 = 1_000_000_000
        let (quotient, rest) = value.quotientAndRemainder(dividingBy: billion)
        return rest < 0 ? (quotient - 1, rest + billion) : (quotient, rest)
    }
}
