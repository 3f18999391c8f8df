import ArchiveModel
import CLeptonica

/// Operations on black-and-white pictures, each with a new picture as its result.
///
/// Sizes are pixels; the origin of every brick is its middle.
enum Morphology {
    /// Fills gaps narrower than the brick; paper lies around the picture.
    static func closed(
        _ picture: Picture, across: Int, down: Int
    ) throws(CleanupError) -> Picture {
        // Room for ink that grows over the edge, which would otherwise be cut off and not shrink
        // back.
        let wide = try Picture(
            owning: pixAddBorderGeneral(
                picture.pix, 0, Int32(across - 1), 0, Int32(down - 1), 0),
            step: "close")
        let grown = try BrickPasses.grown(wide, across: across, down: down)
        let shrunk = try BrickPasses.shrunk(grown, across: across, down: down)
        return try Picture(
            owning: pixRemoveBorderGeneral(
                shrunk.pix, 0, Int32(across - 1), 0, Int32(down - 1)),
            step: "close")
    }

    /// Keeps the ink that contains the brick.
    static func opened(
        _ picture: Picture, across: Int, down: Int
    ) throws(CleanupError) -> Picture {
        try BrickPasses.grown(
            BrickPasses.shrunk(picture, across: across, down: down), across: across, down: down)
    }

    static func dilated(
        _ picture: Picture, across: Int, down: Int
    ) throws(CleanupError) -> Picture {
        try Picture(
            owning: pixDilateBrick(nil, picture.pix, Int32(across), Int32(down)), step: "dilate")
    }

    static func both(_ left: Picture, and right: Picture) throws(CleanupError) -> Picture {
        try Picture(owning: pixAnd(nil, left.pix, right.pix), step: "and")
    }

    static func either(_ left: Picture, and right: Picture) throws(CleanupError) -> Picture {
        try Picture(owning: pixOr(nil, left.pix, right.pix), step: "or")
    }

    static func subtract(_ right: Picture, from left: Picture) throws(CleanupError) -> Picture {
        try Picture(owning: pixSubtract(nil, left.pix, right.pix), step: "subtract")
    }

    /// How many pixels are black within a box, which may reach over the edge.
    static func count(_ picture: Picture, in box: BoundingBox) -> Int {
        guard let clipped = try? picture.part(box) else { return 0 }
        var black: Int32 = 0
        pixCountPixels(clipped.pix, &black, nil)
        return Int(black)
    }

    /// Paints a box white, or black where `ink` is true.
    static func fill(_ box: BoundingBox, of picture: Picture, ink: Bool) {
        var frame = boxCreate(
            Int32(box.left), Int32(box.top), Int32(box.width), Int32(box.height))
        defer { boxDestroy(&frame) }
        if ink { pixSetInRect(picture.pix, frame) } else { pixClearInRect(picture.pix, frame) }
    }

    /// The boxes of the connected marks; of the two connectivities, 8 joins pixels at their corners.
    static func marks(of picture: Picture, connectivity: Int32 = 8) -> [BoundingBox] {
        var boxes = pixConnCompBB(picture.pix, connectivity)
        defer { boxaDestroy(&boxes) }
        guard let boxes else { return [] }
        return (0..<boxaGetCount(boxes)).map { index in
            var (left, top, width, height): (Int32, Int32, Int32, Int32) = (0, 0, 0, 0)
            boxaGetBoxGeometry(boxes, index, &left, &top, &width, &height)
            return BoundingBox(
                left: Int(left), top: Int(top), right: Int(left + width), bottom: Int(top + height))
        }
    }
}
