package import ArchiveModel

/// Whether two pages are the same sheet, scanned twice: the same words at the same places, and none that is surely
/// another.
///
/// A form that was filled with other data has most words at the same places, and some that are surely others; a bad scan
/// has words that are read otherwise, but hardly any that is surely another one.
package struct PageComparison: Sendable, Equatable {
    /// Words that stand at the same place on both.
    package private(set) var same = 0
    /// Words at the same place that are surely others: figures that differ, words that no damage makes of each other.
    package private(set) var contradictions = 0
    /// Words of the page that has more.
    package let words: Int

    /// Words at the same place, as a share of those of the page that has more, 0...1.
    package var share: Double { words == 0 ? 0 : Double(same) / Double(words) }

    /// Whether the pages are the same sheet.
    package var isSame: Bool { contradictions == 0 && share >= Self.leastShare }

    /// Less of the words than this may be the same by chance: those of a form or a letterhead.
    private static let leastShare = 0.6
    /// Both readings must be as sure for a difference to count: of words; of numbers that differ in a figure or two; of
    /// numbers that have little in common.
    private static let sureOfWords = 0.8
    private static let sureOfFigures = 0.9
    private static let sureOfNumbers = 0.2
    /// Words of this length and more that differ in more than this share of their letters are others.
    private static let shortestWord = 4
    private static let mostDamage = 0.4
    /// How far words may be off their places, in widths of the page: across, down.
    private static let slackAcross = 0.004
    private static let slackDown = 0.006

    /// Compares what was read on two upright pages.
    package init(_ one: RecognizedPage, _ other: RecognizedPage) {
        let mine = PlacedWord.all(on: one)
        let theirs = PlacedWord.all(on: other)
        words = max(mine.count, theirs.count)
        guard let alignment = PageAlignment(Self.anchors(mine, theirs)) else { return }
        let grid = WordGrid(theirs)
        for word in mine {
            let place = alignment.place(.init(x: word.x, y: word.y))
            guard
                let found = grid.word(
                    at: place, across: Self.slackAcross, down: Self.slackDown)
            else { continue }
            count(word, found, scale: alignment.scale)
        }
    }

    private mutating func count(_ word: PlacedWord, _ other: PlacedWord, scale: Double) {
        if word.text == other.text {
            same += 1
            return
        }
        // One that was read as two, or two as one, says nothing.
        let ratio = word.width * scale / max(other.width, 1e-6)
        guard (0.75...1.33).contains(ratio) else { return }
        if Self.areOthers(word, other) { contradictions += 1 }
    }

    /// Whether two words are surely others.
    ///
    /// Damage changes a figure or two of a number, and the engine is not sure of it
    /// then; the next number of a register differs as little, and is read surely.
    private static func areOthers(_ word: PlacedWord, _ other: PlacedWord) -> Bool {
        let (mine, theirs) = (Array(word.text.utf8), Array(other.text.utf8))
        let isFar =
            Double(EditDistance.between(mine, theirs))
            > mostDamage * Double(max(mine.count, theirs.count))
        let sure = min(word.confidence, other.confidence)
        if word.figures >= 2, other.figures >= 2 {
            return sure >= (isFar ? sureOfNumbers : sureOfFigures)
        }
        return isFar && sure >= sureOfWords && min(mine.count, theirs.count) >= shortestWord
    }

    /// Words that stand once on each page.
    private static func anchors(
        _ mine: [PlacedWord], _ theirs: [PlacedWord]
    ) -> [PageAlignment.Anchor] {
        let single = once(theirs)
        return once(mine).compactMap { text, word in
            guard text.utf8.count >= 3, let other = single[text] else { return nil }
            return PageAlignment.Anchor(
                from: .init(x: word.x, y: word.y), to: .init(x: other.x, y: other.y))
        }
        // Sums of floating point depend on the order.
        .sorted { ($0.from.y, $0.from.x) < ($1.from.y, $1.from.x) }
    }

    private static func once(_ words: [PlacedWord]) -> [String: PlacedWord] {
        Dictionary(grouping: words, by: \.text).compactMapValues { $0.count == 1 ? $0[0] : nil }
    }
}

/// The words of a page by their height on it, for many questions.
private struct WordGrid {
    /// Bands to a width of the page.
    private static let bands = 50.0

    private var rows: [Int: [PlacedWord]] = [:]

    init(_ words: [PlacedWord]) {
        rows = Dictionary(grouping: words) { Self.band($0.y) }
    }

    private static func band(_ y: Double) -> Int { Int((y * bands).rounded(.down)) }

    /// The word at a place, or that next to it within some slack.
    func word(
        at place: PageAlignment.Point, across: Double, down: Double
    ) -> PlacedWord? {
        let band = Self.band(place.y)
        let near = ((band - 1)...(band + 1)).flatMap { rows[$0] ?? [] }
        let found = near.filter { $0.covers(place, across: across, down: down) }
        return found.min { abs($0.x - place.x) < abs($1.x - place.x) }
    }
}

extension PlacedWord {
    /// Whether a place is in the word's box, or next to it within some slack.
    fileprivate func covers(
        _ place: PageAlignment.Point, across: Double, down: Double
    ) -> Bool {
        left - across <= place.x && place.x <= right + across
            && top - down <= place.y && place.y <= bottom + down
    }
}

/// How many letters have to be changed, added or left out.
enum EditDistance {
    /// Levenshtein's distance; time and memory grow with the product of the lengths.
    static func between(_ one: [UInt8], _ other: [UInt8]) -> Int {
        var row = Array(0...other.count)
        for (index, letter) in one.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for place in other.indices {
                let changed = diagonal + (letter == other[place] ? 0 : 1)
                diagonal = row[place + 1]
                row[place + 1] = min(changed, diagonal + 1, row[place] + 1)
            }
        }
        return row[other.count]
    }
}
