import ArchiveModel

/// The fiscal code of an organization (CUI, CIF): two to ten digits, the last of them a check digit.
package enum FiscalCode {
    /// Whether the check digit is right.
    package static func isValid(_ code: String) -> Bool {
        let digits = code.utf8.map { Int($0) - 0x30 }
        guard hasForm(code), digits[0] != 0 else { return false }
        let weights = [7, 5, 3, 2, 1, 7, 5, 3, 2].suffix(digits.count - 1)
        let sum = zip(weights, digits).reduce(0) { $0 + $1.0 * $1.1 }
        return sum * 10 % 11 % 10 == digits[digits.count - 1]
    }

    /// The digits of a code as somebody wrote it, with or without RO before them and with spaces, full
    /// stops or hyphens between; nil unless they are 2 to 10.
    package static func digits(of text: String) -> String? {
        var bytes = Fold.letters(of: text)
        let separators = Fold.bytes(of: text).filter { !Fold.isLetterOrDigit($0) }
        guard separators.allSatisfy({ " .-".utf8.contains($0) }) else { return nil }
        if bytes.starts(with: "ro".utf8) { bytes.removeFirst(2) }
        let digits = String(decoding: bytes, as: UTF8.self)
        return hasForm(digits) ? digits : nil
    }

    /// Whether a text has the form of a code, whatever its check digit: 2 to 10 digits.
    package static func hasForm(_ text: String) -> Bool {
        (2...10).contains(text.utf8.count) && text.utf8.allSatisfy(\.isASCIIDigit)
    }

    /// Whether three folded letters may be "CIF" or "CUI" with one or two of them misread.
    package static func resemblesLabel(_ letters: ArraySlice<UInt8>) -> Bool {
        guard letters.count == 3 else { return false }
        return labels.contains { label in
            zip(letters, label).allSatisfy { $1.utf8.contains($0) }
                && zip(letters, label).count { $0 == $1.utf8.first } >= 1
        }
    }

    /// For each letter of a label the letter itself, and the letters it is misread as.
    private static let labels = [
        ["cgoeq", "iljtr1f", "feptri"], ["cgoeq", "uvonl", "iljtr1f"],
    ]

    /// Digits that misread letters may stand for, if the check digit then confirms them.
    package static func repaired(_ bytes: some Sequence<UInt8>) -> String? {
        let digits: [UInt8: UInt8] = [
            UInt8(ascii: "o"): 0x30, UInt8(ascii: "d"): 0x30, UInt8(ascii: "q"): 0x30,
            UInt8(ascii: "l"): 0x31, UInt8(ascii: "i"): 0x31, UInt8(ascii: "|"): 0x31,
            UInt8(ascii: "z"): 0x32, UInt8(ascii: "s"): 0x35, UInt8(ascii: "g"): 0x36,
            UInt8(ascii: "b"): 0x38,
        ]
        var result = ""
        for byte in bytes {
            guard let digit = byte.isASCIIDigit ? byte : digits[byte] else { return nil }
            result.unicodeScalars.append(Unicode.Scalar(digit))
        }
        return isValid(result) ? result : nil
    }
}
