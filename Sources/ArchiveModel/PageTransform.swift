/// Where a pixel of the cleaned page lies on the scan: an affine map.
///
/// Recognition reads the upright, straightened page; highlights are drawn on the scan as received.
/// `x' = a·x + b·y + tx`, `y' = c·x + d·y + ty`.
package struct PageTransform: Hashable, Sendable, Codable {
    /// The six numbers of the map, named as in the formula above.
    package var a, b, tx, c, d, ty: Double

    /// Makes a map from its six numbers.
    package init(a: Double, b: Double, tx: Double, c: Double, d: Double, ty: Double) {
        self.a = a
        self.b = b
        self.tx = tx
        self.c = c
        self.d = d
        self.ty = ty
    }

    /// The map that moves nothing.
    package static let identity = PageTransform(a: 1, b: 0, tx: 0, c: 0, d: 1, ty: 0)

    /// The map that first applies `inner`, then `self`.
    package func after(_ inner: PageTransform) -> PageTransform {
        PageTransform(
            a: a * inner.a + b * inner.c, b: a * inner.b + b * inner.d,
            tx: a * inner.tx + b * inner.ty + tx,
            c: c * inner.a + d * inner.c, d: c * inner.b + d * inner.d,
            ty: c * inner.tx + d * inner.ty + ty)
    }

    /// The smallest upright box on the scan that holds the mapped box, cut to the scan's size.
    package func boxOnScan(_ box: BoundingBox, scanWidth: Int, scanHeight: Int) -> BoundingBox {
        let corners = [
            (box.left, box.top), (box.right, box.top), (box.left, box.bottom),
            (box.right, box.bottom),
        ].map {
            (a * Double($0.0) + b * Double($0.1) + tx, c * Double($0.0) + d * Double($0.1) + ty)
        }
        let xs = corners.map(\.0)
        let ys = corners.map(\.1)
        func cut(_ value: Double, limit: Int) -> Int { min(max(Int(value.rounded()), 0), limit) }
        return BoundingBox(
            left: cut(xs.min() ?? 0, limit: scanWidth), top: cut(ys.min() ?? 0, limit: scanHeight),
            right: cut(xs.max() ?? 0, limit: scanWidth),
            bottom: cut(ys.max() ?? 0, limit: scanHeight))
    }
}
