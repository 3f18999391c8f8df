/// A part of a page as a viewer shows the scan, in fractions of its width and height from the top left corner.
///
/// Fractions mean the same whatever the density a page is drawn with.
package struct PagePart: Hashable, Sendable, Codable {
    /// The edges, from 0 to 1.
    package let left, top, right, bottom: Double

    /// Makes a part of its edges.
    package init(left: Double, top: Double, right: Double, bottom: Double) {
        self.left = left
        self.top = top
        self.right = right
        self.bottom = bottom
    }

    /// The whole page.
    package static let whole = PagePart(left: 0, top: 0, right: 1, bottom: 1)

    /// The part that a box is of a page of this size, with a margin of both in pixels around it.
    package init(_ box: BoundingBox, ofWidth width: Int, height: Int, margin: Int) {
        let (width, height) = (Double(max(1, width)), Double(max(1, height)))
        self.init(
            left: Double(box.left - margin) / width, top: Double(box.top - margin) / height,
            right: Double(box.right + margin) / width, bottom: Double(box.bottom + margin) / height)
    }

    /// The pixels of the part on a page of this size: at least one, and none outside.
    package func box(ofWidth width: Int, height: Int) -> BoundingBox {
        func cut(_ value: Double, _ limit: Int) -> Int {
            value.isFinite ? Int((min(max(value, 0), 1) * Double(limit)).rounded()) : 0
        }
        let x = min(cut(left, width), width - 1)
        let y = min(cut(top, height), height - 1)
        return BoundingBox(
            left: x, top: y, right: max(x + 1, cut(right, width)),
            bottom: max(y + 1, cut(bottom, height)))
    }
}
