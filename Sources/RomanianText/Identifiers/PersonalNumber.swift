package import ArchiveModel

/// The personal number of a person (CNP): 13 digits that tell sex, date of birth and county, the last of
/// them a check digit.
///
/// Source: the specification of the CNP as public registers use it; `S AALLZZ JJ NNN C`, weights
/// 2 7 9 1 4 6 3 5 8 2 7 9, the remainder by 11 is the check digit, 10 stands for 1.
package enum PersonalNumber {
    /// Why a number is none that anybody was given.
    package enum Fault: Sendable, Hashable {
        /// It is not 13 digits, or begins with 0.
        case form
        /// The day of birth does not exist.
        case birth
        /// No county has this code.
        case county
        /// The check digit is wrong.
        case checkDigit
    }

    /// Number of digits.
    package static let length = 13

    private static let weights = [2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9]
    /// Counties and sectors of Bucharest, Călărași and Giurgiu, and codes that came later.
    private static let counties = Set(Array(1...48) + [51, 52, 70] + Array(80...83))

    /// Whether a text has the form of a number, whatever its check digit.
    package static func hasForm(_ text: String) -> Bool {
        text.utf8.count == length && text.utf8.allSatisfy(\.isASCIIDigit)
            && text.utf8.first != 0x30
    }

    /// Whether everything about a number is right.
    package static func isValid(_ text: String) -> Bool { fault(in: text) == nil }

    /// The first thing that is wrong with a number; nil when nothing is.
    package static func fault(in text: String) -> Fault? {
        guard hasForm(text) else { return .form }
        let digits = text.utf8.map { Int($0) - 0x30 }
        guard birth(of: digits) != nil else { return .birth }
        guard counties.contains(digits[7] * 10 + digits[8]) else { return .county }
        let sum = zip(weights, digits).reduce(0) { $0 + $1.0 * $1.1 }
        let check = sum % 11 == 10 ? 1 : sum % 11
        return check == digits[12] ? nil : .checkDigit
    }

    /// The day of birth; nil when there is no such day.
    ///
    /// The century of foreigners is unknown: the first that has the day counts.
    package static func birth(of text: String) -> CalendarDate? {
        hasForm(text) ? birth(of: text.utf8.map { Int($0) - 0x30 }) : nil
    }

    private static func birth(of digits: [Int]) -> CalendarDate? {
        let centuries: [Int] =
            switch digits[0] {
            case 1, 2: [1900]
            case 3, 4: [1800]
            case 5, 6: [2000]
            default: [1900, 2000]
            }
        let pair = { (index: Int) in digits[index] * 10 + digits[index + 1] }
        return centuries.lazy.compactMap {
            CalendarDate(year: $0 + pair(1), month: pair(3), day: pair(5))
        }.first
    }

    /// The digits of a number as somebody wrote it, with spaces, full stops or hyphens between; nil unless
    /// they are 13.
    package static func digits(of text: String) -> String? {
        let bytes = Fold.bytes(of: text)
        guard bytes.allSatisfy({ $0.isASCIIDigit || " .-".utf8.contains($0) }) else { return nil }
        let digits = String(decoding: bytes.filter(\.isASCIIDigit), as: UTF8.self)
        return hasForm(digits) ? digits : nil
    }

    /// A number as it is shown to people who need not know it: the first digit and the last three,
    /// bullets for the others.
    package static func masked(_ text: String) -> String {
        guard text.count > 4 else { return String(repeating: mask, count: text.count) }
        return text.prefix(1) + String(repeating: mask, count: text.count - 4) + text.suffix(3)
    }

    private static let mask: Character = "•"

    /// A text in which every run of 13 digits that is a number of a person is masked.
    package static func masking(_ text: String) -> String {
        var result = ""
        var run = ""
        for character in text {
            if character.isASCII, character.isNumber {
                run.append(character)
            } else {
                result += shown(run)
                run = ""
                result.append(character)
            }
        }
        return result + shown(run)
    }

    private static func shown(_ run: String) -> String { isLikely(run) ? masked(run) : run }

    /// Whether 13 digits are of a person, if one of them was misread: the day of birth exists.
    private static func isLikely(_ run: String) -> Bool {
        hasForm(run) && fault(in: run) != .birth
    }
}
