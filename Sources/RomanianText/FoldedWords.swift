import ArchiveModel

/// Words in folded form, with the way back from each folded byte to the word it came from.
package struct FoldedWords: Sendable {
    /// Folded words, joined by single spaces.
    package let bytes: [UInt8]
    /// For each byte the index of its word; a joining space belongs to the word before it.
    package let owners: [Int]
    /// Letters and digits only.
    ///
    /// Phrases are compared here, so that broken and letter-spaced words
    /// ("ROM AN IA", "H O T Ă R Â R E") and lost dots ("CUI", "C.U.I.") make no difference.
    package let letters: [UInt8]
    /// The same with letters and digits that recognizers take for each other made one (1 l i, 0 o).
    package let keys: [UInt8]
    /// For each letter its key as one bit, for quick comparison of several.
    let bits: [UInt64]
    /// For each letter its index in `bytes`.
    package let places: [Int]
    /// Whether a letter begins a word, or a run of digits within one ("nr245").
    package let starts: [Bool]

    /// Folds words.
    package init(_ words: some Sequence<String>) {
        var bytes: [UInt8] = []
        var owners: [Int] = []
        for (index, word) in words.enumerated() {
            if !bytes.isEmpty {
                bytes.append(Fold.space)
                owners.append(max(0, index - 1))
            }
            for scalar in word.unicodeScalars { Fold.append(scalar, to: &bytes) }
            while owners.count < bytes.count { owners.append(index) }
        }
        self.bytes = bytes
        self.owners = owners
        places = bytes.indices.filter { Fold.isLetterOrDigit(bytes[$0]) }
        letters = places.map { bytes[$0] }
        keys = letters.map(Fold.key)
        bits = keys.map(Fold.bit)
        starts = places.map { place in
            guard place > 0 else { return true }
            let before = bytes[place - 1]
            return !Fold.isLetterOrDigit(before)
                || before.isASCIIDigit != bytes[place].isASCIIDigit
        }
    }

    /// Folds a text at its spaces.
    package init(_ text: String) {
        self.init(text.split(separator: " ").map(String.init))
    }

    /// The words that a range of bytes touches; empty for an empty range.
    package func words(in range: Range<Int>) -> Range<Int> {
        let range = range.clamped(to: 0..<owners.count)
        guard let first = range.first, let last = range.last else { return 0..<0 }
        return owners[first]..<owners[last] + 1
    }

    /// The first letter at or after a byte; the count of letters when none follows.
    package func letter(from byte: Int) -> Int {
        var low = 0
        var high = places.count
        while low < high {
            let middle = (low + high) / 2
            if places[middle] < byte { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The bytes that a range of letters covers.
    package func bytes(of letters: Range<Int>) -> Range<Int> {
        guard let first = letters.first, let last = letters.last, last < places.count else {
            return 0..<0
        }
        return places[first]..<places[last] + 1
    }
}
