import ArchiveModel

/// Reads an account out of characters that may be misread, and takes a repair only when the check digits
/// then are right.
package struct IBANRepair {
    /// Digits that letters are misread for.
    private static let digits: [UInt8: UInt8] = [
        0x4F: 0x30, 0x44: 0x30, 0x51: 0x30, 0x49: 0x31, 0x4C: 0x31, 0x5A: 0x32, 0x53: 0x35,
        0x47: 0x36, 0x42: 0x38,
    ]
    /// Letters that digits are misread for.
    private static let letters: [UInt8: UInt8] = [
        0x30: 0x4F, 0x31: 0x49, 0x32: 0x5A, 0x35: 0x53, 0x36: 0x47, 0x38: 0x42,
    ]
    /// Each candidate is right by chance once in 97 times, so there must be few.
    private static let mostChanges = 3
    private static let mostPlaces = 4

    /// An account, and whether its check digits are right.
    package struct Reading: Hashable, Sendable {
        /// The account.
        package let value: String
        /// Whether the check digits are right.
        package let isValid: Bool
    }

    /// Banks that are known, by their four letters.
    private let banks: Set<String>

    /// Prefers accounts of these banks.
    package init(banks: Set<String>) { self.banks = banks }

    /// The account of folded letters and digits that begin with RO; nil unless they have its form.
    package func read(_ letters: ArraySlice<UInt8>) -> Reading? {
        let upper = letters.map { Fold.isLetter($0) ? $0 - 0x20 : $0 }
        guard let formed = formed(upper) else { return nil }
        if IBAN.isValid(Self.text(formed)) { return reading(formed, isValid: true) }
        if let repaired = repaired(formed) { return reading(repaired, isValid: true) }
        return IBAN.hasForm(Self.text(formed)) ? reading(formed, isValid: false) : nil
    }

    private func reading(_ bytes: [UInt8], isValid: Bool) -> Reading {
        Reading(value: Self.text(bytes), isValid: isValid)
    }

    /// Letters where letters must be, digits where digits must be, and 24 characters: the treasury fills
    /// up with X, of which one more or less is read.
    private func formed(_ upper: [UInt8]) -> [UInt8]? {
        guard upper.count >= IBAN.length - 2, upper.count <= IBAN.length + 2 else { return nil }
        var bytes = upper
        bytes[0] = 0x52
        bytes[1] = 0x4F
        for index in 2..<4 { bytes[index] = Self.digit(bytes[index]) }
        for index in 4..<8 { bytes[index] = Self.letter(bytes[index]) }
        while bytes.count > IBAN.length, bytes.last == 0x58 { bytes.removeLast() }
        let isTreasury = Self.text(Array(bytes[4..<8])) == IBAN.treasury
        while bytes.count < IBAN.length, isTreasury { bytes.append(0x58) }
        return bytes.count == IBAN.length ? bytes : nil
    }

    /// The one account of a known bank that is right when letters become digits.
    ///
    /// Nil when none or several are. Digits stay as they are: a wrong one may be printed.
    private func repaired(_ bytes: [UInt8]) -> [UInt8]? {
        let places = (8..<IBAN.length).filter { Self.digits[bytes[$0]] != nil }
        guard places.count <= Self.mostPlaces, banks.contains(IBAN.bank(of: Self.text(bytes)))
        else { return nil }
        for changes in 1...Self.mostChanges {
            let found = Self.candidates(bytes, at: places[...], changes: changes)
            if !found.isEmpty { return found.count == 1 ? found[0] : nil }
        }
        return nil
    }

    private static func candidates(
        _ bytes: [UInt8], at places: ArraySlice<Int>, changes: Int
    ) -> [[UInt8]] {
        if changes == 0 { return IBAN.remainder(bytes) == 1 ? [bytes] : [] }
        return places.indices.flatMap { index -> [[UInt8]] in
            var changed = bytes
            changed[places[index]] = digit(bytes[places[index]])
            return candidates(changed, at: places[(index + 1)...], changes: changes - 1)
        }
    }

    private static func digit(_ byte: UInt8) -> UInt8 { digits[byte] ?? byte }

    private static func letter(_ byte: UInt8) -> UInt8 { letters[byte] ?? byte }

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
