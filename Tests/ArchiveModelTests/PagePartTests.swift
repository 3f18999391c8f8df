import ArchiveModel
import Testing

@Suite struct PagePartTests {
    @Test("a box is the same part of a page whatever the page's density")
    func density() {
        let box = BoundingBox(left: 100, top: 200, right: 300, bottom: 400)
        let part = PagePart(box, ofWidth: 1000, height: 2000, margin: 0)
        #expect(part.box(ofWidth: 1000, height: 2000) == box)
        #expect(
            part.box(ofWidth: 500, height: 1000)
                == BoundingBox(left: 50, top: 100, right: 150, bottom: 200))
    }

    @Test(
        "a part that reaches over the edge, or is empty or no number, is a part of the page all the same",
        arguments: [
            PagePart(left: -1, top: -1, right: 2, bottom: 2),
            PagePart(left: 1, top: 1, right: 1, bottom: 1),
            PagePart(left: .nan, top: .infinity, right: -.infinity, bottom: .nan),
            PagePart(
                BoundingBox(left: 90, top: 90, right: 80, bottom: 80), ofWidth: 0, height: 0,
                margin: 3),
        ])
    func edges(part: PagePart) {
        let box = part.box(ofWidth: 10, height: 20)
        #expect(box.width >= 1 && box.height >= 1)
        #expect(box.left >= 0 && box.top >= 0 && box.right <= 10 && box.bottom <= 20)
    }
}
