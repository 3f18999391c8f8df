import ArchiveModel
import DomainTables
import RomanianText

/// Finds the personal numbers (CNP) on the pages: 13 digits whose check digit, day of birth and county are
/// right, and labelled ones that are wrong as they are printed.
struct PersonalNumberFinder {
    /// A number and where it stands.
    private struct Found {
        let value: String
        let isValid: Bool
        let segment: PageSegment
        let range: Range<Int>
        let isLabelled: Bool
    }

    /// Letters between a label and its number.
    private static let gap = 3
    /// How far below its heading a number of a column may stand, in rows.
    private static let columnRows = 60

    private let context: FieldContext

    /// Prepares a document.
    init(_ context: FieldContext) { self.context = context }

    /// A field for each number, in reading order.
    func fields() -> [ExtractedField] {
        var found: [Found] = []
        for segment in context.layout.segments where mayHold(segment) {
            for number in numbers(in: segment)
            where !found.contains(where: { $0.value == number.value }) {
                found.append(number)
            }
        }
        let right = found.filter(\.isValid).map(\.value)
        return found.filter { number in
            number.isValid || !right.contains { Misreading.isLikely(number.value, of: $0) }
        }.map(field)
    }

    private func field(_ found: Found) -> ExtractedField {
        context.field(
            .personalNumbers, value: found.value, in: found.segment, range: found.range,
            strength: found.isValid ? (found.isLabelled ? 0.99 : 0.95) : 0.4,
            rule: found.isLabelled ? "cnp.label" : "cnp.form",
            check: found.isValid ? .confirmed : .failed)
    }

    private func mayHold(_ segment: PageSegment) -> Bool {
        segment.text.letters.count >= PersonalNumber.length
            && segment.text.letters.count(where: \.isASCIIDigit) >= PersonalNumber.length - 3
    }

    private func numbers(in segment: PageSegment) -> [Found] {
        let bytes = segment.text.bytes
        var found: [Found] = []
        var index = 0
        while index < bytes.count {
            guard bytes[index].isASCIIDigit || Fold.isLetter(bytes[index]) else {
                index += 1
                continue
            }
            let end = runEnd(bytes, from: index)
            let taken = number(in: segment, Self.withoutLabel(bytes, index..<end), from: index)
            if let taken { found.append(taken) }
            index = max(end, taken?.range.upperBound ?? end)
        }
        return found
    }

    /// The number that a run of letters and digits is; with a label also several runs of digits.
    private func number(in segment: PageSegment, _ run: Range<Int>, from start: Int) -> Found? {
        let bytes = segment.text.bytes
        if run.count < PersonalNumber.length {
            return joined(in: segment, from: run.lowerBound).flatMap {
                self.isLabelled(segment, before: start) ? $0 : nil
            }
        }
        guard run.count == PersonalNumber.length,
            bytes[run].count(where: \.isASCIIDigit) >= PersonalNumber.length - 3,
            let digits = Misreading.digits(bytes[run])
        else { return nil }
        let isLabelled = self.isLabelled(segment, before: start)
        if PersonalNumber.isValid(digits), isLabelled || Self.isOfToday(digits) {
            return Found(
                value: digits, isValid: true, segment: segment, range: run, isLabelled: isLabelled)
        }
        let printed = String(decoding: bytes[run], as: UTF8.self)
        guard isLabelled, PersonalNumber.hasForm(printed) else { return nil }
        return Found(
            value: printed, isValid: false, segment: segment, range: run, isLabelled: true)
    }

    /// Groups of digits that together are a number: "1 900317 285183".
    private func joined(in segment: PageSegment, from start: Int) -> Found? {
        let bytes = segment.text.bytes
        var digits: [UInt8] = []
        var index = start
        while index < bytes.count, digits.count < PersonalNumber.length {
            guard bytes[index].isASCIIDigit || " .-".utf8.contains(bytes[index]) else { break }
            if bytes[index].isASCIIDigit { digits.append(bytes[index]) }
            index += 1
        }
        let value = String(decoding: digits, as: UTF8.self)
        let goesOn = index < bytes.count && bytes[index].isASCIIDigit
        guard PersonalNumber.hasForm(value), !goesOn else { return nil }
        return Found(
            value: value, isValid: PersonalNumber.isValid(value), segment: segment,
            range: start..<index, isLabelled: true)
    }

    /// Whether a label stands right before a byte, in the cell to the left, or at the head of the column.
    private func isLabelled(_ segment: PageSegment, before byte: Int) -> Bool {
        let text = segment.text
        let letter = text.letter(from: byte)
        let labels = context.parties.personalNumbers
        let first = max(0, letter - 26)
        for start in first..<max(first, letter) {
            guard let label = labels.longest(in: text, at: start) else { continue }
            if label.match.letters.upperBound <= letter + 1,
                letter - label.match.letters.upperBound <= Self.gap
            {
                return true
            }
        }
        guard letter <= 2 else { return false }
        let page = context.layout.page(of: segment)
        let left = page.segments.last {
            $0.box.right <= segment.box.left && page.sharesRow($0.box, with: segment.box)
        }
        if let left, labels.longest(in: left.text, at: 0) != nil { return true }
        return page.above(segment.box).prefix(Self.columnRows).contains {
            $0.text.letters.count <= 20 && labels.longest(in: $0.text, at: 0) != nil
        }
    }

    /// Foreigners and persons of the nineteenth century need a label: other numbers have 13 digits, too.
    private static func isOfToday(_ digits: String) -> Bool {
        guard let first = digits.utf8.first else { return false }
        return first == 0x31 || first == 0x32
            || (first == 0x35 || first == 0x36) && digits.dropFirst().prefix(2) < "50"
    }

    private static func withoutLabel(_ bytes: [UInt8], _ run: Range<Int>) -> Range<Int> {
        let label = Array("cnp".utf8)
        return bytes[run].starts(with: label) ? run.lowerBound + label.count..<run.upperBound : run
    }

    private func runEnd(_ bytes: [UInt8], from start: Int) -> Int {
        bytes[start...].firstIndex { !Fold.isLetterOrDigit($0) } ?? bytes.count
    }
}

/// What recognizers make of digits.
enum Misreading {
    private static let digits: [UInt8: UInt8] = [
        0x6F: 0x30, 0x64: 0x30, 0x71: 0x30, 0x6C: 0x31, 0x69: 0x31, 0x7A: 0x32, 0x73: 0x35,
        0x67: 0x36, 0x62: 0x38,
    ]

    /// Digits with those in place of letters that they are misread as; nil for other letters.
    static func digits(_ bytes: ArraySlice<UInt8>) -> String? {
        var result: [UInt8] = []
        for byte in bytes {
            guard let digit = byte.isASCIIDigit ? byte : digits[byte] else { return nil }
            result.append(digit)
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// Whether a value is most likely another one, misread: at most two characters differ.
    static func isLikely(_ value: String, of other: String) -> Bool {
        value.utf8.count == other.utf8.count
            && zip(value.utf8, other.utf8).count { $0 != $1 } <= 2
    }
}
