import ArchiveModel

/// One word of a text layer and where it stands among the lines.
struct LayerWord {
    let line: Int
    let index: Int
    let word: Word

    /// Whether it holds a figure: numbers, dates, amounts and codes become fields.
    var isFigure: Bool { word.text.contains(where: \.isNumber) }
}

/// Chooses the words of a text layer that are held against the page.
///
/// Words with figures become fields, so that all of them are looked at on an ordinary page; of the rest a
/// few words in which as many different letters as possible occur.
enum ProofSelection {
    /// Characters of words with figures that are read at most; an invoice has about 300.
    private static let figureCharacters = 480
    /// Other words that are read.
    private static let otherWords = 20
    /// Other words among which these are chosen, spread over the page.
    private static let otherCandidates = 400
    /// Words lower than this, in inches, cannot be read with certainty.
    private static let leastHeight = 0.055
    /// Words longer than this are links or codes that fill the line.
    private static let mostCharacters = 40

    /// The words to read; figures first.
    static func words(of page: RecognizedPage, dotsPerInch: Double) -> [LayerWord] {
        let all = page.lines.indices.flatMap { line in
            page.lines[line].words.indices.map {
                LayerWord(line: line, index: $0, word: page.lines[line].words[$0])
            }
        }
        let readable = all.filter { isReadable($0.word, dotsPerInch: dotsPerInch) }
        let figures = readable.filter(\.isFigure)
        let telling = figures.filter { isTelling($0.word.text) }
        let rest = figures.filter { !isTelling($0.word.text) }
        let first = spread(telling, characters: figureCharacters)
        let left = figureCharacters - first.reduce(0) { $0 + $1.word.text.count }
        let others = readable.filter { !$0.isFigure && $0.word.text.count(where: \.isLetter) >= 4 }
        return first + spread(rest, characters: left) + varied(others)
    }

    private static func isReadable(_ word: Word, dotsPerInch: Double) -> Bool {
        let least = Int(leastHeight * dotsPerInch)
        return min(word.box.width, word.box.height) >= least / 3
            && max(word.box.width, word.box.height) >= least
            && word.text.count <= mostCharacters
            && !word.text.unicodeScalars.contains(where: ProofLetters.isRaised)
    }

    /// Whether a word with figures looks like a date, an amount or a code rather than a count.
    private static func isTelling(_ text: String) -> Bool {
        text.count(where: \.isNumber) >= 4
            || text.contains("/") && text.count(where: \.isNumber) >= 2
    }

    /// Words from the whole list, as many as the characters allow.
    private static func spread(_ words: [LayerWord], characters most: Int) -> [LayerWord] {
        let total = words.reduce(0) { $0 + $1.word.text.count }
        guard total > most else { return words }
        guard most > 0 else { return [] }
        var seen = 0
        return words.filter { word in
            let before = seen * most / total
            seen += word.word.text.count
            // Each word stands for the characters since the last that was taken.
            return seen * most / total / 8 > before / 8
        }
    }

    /// Words in which together as many different letters as possible occur, also the rare ones.
    private static func varied(_ words: [LayerWord]) -> [LayerWord] {
        let step = max(1, words.count / otherCandidates)
        var left = stride(from: 0, to: words.count, by: step).map {
            // In order: sums of the same numbers in another order differ in their last bit, and so would the choice.
            (word: words[$0], letters: Set(ProofLetters.letters(words[$0].word.text)).sorted())
        }
        var counts: [Character: Int] = [:]
        var chosen: [LayerWord] = []
        while chosen.count < otherWords, !left.isEmpty {
            let worths = left.map { candidate in
                candidate.letters.reduce(0.0) { $0 + 1 / Double(1 + 2 * counts[$1, default: 0]) }
            }
            guard let best = worths.indices.max(by: { worths[$0] < worths[$1] }) else { break }
            for letter in left[best].letters { counts[letter, default: 0] += 1 }
            chosen.append(left.remove(at: best).word)
        }
        return chosen
    }
}
