/// How many pixels lie on an inch of paper, in each direction.
package struct Resolution: Hashable, Sendable, Codable {
    /// Pixels per inch along a row.
    package var horizontal: Double
    /// Pixels per inch down a column; differs from `horizontal` in faxes (204 × 98 or 204 × 196).
    package var vertical: Double

    /// Makes a resolution from pixels per inch.
    package init(horizontal: Double, vertical: Double) {
        self.horizontal = horizontal
        self.vertical = vertical
    }
}
