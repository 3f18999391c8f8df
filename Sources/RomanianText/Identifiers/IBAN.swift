import ArchiveModel

/// The number of a Romanian bank account: `RO`, two check digits, four letters of the bank, 16 letters or
/// digits of the account.
///
/// Source: ISO 13616 (remainder 1 by 97 with the first four characters moved to the end, letters counting
/// 10 to 35); OMFP 1271/2004 for accounts of the treasury, which end in X up to 24 characters.
package enum IBAN {
    /// Number of characters.
    package static let length = 24

    /// The letters that the treasury has as a bank.
    package static let treasury = "TREZ"

    /// Whether a text has the form of an account, whatever its check digits.
    package static func hasForm(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        return bytes.count == length && bytes.starts(with: "RO".utf8)
            && bytes[2..<4].allSatisfy(\.isASCIIDigit) && bytes[4..<8].allSatisfy(isLetter)
            && bytes[8...].allSatisfy { $0.isASCIIDigit || isLetter($0) }
    }

    /// Whether the check digits are right.
    package static func isValid(_ text: String) -> Bool {
        hasForm(text) && remainder(Array(text.utf8)) == 1
    }

    /// The account as somebody wrote it, without spaces, full stops and hyphens, in capitals; nil when it
    /// has not the form of one.
    package static func canonical(_ text: String) -> String? {
        let bytes = Fold.bytes(of: text)
        guard bytes.allSatisfy({ Fold.isLetterOrDigit($0) || " .-".utf8.contains($0) }) else {
            return nil
        }
        let plain = String(decoding: bytes.filter(Fold.isLetterOrDigit), as: UTF8.self)
            .uppercased()
        return hasForm(plain) ? plain : nil
    }

    /// The four letters of the bank.
    package static func bank(of account: String) -> String {
        String(account.dropFirst(4).prefix(4))
    }

    /// The remainder by 97, by which the check digits are proved; nil for other characters than capitals
    /// and digits.
    static func remainder(_ bytes: [UInt8]) -> Int? {
        var remainder = 0
        for byte in bytes.dropFirst(4) + bytes.prefix(4) {
            if byte.isASCIIDigit {
                remainder = (remainder * 10 + Int(byte) - 0x30) % 97
            } else if isLetter(byte) {
                remainder = (remainder * 100 + Int(byte) - 0x41 + 10) % 97
            } else {
                return nil
            }
        }
        return remainder
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) }
}

/// What the account of a treasury says: what the money is for.
package struct TreasuryAccount: Hashable, Sendable {
    /// The treasury's unit, such as `521`; nil for accounts from which a budget is spent.
    package let unit: String?
    /// The code of the budget and its source, such as `24A`, or of the account, such as `21E`.
    package let account: String
    /// The budget's indicator, two digits a level: `65.04.01.20.01.30`, or `30.05.30` of revenue; nil
    /// when the account has none.
    package let indicator: String?

    /// Reads an account of the treasury; nil for accounts of other banks and other layouts.
    ///
    /// Spending: two digits, a letter, 12 digits. Revenue: three digits of the unit, two digits, a letter,
    /// six digits. Other accounts have the unit alone (OMFP 1271/2004; two generations of layouts are in
    /// use, so that what is not understood is nil).
    package init?(iban: String) {
        guard IBAN.hasForm(iban), IBAN.bank(of: iban) == IBAN.treasury else { return nil }
        var body = Array(iban.utf8.dropFirst(8))
        while body.last == 0x58 { body.removeLast() }
        if Self.matches(body.prefix(15), "00A000000000000") {
            unit = nil
            account = Self.text(body[..<3])
            indicator = Self.pairs(body[3..<15])
        } else if Self.matches(body.prefix(12), "00000A000000") {
            unit = Self.text(body[..<3])
            account = Self.text(body[3..<6])
            indicator = Self.pairs(body[6...])
        } else if body.count > 3, body[..<3].allSatisfy(\.isASCIIDigit) {
            unit = Self.text(body[..<3])
            account = Self.text(body[3...].prefix { $0.isASCIIDigit })
            indicator = nil
        } else {
            return nil
        }
    }

    /// Whether bytes are digits where the pattern has 0 and letters where it has A.
    private static func matches(_ bytes: ArraySlice<UInt8>, _ pattern: String) -> Bool {
        bytes.count == pattern.utf8.count
            && zip(bytes, pattern.utf8).allSatisfy { $1 == 0x30 ? $0.isASCIIDigit : $0 >= 0x41 }
    }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes, as: UTF8.self)
    }

    private static func pairs(_ bytes: ArraySlice<UInt8>) -> String {
        stride(from: bytes.startIndex, to: bytes.endIndex, by: 2)
            .map { text(bytes[$0..<min($0 + 2, bytes.endIndex)]) }.joined(separator: ".")
    }
}
