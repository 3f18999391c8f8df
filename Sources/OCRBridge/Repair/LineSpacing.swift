import ArchiveModel

/// The distances between the letters and between the words of one line, in pixels.
struct LineSpacing {
    /// Fewest gaps between letters that show how wide they are.
    private static let fewestGaps = 4

    /// How many times as wide as the gap between letters a gap within a word may be.
    private static let narrowGap = 1.6

    /// The gap between letters that most do not exceed.
    let letters: Double
    /// For each word but the last, the width of the gap after it; 0 if the boxes overlap.
    let words: [Int]

    /// Measures a line; nil if too little of it can be measured.
    init?(of line: TextLine, _ ink: InkGaps) {
        let inside = line.words.flatMap { ink.gaps(in: $0.box).map(\.count) }.sorted()
        guard inside.count >= Self.fewestGaps else { return nil }
        letters = Double(inside[inside.count / 2])
        words = zip(line.words, line.words.dropFirst()).map {
            ink.gap(between: $0.box, and: $1.box)?.count ?? 0
        }
    }

    /// The median width of the gaps between words, one of them left out; nil if there is no other.
    func words(except index: Int) -> Double? {
        let others = words.enumerated().filter { $0.offset != index }.map(\.element).sorted()
        return others.isEmpty ? nil : Double(others[others.count / 2])
    }

    /// Whether the gap after a word is as narrow as between letters, and not as wide as between
    /// words.
    func isNarrow(_ index: Int) -> Bool {
        let gap = Double(words[index])
        guard gap <= Self.narrowGap * max(letters, 1) else { return false }
        guard let usual = words(except: index) else { return true }
        return gap <= usual / 2
    }
}
