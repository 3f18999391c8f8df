/// A phrase of a rule, compared by its letters alone and with some tolerance for misread ones.
package struct Phrase: Hashable, Sendable {
    /// The keys of the folded letters and digits.
    package let letters: [UInt8]
    /// The first four of them, each as one bit; without a bit where the phrase is shorter.
    private let beginning: SIMD4<UInt64>
    /// The folded letters and digits themselves.
    package let folded: [UInt8]

    /// Makes a phrase; nil if the text has no letter or digit.
    package init?(_ text: String) {
        folded = Fold.letters(of: text)
        letters = folded.map(Fold.key)
        if letters.isEmpty { return nil }
        let bits = letters.prefix(4).map(Fold.bit)
        beginning = SIMD4(bits + Array(repeating: 0, count: 4 - bits.count))
    }

    /// How many misread letters are forgiven: none in short phrases, which resemble each other.
    package var tolerance: Int { letters.count < 6 ? 0 : max(1, letters.count / 8) }

    /// Where a phrase was found.
    package struct Match: Equatable, Sendable {
        /// Place among the letters of the text.
        package let letters: Range<Int>
        /// Place among its bytes.
        package let bytes: Range<Int>
        /// Number of letters that differ.
        package let distance: Int
    }

    /// How many misread letters are forgiven where a check digit then confirms the code that
    /// follows.
    package var confirmedTolerance: Int {
        letters.count < 6 ? tolerance : max(2, letters.count / 5)
    }

    /// The match that begins at a letter and ends where a word ends.
    package func match(in text: FoldedWords, at start: Int, forgiving: Int? = nil) -> Match? {
        guard start < text.letters.count, text.starts[start] else { return nil }
        let tolerance = forgiving ?? tolerance
        guard let (length, distance) = prefix(of: text, from: start, tolerance) else { return nil }
        let range = start..<start + length
        return Match(letters: range, bytes: text.bytes(of: range), distance: distance)
    }

    /// The first match at or after a letter.
    package func firstMatch(in text: FoldedWords, from: Int = 0) -> Match? {
        var start = max(0, from)
        while start + letters.count <= text.letters.count + tolerance {
            if let match = match(in: text, at: start) { return match }
            start += 1
        }
        return nil
    }

    /// Length and distance of the nearest prefix that ends at the end of a word.
    private func prefix(
        of text: FoldedWords, from start: Int, _ tolerance: Int
    ) -> (length: Int, distance: Int)? {
        let rest = text.keys[start...]
        if rest.starts(with: letters), ends(text, at: start + letters.count) {
            return (letters.count, 0)
        }
        guard tolerance > 0, resembles(text, from: start) else { return nil }
        let width = min(rest.count, letters.count + tolerance)
        guard width + tolerance >= letters.count else { return nil }
        var row = Array(0...letters.count)
        var best: (length: Int, distance: Int)?
        for column in 1...max(1, width) where column <= width {
            let byte = rest[start + column - 1]
            guard advance(&row, over: byte, column: column, within: tolerance) else { break }
            let distance = row[letters.count]
            guard distance <= tolerance, ends(text, at: start + column) else { continue }
            if distance < best?.distance ?? .max { best = (column, distance) }
        }
        return best
    }

    /// One step of the edit distance; false when nothing can be within the limit any longer.
    ///
    /// `row[i]` compares i letters of the phrase.
    /// Only the cells beside the diagonal can hold a distance within the limit, so only they are
    /// counted (Ukkonen, "Algorithms for approximate string matching", 1985); the others hold more than it.
    private func advance(
        _ row: inout [Int], over byte: UInt8, column: Int, within limit: Int
    ) -> Bool {
        let first = max(1, column - limit)
        guard first <= letters.count else { return false }
        var diagonal = row[first - 1]
        row[first - 1] = first == 1 ? column : limit + 1
        var least = row[first - 1]
        for index in first...min(letters.count, column + limit) {
            let above = row[index]
            let change = diagonal + (letters[index - 1] == byte ? 0 : 1)
            row[index] = min(change, min(above, row[index - 1]) + 1)
            least = min(least, row[index])
            diagonal = above
        }
        return least <= limit
    }

    /// A cheap test before the expensive one: two of the first four letters are about right.
    private func resembles(_ text: FoldedWords, from start: Int) -> Bool {
        let at = { place in place < text.bits.count ? text.bits[place] : 0 }
        let (first, second, third) = (at(start), at(start + 1), at(start + 2))
        let (fourth, fifth) = (at(start + 3), at(start + 4))
        let near = SIMD4(
            first | second, first | second | third, second | third | fourth,
            third | fourth | fifth)
        let hits = (near & beginning) .!= 0
        return (0..<4).reduce(0) { hits[$1] ? $0 + 1 : $0 } >= 2
    }

    private func ends(_ text: FoldedWords, at end: Int) -> Bool {
        end == text.letters.count || (end < text.letters.count && text.starts[end])
    }
}

extension [Phrase] {
    /// The earliest match of any of the phrases, and among those that begin there the longest.
    package func earliest(in text: FoldedWords, from: Int = 0) -> Phrase.Match? {
        // One walk for all phrases: a walk for each would make repeated searches quadratic.
        var start = Swift.max(0, from)
        while start < text.letters.count {
            if text.starts[start], let match = longest(in: text, at: start) { return match }
            start += 1
        }
        return nil
    }

    /// The longest match that begins at a letter.
    package func longest(in text: FoldedWords, at start: Int) -> Phrase.Match? {
        compactMap { $0.match(in: text, at: start) }.max { $0.letters.count < $1.letters.count }
    }
}
