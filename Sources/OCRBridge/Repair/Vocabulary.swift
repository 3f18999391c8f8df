/// The words in an engine's dictionary or the program's own list, whatever their case and their
/// kind of comma.
///
/// Answers are cached; not to be shared between threads.
final class Vocabulary {
    /// The number of cached answers before all are discarded.
    private static let mostAnswers = 50_000
    /// Endings of nouns that word lists do not have for every noun.
    private static let endings = [
        "urilor", "ului", "ilor", "elor", "urile", "lor", "ile", "ele", "iei", "uri", "ul", "le",
        "ei", "ii", "ea", "ia", "a", "ă", "e", "i",
    ]
    /// The endings that a noun's ending replaces.
    private static let stemEndings = ["", "ă", "e", "u"]
    /// Shortest part of a word that an ending may be removed from.
    private static let shortestStem = 4

    /// The program's own words.
    let own: OwnWords
    private let isListed: (String) -> Bool
    private var answers: [String: Bool] = [:]

    /// Makes a vocabulary from a list and a dictionary that answers for one spelling.
    init(own: OwnWords = .none, _ isListed: @escaping (String) -> Bool) {
        self.own = own
        self.isListed = isListed
    }

    /// Whether a word is known: as it is, in small letters, as a name, or with an ending.
    ///
    /// Generous: such a word is left alone.
    func knows(_ word: String) -> Bool {
        let small = word.lowercased()
        if isNameReadWithL(word) { return false }
        if has(word) { return true }
        // Capitals within a word are a sign of a misread letter.
        guard word == small || isShouted(word) || word == capitalized(word) else { return false }
        if has(small) || isShouted(word) && has(capitalized(word)) { return true }
        if word == small && word.count > 3 && has(capitalized(word)) { return true }
        for ending in Self.endings where small.hasSuffix(ending) {
            let stem = String(small.dropLast(ending.count))
            guard stem.count >= Self.shortestStem else { continue }
            if Self.stemEndings.contains(where: { has(stem + $0) || has(capitalized(stem + $0)) }) {
                return true
            }
        }
        return false
    }

    /// Whether a piece of a line is a word by itself; single letters are words only if the language
    /// has them, as in urmare a plății.
    func knows(alone piece: String) -> Bool {
        piece.count == 1 ? WordCore.wordsOfALetter.contains(piece) : knows(piece)
    }

    /// Whether the dictionary has exactly this word, in small letters, as a name or all in
    /// capitals.
    ///
    /// Strict: such a word may replace the raw reading.
    func vouches(for word: String) -> Bool {
        let small = word.lowercased()
        if word == small { return has(word) }
        if isShouted(word) { return has(word) || has(small) || has(capitalized(word)) }
        return word == capitalized(word) && (has(word) || has(small))
    }

    /// Whether a word is one of the list's names except for a small l in place of its I.
    ///
    /// Dictionaries collected from recognized papers have such words (loan), and more with an
    /// ending.
    private func isNameReadWithL(_ word: String) -> Bool {
        word.first == "l" && own.contains("I" + word.dropFirst())
    }

    private func isShouted(_ word: String) -> Bool { word == word.uppercased() }

    private func capitalized(_ word: String) -> String {
        word.prefix(1).uppercased() + word.dropFirst().lowercased()
    }

    private func has(_ word: String) -> Bool {
        if let answer = answers[word] { return answer }
        if answers.count >= Self.mostAnswers { answers = [:] }
        let answer = own.contains(word) || Self.spellings(word).contains(where: isListed)
        answers[word] = answer
        return answer
    }

    /// The word with comma or cedilla: dictionaries have some words with one, some with the other.
    private static func spellings(_ word: String) -> [String] {
        guard word.unicodeScalars.contains(where: { cedillas[$0] != nil }) else { return [word] }
        return keptCommas.map { kept in
            var result = String.UnicodeScalarView()
            for scalar in word.unicodeScalars {
                result.append(kept.contains(scalar) ? scalar : cedillas[scalar] ?? scalar)
            }
            return String(result)
        }
    }

    private static let keptCommas: [Set<Unicode.Scalar>] = [
        [], ["ș", "Ș"], ["ț", "Ț"], ["ș", "Ș", "ț", "Ț"],
    ]

    private static let cedillas: [Unicode.Scalar: Unicode.Scalar] = [
        "ș": "\u{15F}", "Ș": "\u{15E}", "ț": "\u{163}", "Ț": "\u{162}",
    ]
}
