import ArchiveModel
import Testing

@Suite("Boxes")
struct BoundingBoxTests {
    private let box = BoundingBox(left: 10, top: 10, right: 20, bottom: 30)

    @Test("two boxes meet in the pixels that lie in both")
    func intersection() {
        let other = BoundingBox(left: 15, top: 0, right: 40, bottom: 12)
        #expect(
            box.intersection(other) == BoundingBox(left: 15, top: 10, right: 20, bottom: 12))
        #expect(box.intersection(other) == other.intersection(box))
        #expect(box.overlap(with: other) == 10)
    }

    @Test("boxes that only touch have no pixel in common")
    func touching() {
        let beside = BoundingBox(left: 20, top: 10, right: 25, bottom: 30)
        #expect(box.intersection(beside) == nil && box.overlap(with: beside) == 0)
        #expect(box.sharedWidth(with: beside) == 0 && box.sharedHeight(with: beside) == 20)
    }

    @Test("the gap between boxes is a negative share")
    func gap() {
        let below = BoundingBox(left: 12, top: 37, right: 18, bottom: 40)
        #expect(box.sharedHeight(with: below) == -7 && box.sharedWidth(with: below) == 6)
        #expect(box.intersection(below) == nil)
    }
}
