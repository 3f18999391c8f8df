/// How much of a reading makes sense: words of a dictionary and well-formed numbers.
///
/// Engines are sure of many a word that they read in a page lying on its side; nonsense is no word.
package struct ReadingSense: Hashable, Sendable {
    /// Letters and figures of all words.
    package var letters: Int
    /// Those of words that make sense; short words count half, as chance makes such.
    package var sensible: Double

    /// Makes a measurement.
    package init(letters: Int, sensible: Double) {
        self.letters = letters
        self.sensible = sensible
    }

    /// Share of the letters that makes sense, 0...1; 0 without letters.
    package var share: Double { letters == 0 ? 0 : sensible / Double(letters) }
}
