/// A word separated from the marks around it.
struct WordCore {
    /// Marks before the first letter.
    let opening: Substring
    /// From the first letter to the last, with hyphens and strokes between its parts.
    let core: Substring
    /// Marks after the last letter.
    let closing: Substring

    /// Takes a word apart; characters of `odd` count as letters.
    init(_ text: String, odd: Set<Character> = []) {
        func isLetter(_ character: Character) -> Bool {
            character.isLetter || character.isNumber || odd.contains(character)
        }
        opening = text.prefix { !isLetter($0) }
        let rest = text.dropFirst(opening.count)
        closing = rest.suffix(rest.reversed().prefix { !isLetter($0) }.count)
        core = rest.dropLast(closing.count)
    }

    /// The marks that split a core into parts that are words of their own.
    static let joints: Set<Character> = ["-", "/"]

    /// Single letters that are words, as in urmare a plății; capitals more often stand for
    /// themselves.
    static let wordsOfALetter: Set<String> = ["a", "e", "o"]

    /// Whether it has only letters, and joints between them: no figure, no address.
    func isPlain(odd: Set<Character> = []) -> Bool {
        !core.isEmpty
            && core.allSatisfy { $0.isLetter || Self.joints.contains($0) || odd.contains($0) }
    }
}
