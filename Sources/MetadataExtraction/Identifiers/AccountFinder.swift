import ArchiveModel
import DomainTables
import RomanianText

/// Finds the bank accounts (IBAN) on the pages, also printed in groups, and repairs letters among their
/// digits when the check digits then are right.
struct AccountFinder {
    /// An account and where it stands.
    private struct Found {
        let reading: IBANRepair.Reading
        let segment: PageSegment
        let range: Range<Int>
    }

    /// Letters of the bank that must be read as such.
    private static let leastLetters = 3
    private static let lengths = IBAN.length - 2...IBAN.length + 2

    private let context: FieldContext
    private let repair: IBANRepair

    /// Prepares a document.
    init(_ context: FieldContext) {
        self.context = context
        repair = IBANRepair(banks: Set(context.parties.banks.keys))
    }

    /// A field for each account, in reading order.
    func fields() -> [ExtractedField] {
        var found: [Found] = []
        for segment in context.layout.segments where segment.text.letters.count >= IBAN.length - 2 {
            for account in accounts(in: segment)
            where !found.contains(where: { $0.reading.value == account.reading.value }) {
                found.append(account)
            }
        }
        let right = found.filter(\.reading.isValid).map(\.reading.value)
        return found.filter { account in
            account.reading.isValid
                || !right.contains { Misreading.isLikely(account.reading.value, of: $0) }
        }.map(field)
    }

    private func field(_ found: Found) -> ExtractedField {
        let isValid = found.reading.isValid
        return context.field(
            .accounts, value: found.reading.value, in: found.segment, range: found.range,
            strength: isValid ? 0.99 : 0.4, rule: "iban.form",
            check: isValid ? .confirmed : .failed)
    }

    private func accounts(in segment: PageSegment) -> [Found] {
        let bytes = segment.text.bytes
        var found: [Found] = []
        var index = 0
        while index + IBAN.length - 2 <= bytes.count {
            if begins(bytes, at: index), let account = account(in: segment, from: index) {
                found.append(account)
                index = account.range.upperBound
            } else {
                index += 1
            }
        }
        return found
    }

    /// R, O and two digits, at the beginning of a word or behind the word for an account.
    private func begins(_ bytes: [UInt8], at index: Int) -> Bool {
        guard bytes[index] == UInt8(ascii: "r"), "o0dqc".utf8.contains(bytes[index + 1]) else {
            return false
        }
        if index == 0 || !Fold.isLetter(bytes[index - 1]) { return true }
        return bytes[..<index].suffix(4).elementsEqual("iban".utf8)
    }

    /// The account that begins at a byte: the first of right length and check digits, or else of right
    /// length.
    private func account(in segment: PageSegment, from start: Int) -> Found? {
        let bytes = segment.text.bytes
        var letters: [UInt8] = []
        var best: Found?
        var index = start
        while index < bytes.count, letters.count <= Self.lengths.upperBound {
            guard Fold.isLetterOrDigit(bytes[index]) else {
                // Recognition reads dots and question marks among the characters; commas end an account.
                guard !",;:/()".utf8.contains(bytes[index]) else { break }
                index += 1
                continue
            }
            letters.append(bytes[index])
            index += 1
            let isEnd = index == bytes.count || !Fold.isLetterOrDigit(bytes[index])
            guard isEnd, Self.lengths.contains(letters.count), isBank(letters[4..<8]),
                let reading = repair.read(letters[...])
            else { continue }
            let found = Found(reading: reading, segment: segment, range: start..<index)
            if reading.isValid { return found }
            if best == nil, isKnown(reading.value) { best = found }
        }
        return best
    }

    private func isBank(_ letters: ArraySlice<UInt8>) -> Bool {
        letters.count(where: Fold.isLetter) >= Self.leastLetters
    }

    private func isKnown(_ account: String) -> Bool {
        context.parties.banks[IBAN.bank(of: account)] != nil
    }
}
