/// A rectangle on a page in pixels, from the top left corner; right and bottom lie just outside.
package struct BoundingBox: Hashable, Sendable, Codable {
    /// First column inside.
    package var left: Int
    /// First row inside.
    package var top: Int
    /// First column to the right that is outside.
    package var right: Int
    /// First row below that is outside.
    package var bottom: Int

    /// Makes a box from its edges.
    package init(left: Int, top: Int, right: Int, bottom: Int) {
        self.left = left
        self.top = top
        self.right = right
        self.bottom = bottom
    }

    /// Columns inside, 0 for an empty box.
    package var width: Int { max(0, right - left) }
    /// Rows inside, 0 for an empty box.
    package var height: Int { max(0, bottom - top) }

    /// The smallest box that holds both.
    package func union(_ other: BoundingBox) -> BoundingBox {
        BoundingBox(
            left: min(left, other.left), top: min(top, other.top),
            right: max(right, other.right), bottom: max(bottom, other.bottom))
    }

    /// The box with a margin on each side; negative margins shrink it.
    package func grown(across: Int, down: Int) -> BoundingBox {
        BoundingBox(
            left: left - across, top: top - down, right: right + across, bottom: bottom + down)
    }

    /// The part of the box inside another; empty, at the nearest edge, when there is none.
    package func clipped(to frame: BoundingBox) -> BoundingBox {
        BoundingBox(
            left: min(max(left, frame.left), frame.right),
            top: min(max(top, frame.top), frame.bottom),
            right: min(max(right, frame.left), frame.right),
            bottom: min(max(bottom, frame.top), frame.bottom))
    }

    /// The box of the pixels that lie in both; nil when there are none.
    package func intersection(_ other: BoundingBox) -> BoundingBox? {
        guard sharedWidth(with: other) > 0, sharedHeight(with: other) > 0 else { return nil }
        return BoundingBox(
            left: max(left, other.left), top: max(top, other.top),
            right: min(right, other.right), bottom: min(bottom, other.bottom))
    }

    /// Pixels that lie in both boxes.
    package func overlap(with other: BoundingBox) -> Int {
        intersection(other).map { $0.width * $0.height } ?? 0
    }

    /// Columns that both boxes have, wherever their rows are; negative for the gap between them.
    package func sharedWidth(with other: BoundingBox) -> Int {
        min(right, other.right) - max(left, other.left)
    }

    /// Rows that both boxes have, wherever their columns are; negative for the gap between them.
    package func sharedHeight(with other: BoundingBox) -> Int {
        min(bottom, other.bottom) - max(top, other.top)
    }

    /// The smallest box that holds all of them; nil for none.
    package static func enclosing(_ boxes: some Sequence<BoundingBox>) -> BoundingBox? {
        boxes.reduce(nil as BoundingBox?) { $0?.union($1) ?? $1 }
    }
}
