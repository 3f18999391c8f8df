/// How much of a reading makes sense: words of a dictionary and well-formed numbers.
///
/// Engines are sure of many a word that they read in a page lying on its side; nonsense is no word.
public struct ReadingSense: Hashable, Sendable {
    /// Letters and figures of all words.
    public var letters: Int
    /// Those of words that make sense; short words count half, as chance makes such.
    public var sensible: Double

    /// Makes a measurement.
    public init(letters: Int, sensible: Double) {
        self.letters = letters
        self.sensible = sensible
    }

    /// Share of the letters that makes sense, 0...1; 0 without letters.
    public var share: Double { letters == 0 ? 0 : sensible / Double(letters) }
}
