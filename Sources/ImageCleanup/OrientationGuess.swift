/// Which quarter turns would make a page upright, the likeliest first.
package struct OrientationGuess: Sendable, Hashable {
    /// Turns in degrees clockwise, the likeliest first; all four, each once.
    package let candidates: [Int]
    /// Whether the first candidate needs no confirmation by recognition.
    package let isCertain: Bool

    /// Guesses from the counts of ascending letters in both directions (standard deviations).
    ///
    /// On scans with mixed damage, upright pages count 2 to 28, pages upside down -15 and less, and
    /// pages on their side 40 and more in the other direction. Tables of figures count either way,
    /// down to -5; since nearly all pages arrive upright, they are first read as they lie. Only a
    /// positive count for the page as it lies is certain.
    init(up: Double, left: Double) {
        let sideways = left > 0 ? [90, 270] : [270, 90]
        let upright = up > -8 ? [0, 180] : [180, 0]
        if abs(left) > 12, abs(left) > 1.5 * abs(up) {
            candidates = sideways + upright
            isCertain = false
        } else {
            candidates = upright + sideways
            isCertain = up > 4
        }
    }

    /// Nothing is known: as it lies first.
    static let unknown = OrientationGuess(up: 0, left: 0)
}
