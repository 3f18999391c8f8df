import ArchiveModel

/// Measures how much of a reading makes sense.
struct SenseMeasure {
    /// Words of fewer letters are often made by chance; they count half.
    private static let shortWord = 4
    /// Most capitals before the figures of a number, as in RO 123 or NT12345.
    private static let mostCapitals = 3
    private static let partings: Set<Character> = ["-", "/", ".", ",", ":"]

    let vocabulary: Vocabulary

    func sense(of reading: RecognizedPage) -> ReadingSense {
        reading.words.reduce(into: ReadingSense(letters: 0, sensible: 0)) { sum, word in
            let core = WordCore(word.text).core
            let letters = core.count { $0.isLetter || $0.isNumber }
            sum.letters += letters
            sum.sensible += Self.isNumber(core) ? Double(letters) : sensible(core)
        }
    }

    /// Letters of the parts of a word that are words or figures.
    private func sensible(_ core: Substring) -> Double {
        core.split(whereSeparator: Self.partings.contains).reduce(0) { sum, part in
            let count = Double(part.count)
            if part.allSatisfy(\.isNumber) { return sum + count }
            guard part.count > 1, part.allSatisfy(\.isLetter), vocabulary.knows(String(part))
            else { return sum }
            return sum + (part.count < Self.shortWord ? count / 2 : count)
        }
    }

    /// Whether a text is a number as found on papers: figures in groups, capitals before them.
    private static func isNumber(_ core: Substring) -> Bool {
        let figures = core.drop { $0.isUppercase }
        guard core.count - figures.count <= mostCapitals else { return false }
        let groups = figures.split(
            omittingEmptySubsequences: false, whereSeparator: partings.contains)
        return groups.allSatisfy { !$0.isEmpty && $0.allSatisfy(\.isNumber) }
    }
}
