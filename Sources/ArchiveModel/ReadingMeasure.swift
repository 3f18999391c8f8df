/// How good a reading of a page is, as far as it tells by itself.
package struct ReadingMeasure: Hashable, Sendable, Codable {
    /// The share of its characters that is expected to be right.
    package var confidence: Confidence
    /// How many words it has.
    package var words: Int
    /// How many characters these have.
    package var characters: Int

    /// Measures a reading.
    package init(_ page: RecognizedPage) {
        confidence = page.confidence
        words = page.words.reduce(0) { count, _ in count + 1 }
        characters = page.words.reduce(0) { $0 + $1.text.unicodeScalars.count }
    }

    /// How many characters are expected to be right.
    package var rightCharacters: Double { confidence.value * Double(characters) }
}
