import RomanianText

extension KeyFinder {
    private static let amounts = AmountReader()

    /// An amount of money that starts at a word, as its number of bani (hundredths).
    ///
    /// The same forms as where fields are read: `1.718.283,07`, `1718283.07`, `1 718 283,07` and
    /// `1,718,283.07` are one amount. A number without any point or comma is one only beside a currency.
    func amount(at index: Int) -> SearchKey? {
        guard index < count, text.tokens[index].isNumber,
            let match = Self.amounts.read(in: folded.bytes, at: folded.starts[index]),
            match.isMarked || match.currency != nil
        else { return nil }
        return SearchKey(
            text: "a\(match.hundredths)",
            tokens: index..<folded.token(endingAt: match.range.upperBound, from: index))
    }
}
