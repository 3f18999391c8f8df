import ArchiveModel
import RomanianText

extension KeyFinder {
    /// Old papers are searched as well, and no field depends on what is found.
    private static let dates = DateReader(years: 1...9999)

    /// A date that starts at a word: `12.03.2021`, `12 martie 2021`, `12-III-2021`, `2021-03-12`,
    /// `8 mai '96`, `1 (unu) mai 2020`, `întâi septembrie 1999`.
    ///
    /// The same forms as where fields are read, and the same years for two digits.
    func date(at index: Int) -> SearchKey? {
        guard index < count,
            text.tokens[index].isNumber || Self.dates.mayBegin(with: text[text.tokens[index]]),
            let match = Self.dates.read(
                in: folded.bytes, at: folded.starts[index], allowing: .unaskedShortYear)
        else { return nil }
        return SearchKey(
            text: "d" + match.date.digits,
            tokens: index..<folded.token(endingAt: match.range.upperBound, from: index))
    }
}
