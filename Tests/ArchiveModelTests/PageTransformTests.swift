import ArchiveModel
import Testing

@Suite struct PageTransformTests {
    private static let half = PageTransform(a: 0.5, b: 0, tx: 10, c: 0, d: 0.25, ty: 20)
    /// A quarter turn clockwise undone: of a page that is 100 high.
    private static let quarter = PageTransform(a: 0, b: 1, tx: 0, c: -1, d: 0, ty: 100)

    @Test("the identity changes nothing, before or after")
    func identity() {
        #expect(Self.half.after(.identity) == Self.half)
        #expect(PageTransform.identity.after(Self.half) == Self.half)
    }

    @Test("a composed map does the inner one first")
    func composition() {
        // (x, y) → (y, 100 − x) → halved and moved.
        let both = Self.half.after(Self.quarter)
        #expect(both == PageTransform(a: 0, b: 0.5, tx: 10, c: -0.25, d: 0, ty: 45))
        let other = Self.quarter.after(Self.half)
        #expect(other == PageTransform(a: 0, b: 0.25, tx: 20, c: -0.5, d: 0, ty: 90))
    }

    @Test("composition may be bracketed in any way")
    func associativity() {
        let third = PageTransform(a: 2, b: 1, tx: -3, c: 4, d: -1, ty: 5)
        let left = third.after(Self.half).after(Self.quarter)
        let right = third.after(Self.half.after(Self.quarter))
        #expect(left == right)
    }

    @Test(
        "a box on a turned page lies where the scan has it",
        arguments: [
            (PageTransform.identity, BoundingBox(left: 10, top: 20, right: 40, bottom: 30)),
            (quarter, BoundingBox(left: 20, top: 60, right: 30, bottom: 90)),
            (
                PageTransform(a: -1, b: 0, tx: 200, c: 0, d: -1, ty: 100),
                BoundingBox(left: 160, top: 70, right: 190, bottom: 80)
            ),
            (
                PageTransform(a: 0, b: -1, tx: 200, c: 1, d: 0, ty: 0),
                BoundingBox(left: 170, top: 10, right: 180, bottom: 40)
            ),
        ])
    func boxes(_ transform: PageTransform, _ expected: BoundingBox) {
        let box = BoundingBox(left: 10, top: 20, right: 40, bottom: 30)
        #expect(transform.boxOnScan(box, scanWidth: 200, scanHeight: 100) == expected)
    }

    @Test("a slanted box is enclosed, not cut")
    func slanted() {
        // 45 degrees about the origin, moved right.
        let slant = PageTransform(a: 0.7071, b: -0.7071, tx: 100, c: 0.7071, d: 0.7071, ty: 0)
        let box = BoundingBox(left: 0, top: 0, right: 100, bottom: 100)
        #expect(
            slant.boxOnScan(box, scanWidth: 500, scanHeight: 500)
                == BoundingBox(left: 29, top: 0, right: 171, bottom: 141))
    }

    @Test("what lies beside the scan is cut to its edges")
    func cut() {
        let moved = PageTransform(a: 1, b: 0, tx: -50, c: 0, d: 1, ty: 90)
        let box = BoundingBox(left: 10, top: 0, right: 80, bottom: 40)
        #expect(
            moved.boxOnScan(box, scanWidth: 200, scanHeight: 100)
                == BoundingBox(left: 0, top: 90, right: 30, bottom: 100))
    }
}
