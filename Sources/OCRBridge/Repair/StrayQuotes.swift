import ArchiveModel

/// Finds quotation marks that open but never close: dirt beside a word is read this way.
///
/// On the development set all 25 opening marks without a closing one were dirt, and none of the 11
/// others.
enum StrayQuotes {
    /// How many words a quotation may have.
    private static let longestQuotation = 100
    private static let opening: Set<Character> = ["\"", "„", "“", "«", "”"]
    private static let closing: Set<Character> = ["\"", "”", "“", "»", "'", "’"]

    /// The text of a word without its mark; nil if it has none, or holds a figure: two strokes may
    /// be the remains of one.
    ///
    /// - Parameters:
    ///   - index: The word.
    ///   - words: The words of a page in reading order.
    static func text(of index: Int, in words: [Word]) -> String? {
        let text = words[index].text
        guard let first = text.first, opening.contains(first), text.contains(where: \.isLetter),
            !text.contains(where: \.isNumber), words[index].raw == nil,
            !text.dropFirst().contains(where: { opening.contains($0) || closing.contains($0) })
        else { return nil }
        let rest = words[(index + 1)...].prefix(longestQuotation)
        return rest.contains { closes($0.text) } ? nil : String(text.dropFirst())
    }

    /// Whether a mark is inside a word, after it, or is all of it.
    private static func closes(_ text: String) -> Bool {
        guard text.contains(where: \.isLetter) || text.contains(where: \.isNumber) else {
            return text.contains(where: closing.contains)
        }
        return text.dropFirst().contains(where: closing.contains)
    }
}
