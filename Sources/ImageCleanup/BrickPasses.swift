import CLeptonica

/// Erosion and dilation by bricks, in as many passes over the picture as the brick's side has
/// binary digits.
///
/// A picture combined with itself moved by one pixel answers for runs of two, that one moved by two
/// for runs of four, and so on. Leptonica's own bricks take a pass for each pixel, or two for its
/// root; rules are found with bricks of a hundred pixels and more. The origin of a brick is its
/// first pixel, so only an erosion and a dilation in sequence, an opening or a closing, leave the
/// ink in place.
enum BrickPasses {
    /// Where a brick of ink that begins at a pixel fits into the picture; paper lies around it.
    static func shrunk(
        _ picture: Picture, across: Int, down: Int
    ) throws(CleanupError) -> Picture {
        var result = try copy(picture)
        try pass(over: &result, length: across) { target, source, step in
            let (width, height) = (Int32(source.width), Int32(source.height))
            pixRasterop(
                target.pix, 0, 0, width - step, height, pixSource & pixTarget, source.pix, step, 0)
            pixRasterop(target.pix, max(0, width - step), 0, step, height, pixClear, nil, 0, 0)
        }
        try pass(over: &result, length: down) { target, source, step in
            let (width, height) = (Int32(source.width), Int32(source.height))
            pixRasterop(
                target.pix, 0, 0, width, height - step, pixSource & pixTarget, source.pix, 0, step)
            pixRasterop(target.pix, 0, max(0, height - step), width, step, pixClear, nil, 0, 0)
        }
        return result
    }

    /// The picture with a brick of ink that begins at each of its pixels; ink that grows over the
    /// edge is cut off.
    static func grown(
        _ picture: Picture, across: Int, down: Int
    ) throws(CleanupError) -> Picture {
        var result = try copy(picture)
        try pass(over: &result, length: across) { target, source, step in
            pixRasterop(
                target.pix, step, 0, Int32(source.width) - step, Int32(source.height),
                pixSource | pixTarget, source.pix, 0, 0)
        }
        try pass(over: &result, length: down) { target, source, step in
            pixRasterop(
                target.pix, 0, step, Int32(source.width), Int32(source.height) - step,
                pixSource | pixTarget, source.pix, 0, 0)
        }
        return result
    }

    /// Combines a picture with itself moved, until runs of the given length are reached.
    private static func pass(
        over picture: inout Picture, length: Int,
        _ combine: (_ target: Picture, _ source: Picture, _ step: Int32) -> Void
    ) throws(CleanupError) {
        guard length > 1 else { return }
        var other = try copy(picture)
        var reached = 1
        while reached < length {
            let step = min(reached, length - reached)
            combine(other, picture, Int32(step))
            reached += step
            swap(&picture, &other)
            if reached < length { pixCopy(other.pix, picture.pix) }
        }
    }

    private static let pixSource = Int32(PIX_SRC)
    private static let pixTarget = Int32(PIX_DST)
    private static let pixClear = Int32(PIX_CLR)
}
