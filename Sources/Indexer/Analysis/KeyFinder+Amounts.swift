extension KeyFinder {
    /// An amount of money that starts at a word, as its number of bani (hundredths).
    ///
    /// The last separator before exactly two digits is decimal, all others group by three:
    /// `1.718.283,07`, `1718283.07`, `1 718 283,07` and `1,718,283.07` are one amount. A number
    /// without any point or comma is one only when the currency follows.
    func amount(at index: Int) -> SearchKey? {
        guard index < count, text.tokens[index].isNumber, length(index) <= 12 else { return nil }
        var digits = word(index)
        var end = index + 1
        var decimals: String?
        var hasMark = false
        while decimals == nil, end < count, text.tokens[end].isNumber, isTight(after: end - 1),
            let mark = separator(after: end - 1), Self.marks.contains(mark)
        {
            let groups = length(end) == 3 && (end > index + 1 || length(index) <= 3)
            if groups {
                digits += word(end)
                hasMark = hasMark || mark != 0x20
            } else if length(end) == 2 && mark != 0x20 {
                decimals = word(end)
                hasMark = true
            } else {
                break
            }
            end += 1
        }
        guard digits.utf8.count <= 15, hasMark || isCurrency(end), !goesOn(end) else { return nil }
        let trimmed = (digits + (decimals ?? "00")).drop { $0 == "0" }
        return SearchKey(text: "a" + (trimmed.isEmpty ? "0" : trimmed), tokens: index..<end)
    }

    /// Space, full stop, comma.
    private static let marks: Set<UInt8> = [0x20, 0x2E, 0x2C]

    private func isCurrency(_ index: Int) -> Bool {
        guard index < count, separator(after: index - 1) == 0x20 else { return false }
        return ["lei", "leu", "ron", "rol", "eur", "euro", "usd"].contains(word(index))
    }

    /// Whether a point or comma and more digits follow: then it is no amount but some number.
    private func goesOn(_ end: Int) -> Bool {
        guard end < count, text.tokens[end].isNumber, isTight(after: end - 1) else { return false }
        return separator(after: end - 1).map { $0 != 0x20 } ?? false
    }
}
