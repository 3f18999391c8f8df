/// How many pixels lie on an inch of paper, in each direction.
public struct Resolution: Hashable, Sendable, Codable {
    /// Pixels per inch along a row.
    public var horizontal: Double
    /// Pixels per inch down a column; differs from `horizontal` in faxes (204 × 98 or 204 × 196).
    public var vertical: Double

    /// Makes a resolution from pixels per inch.
    public init(horizontal: Double, vertical: Double) {
        self.horizontal = horizontal
        self.vertical = vertical
    }
}
