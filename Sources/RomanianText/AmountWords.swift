import ArchiveModel

/// Reads amounts written out in words, with or without spaces between them.
package struct AmountWords: Sendable {
    /// The effect of one number word.
    private struct Entry: Sendable {
        package let letters: [UInt8]
        package let value: Int
    }

    /// Longest first, so that "unsprezece" is not read as "un".
    private let entries: [Entry]
    private static let fillers = ["de", "si"].map { Array($0.utf8) }
    private static let wholes = ["lei", "leu"].map { Array($0.utf8) }
    private static let parts = ["bani", "ban"].map { Array($0.utf8) }

    /// Takes number words and their values.
    package init(_ words: [String: Int]) {
        entries = words.map { Entry(letters: Fold.letters(of: $0.key), value: $0.value) }
            .filter { !$0.letters.isEmpty }
            .sorted { $0.letters.count > $1.letters.count }
    }

    /// The amount in hundredths that begins at a letter and ends with the word for the currency;
    /// nil if any letter on the way is not understood.
    package func read(in text: FoldedWords, from start: Int) -> Int? {
        var rest = text.letters.dropFirst(max(0, start))
        guard let whole = number(&rest), whole > 0, Self.take(Self.wholes, from: &rest) else {
            return nil
        }
        var after = rest
        guard let bani = number(&after), Self.take(Self.parts, from: &after), bani < 100 else {
            return whole * 100
        }
        return whole * 100 + bani
    }

    /// A number in words or in digits; consumes nothing that is not part of it.
    private func number(_ rest: inout ArraySlice<UInt8>) -> Int? {
        var lead = rest
        while Self.take(Self.fillers, from: &lead) {}
        let digits = lead.prefix(while: \.isASCIIDigit)
        if !digits.isEmpty, digits.count <= 9 {
            rest = lead.dropFirst(digits.count)
            return ByteCursor.number(digits)
        }
        var total = 0
        var group = 0
        var found = false
        while true {
            var next = rest
            while Self.take(Self.fillers, from: &next) {}
            guard let entry = entries.first(where: { next.starts(with: $0.letters) }) else {
                return found ? total + group : nil
            }
            rest = next.dropFirst(entry.letters.count)
            found = true
            switch entry.value {
            case 1_000...:
                guard total < 1_000_000_000_000 else { return nil }
                total += max(1, group) * entry.value
                group = 0
            case 100: group = max(1, group) * 100
            default: group += entry.value
            }
            guard group < 100_000 else { return nil }
        }
    }

    private static func take(_ words: [[UInt8]], from rest: inout ArraySlice<UInt8>) -> Bool {
        var trial = rest
        while fillers.contains(where: { !words.contains($0) && trial.starts(with: $0) }) {
            trial = trial.dropFirst(2)
        }
        guard let word = words.first(where: { trial.starts(with: $0) }) else { return false }
        rest = trial.dropFirst(word.count)
        return true
    }
}
