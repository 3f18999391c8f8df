/// One line of words, left to right.
package struct TextLine: Hashable, Sendable, Codable {
    /// The words in reading order, at least one.
    package var words: [Word]
    /// Number of the block of text (column, table, letterhead) that the line belongs to, from 0.
    package var block: Int

    /// Makes a line.
    package init(words: [Word], block: Int) {
        self.words = words
        self.block = block
    }

    /// The words joined by single spaces.
    package var text: String { words.map(\.text).joined(separator: " ") }

    /// The smallest box around the words.
    package var box: BoundingBox {
        BoundingBox.enclosing(words.map(\.box)) ?? BoundingBox(left: 0, top: 0, right: 0, bottom: 0)
    }
}

/// What was read on one page: lines in reading order, in pixels of the upright page.
package struct RecognizedPage: Hashable, Sendable, Codable {
    /// Width of the upright page in pixels.
    package var width: Int
    /// Height of the upright page in pixels.
    package var height: Int
    /// The lines in reading order.
    package var lines: [TextLine]
    /// What read them, such as `tesseract 5.3.0 ron` or `pdf text layer`.
    package var engine: String

    /// Makes a page.
    package init(width: Int, height: Int, lines: [TextLine], engine: String) {
        self.width = width
        self.height = height
        self.lines = lines
        self.engine = engine
    }

    /// All words in reading order.
    package var words: some Sequence<Word> { lines.lazy.flatMap(\.words) }

    /// The whole text: a line of text a line, an empty line between blocks.
    package var text: String {
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
    package var confidence: Confidence {
        let doubt = 1 - meanWordConfidence.value
        return lines.isEmpty ? Confidence(0) : Confidence(1 - 0.92 * doubt * doubt.squareRoot())
    }

    /// Mean confidence of the words, weighted by their length; 0 for a page without words.
    package var meanWordConfidence: Confidence { words.meanConfidence }
}

extension Sequence<Word> {
    /// Mean confidence, weighted by length; 0 for no words.
    package var meanConfidence: Confidence {
        meanConfidence { Double($0.text.unicodeScalars.count) }
    }

    /// Mean confidence, in which a short word weighs as much as a long one; 0 for no words.
    package var evenMeanConfidence: Confidence { meanConfidence { _ in 1 } }

    private func meanConfidence(weighing weight: (Word) -> Double) -> Confidence {
        var sum = 0.0
        var weights = 0.0
        for word in self {
            let weight = weight(word)
            sum += word.confidence.value * weight
            weights += weight
        }
        return Confidence(weights == 0 ? 0 : sum / weights)
    }
}
