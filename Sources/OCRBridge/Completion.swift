import ArchiveModel

/// Puts words that were found later into the reading of a page.
struct Completion {
    /// Confidence from which a word found later is believed: nothing around it vouches for it.
    private static let believed = 0.6

    private let reading: RecognizedPage

    init(_ reading: RecognizedPage) {
        self.reading = reading
    }

    /// The reading with those words of `lines` that are believed and lie on no word read before.
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
            result.lines.append(TextLine(words: words, block: block))
            block += 1
        }
        result.lines = RowOrder.sorted(result.lines)
        return result
    }

    /// Whether a box covers more than half of another.
    private static func covers(_ box: BoundingBox, other: BoundingBox) -> Bool {
        let width = min(box.right, other.right) - max(box.left, other.left)
        let height = min(box.bottom, other.bottom) - max(box.top, other.top)
        return width > 0 && height > 0 && 2 * width * height > other.width * other.height
    }
}
