import ArchiveModel

/// Inserts words found later into the reading of a page.
struct Completion {
    /// Confidence from which a word found later is believed: nothing around it confirms it.
    private static let believed = 0.6
    /// A single word of at most this many characters belongs to the row it is in, as a quantity
    /// does.
    private static let shortEntry = 3

    private let reading: RecognizedPage

    init(_ reading: RecognizedPage) {
        self.reading = reading
    }

    /// The reading, with the believed words of `lines` that do not cover a word read before.
    func adding(_ lines: [TextLine]) -> RecognizedPage {
        let known = reading.words.map(\.box)
        var block = (reading.lines.map(\.block).max() ?? -1) + 1
        var result = reading
        for line in lines {
            let words = line.words.filter { word in
                word.confidence.value >= Self.believed
                    && word.text.contains { $0.isLetter || $0.isNumber }
                    && !known.contains { Self.covers($0, other: word.box) }
            }
            if words.isEmpty { continue }
            if let row = Self.row(of: words, in: reading.lines) {
                result.lines[row].words.append(words[0])
                result.lines[row].words.sort { $0.box.left < $1.box.left }
                continue
            }
            result.lines.append(TextLine(words: words, block: block))
            block += 1
        }
        result.lines = RowOrder.sorted(result.lines)
        return result
    }

    /// The line whose row contains a short word, the nearest of several; nil if there is none.
    private static func row(of words: [Word], in lines: [TextLine]) -> Int? {
        guard words.count == 1, words[0].text.count <= shortEntry else { return nil }
        let box = words[0].box
        let beside = lines.indices.filter { index in
            let line = lines[index].box
            return 2 * line.sharedHeight(with: box) > box.height && line.height <= 2 * box.height
        }
        return beside.min { distance(lines[$0].box, box) < distance(lines[$1].box, box) }
    }

    /// Pixels between two boxes side by side; 0 if one is above the other.
    private static func distance(_ one: BoundingBox, _ other: BoundingBox) -> Int {
        max(0, one.left - other.right, other.left - one.right)
    }

    /// Whether a box covers more than half of another.
    private static func covers(_ box: BoundingBox, other: BoundingBox) -> Bool {
        2 * box.overlap(with: other) > other.width * other.height
    }
}
