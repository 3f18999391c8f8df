import ArchiveModel

/// Decides whether a run read as one line is the words that were torn apart, and puts them in
/// place.
struct SpacedReading {
    /// Letters by which the readings may differ, as a share: marks and single letters are often
    /// lost with the gaps.
    private static let difference = 0.4
    /// Least mean confidence of the words.
    private static let sure = 0.6
    /// Least letters of the longest word.
    private static let longWord = 4

    /// If there are more pieces per word, a tenth of the letters may have been dirt.
    private static let manyPieces = 2

    let vocabulary: Vocabulary

    /// Whether the second reading has fewer words, all of them known, with about the same letters.
    func isBetter(_ second: [Word], than first: ArraySlice<Word>) -> Bool {
        let cores = second.map { WordCore($0.text).core }
        guard !second.isEmpty, second.count < first.count,
            cores.allSatisfy({ isWord(String($0)) }),
            cores.contains(where: { $0.count >= Self.longWord }),
            second.evenMeanConfidence.value >= Self.sure
        else { return false }
        let (before, after) = (Self.letters(first), Self.letters(second[...]))
        // A one-letter word beside others must not get lost; of many pieces one may have been dirt.
        let strokes = first.count { $0.text == "|" }
        let dirt = first.count > Self.manyPieces * second.count ? before.count / 10 : 0
        guard after.count >= before.count - strokes - dirt else { return false }
        return Double(Self.distance(before, to: after)) <= Self.difference * Double(after.count)
    }

    /// The second reading with the raw reading of each word: all of it at the words that it
    /// overlaps.
    func placed(_ second: [Word], for first: ArraySlice<Word>) -> [Word] {
        var readings = [[String]](repeating: [], count: second.count)
        for word in first {
            let overlaps = second.map { $0.box.sharedWidth(with: word.box) }
            let place = overlaps.indices.max { overlaps[$0] < overlaps[$1] } ?? 0
            readings[place].append(word.text)
        }
        return zip(second, readings).map { word, read in
            var word = word
            let raw = read.joined(separator: " ")
            word.raw = raw == word.text ? nil : raw
            return word
        }
    }

    private func isWord(_ core: String) -> Bool {
        guard core.allSatisfy({ $0.isLetter || WordCore.joints.contains($0) }) else { return false }
        let parts = core.split(whereSeparator: WordCore.joints.contains).map(String.init)
        return !parts.isEmpty && parts.allSatisfy(vocabulary.knows(alone:))
    }

    /// The letters without their marks and case; a stroke may be one.
    private static func letters(_ words: ArraySlice<Word>) -> [Character] {
        words.flatMap(\.text).compactMap { character in
            if character == "|" { return "i" }
            guard character.isLetter, let base = character.unicodeScalars.first else { return nil }
            return Character((unmarked[character] ?? Character(base)).lowercased())
        }
    }

    private static let unmarked: [Character: Character] = [
        "ă": "a", "â": "a", "î": "i", "ș": "s", "ț": "t", "Ă": "A", "Â": "A", "Î": "I", "Ș": "S",
        "Ț": "T",
    ]

    /// Fewest letters to change, add or remove.
    private static func distance(_ first: [Character], to second: [Character]) -> Int {
        var row = Array(0...second.count)
        for (index, letter) in first.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for column in second.indices {
                let change = diagonal + (second[column] == letter ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(change, diagonal + 1, row[column] + 1)
            }
        }
        return row[second.count]
    }
}
