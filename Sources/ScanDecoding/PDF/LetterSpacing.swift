import ArchiveModel

/// Joins words that a text layer gives letter by letter, as spaced headings are.
enum LetterSpacing {
    /// Consecutive letters that make a spaced word; fewer may be initials or the heads of columns.
    private static let fewest = 4
    /// A gap wider than this many of the run's usual gaps separates two words.
    private static let wordGap = 1.6
    /// The widest usual gap, as a share of the letters' height; the heads of columns are further
    /// apart.
    private static let widest = 1.5

    /// The page with such runs joined, and the number of letters in them.
    static func joined(_ page: RecognizedPage) -> (page: RecognizedPage, letters: Int) {
        var result = page
        var letters = 0
        for index in result.lines.indices {
            let words = joined(result.lines[index].words)
            letters += result.lines[index].words.count - words.count
            result.lines[index].words = words
        }
        return (result, letters)
    }

    private static func joined(_ words: [Word]) -> [Word] {
        var result: [Word] = []
        var run: [Word] = []
        for word in words {
            if word.text.count == 1, word.text.first?.isLetter == true {
                run.append(word)
            } else {
                result += spelled(run) + [word]
                run = []
            }
        }
        return result + spelled(run)
    }

    /// The words that a run of single letters spells; the run itself if it spells none.
    private static func spelled(_ run: [Word]) -> [Word] {
        guard run.count >= fewest else { return run }
        let gaps = zip(run, run.dropFirst()).map { Double($1.box.left - $0.box.right) }
        let usual = gaps.sorted()[gaps.count / 2]
        let height = Double(run.map(\.box.height).max() ?? 0)
        guard usual > 0, usual <= widest * height else { return run }
        var words = [run[0]]
        for (letter, gap) in zip(run.dropFirst(), gaps) {
            if gap > wordGap * usual {
                words.append(letter)
            } else {
                let last = words.count - 1
                words[last].text += letter.text
                words[last].box = words[last].box.union(letter.box)
            }
        }
        return words
    }
}
