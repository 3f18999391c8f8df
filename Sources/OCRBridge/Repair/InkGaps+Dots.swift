import ArchiveModel

extension InkGaps {
    /// Greatest height and width of a dot, and where its top may begin, in heights of the box.
    ///
    /// Dots of common typefaces have 0.15 to 0.2 of the height of capitals; blurred ones more.
    private static let largest = 0.36
    private static let lowest = 0.55
    /// Fewest pixels of a dot; smaller marks are dirt.
    static let fewestPixels = 4
    /// Boxes with more pixels are not abbreviations.
    static let mostPixels = 200_000

    /// How many small marks are at the foot of a box, connected to nothing else.
    func dots(in box: BoundingBox) -> Int {
        let frame = box.clipped(to: image.frame)
        guard frame.width * frame.height <= Self.mostPixels else { return 0 }
        let limit = Self.largest * Double(frame.height)
        return marks(in: frame).count { mark in
            Double(mark.box.height) <= limit && Double(mark.box.width) <= limit
                && Double(mark.box.top - frame.top) >= Self.lowest * Double(frame.height)
                && mark.pixels >= Self.fewestPixels
        }
    }

    /// The marks of a box whose pixels touch each other, including at corners.
    func marks(in frame: BoundingBox) -> [(box: BoundingBox, pixels: Int)] {
        let limit = inkLimit(in: frame)
        var isOpen = [Bool](repeating: false, count: frame.width * frame.height)
        for row in 0..<frame.height {
            for column in 0..<frame.width {
                let place = (frame.top + row) * image.width + frame.left + column
                isOpen[row * frame.width + column] = Int(image.pixels[place]) < limit
            }
        }
        var result: [(box: BoundingBox, pixels: Int)] = []
        for start in isOpen.indices where isOpen[start] {
            isOpen[start] = false
            var (box, pixels, next) = (BoundingBox?.none, 0, [start])
            while let place = next.popLast() {
                let (x, y) = (place % frame.width, place / frame.width)
                let pixel = BoundingBox(
                    left: frame.left + x, top: frame.top + y, right: frame.left + x + 1,
                    bottom: frame.top + y + 1)
                box = box?.union(pixel) ?? pixel
                pixels += 1
                for row in max(0, y - 1)...min(frame.height - 1, y + 1) {
                    for column in max(0, x - 1)...min(frame.width - 1, x + 1)
                    where isOpen[row * frame.width + column] {
                        isOpen[row * frame.width + column] = false
                        next.append(row * frame.width + column)
                    }
                }
            }
            if let box { result.append((box, pixels)) }
        }
        return result
    }

    /// Grey value below which a pixel of a box is ink: midway between white and the darkest pixel
    /// in it.
    private func inkLimit(in frame: BoundingBox) -> Int {
        var darkest: UInt8 = 255
        for row in frame.top..<max(frame.top, frame.bottom) {
            let start = row * image.width
            for column in frame.left..<max(frame.left, frame.right) {
                darkest = min(darkest, image.pixels[start + column])
            }
        }
        return (Int(darkest) + 255) / 2
    }
}
