/// One line of words, left to right.
public struct TextLine: Hashable, Sendable, Codable {
    /// The words in reading order, at least one.
    public var words: [Word]
    /// Number of the block of text (column, table, letterhead) that the line belongs to, from 0.
    public var block: Int

    /// Makes a line.
    public init(words: [Word], block: Int) {
        self.words = words
        self.block = block
    }

    /// The words joined by single spaces.
    public var text: String { words.map(\.text).joined(separator: " ") }

    /// The smallest box around the words.
    public var box: BoundingBox {
        BoundingBox.enclosing(words.map(\.box)) ?? BoundingBox(left: 0, top: 0, right: 0, bottom: 0)
    }
}

/// What was read on one page: lines in reading order, in pixels of the upright page.
public struct RecognizedPage: Hashable, Sendable, Codable {
    /// Width of the upright page in pixels.
    public var width: Int
    /// Height of the upright page in pixels.
    public var height: Int
    /// The lines in reading order.
    public var lines: [TextLine]
    /// What read them, such as `tesseract 5.3.0 ron` or `pdf text layer`.
    public var engine: String

    /// Makes a page.
    public init(width: Int, height: Int, lines: [TextLine], engine: String) {
        self.width = width
        self.height = height
        self.lines = lines
        self.engine = engine
    }

    /// All words in reading order.
    public var words: some Sequence<Word> { lines.lazy.flatMap(\.words) }

    /// The whole text: a line of text a line, an empty line between blocks.
    public var text: String {
        var result = ""
        var block = lines.first?.block
        for line in lines {
            if line.block != block { result += "\n" }
            block = line.block
            result += line.text + "\n"
        }
        return result
    }

    /// How many of the page's characters are expected to be right; 0 for a page without words.
    ///
    /// Engines are too modest: the mean confidence of words is mapped to the share of characters that was
    /// right on pages with such a mean (measured on 54 damaged scans; docs/benchmarks.md).
    public var confidence: Confidence {
        let doubt = 1 - meanWordConfidence.value
        return lines.isEmpty ? Confidence(0) : Confidence(1 - 0.92 * doubt * doubt.squareRoot())
    }

    /// Mean confidence of the words, weighted by their length; 0 for a page without words.
    public var meanWordConfidence: Confidence { words.meanConfidence }
}

extension Sequence<Word> {
    /// Mean confidence, weighted by length; 0 for no words.
    public var meanConfidence: Confidence {
        var sum = 0.0
        var weight = 0.0
        for word in self {
            let length = Double(word.text.unicodeScalars.count)
            sum += word.confidence.value * length
            weight += length
        }
        return Confidence(weight == 0 ? 0 : sum / weight)
    }
}
