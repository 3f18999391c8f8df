import ArchiveModel

extension PageImage {
    /// A copy of a box within a grey image, with a white margin on all sides.
    func part(_ box: BoundingBox, margin: Int) -> PageImage {
        let (width, height) = (box.width + 2 * margin, box.height + 2 * margin)
        var part = [UInt8](repeating: 255, count: width * height)
        for row in 0..<box.height {
            let source = (box.top + row) * self.width + box.left
            let target = (row + margin) * width + margin
            part.replaceSubrange(
                target..<target + box.width, with: pixels[source..<source + box.width])
        }
        return PageImage(
            width: width, height: height, samples: .gray, pixels: part, resolution: nil)
    }

    /// Grey value below which a pixel of a clean page is ink.
    private static let ink: UInt8 = 180

    /// How many pixels of a part of a row are ink; the image is grey, the part may be empty.
    func inkCount(from left: Int, to right: Int, row: Int) -> Int {
        guard left < right else { return 0 }
        return pixels.withUnsafeBufferPointer { pixels in
            pixels[row * width + left..<row * width + right].count { $0 < Self.ink }
        }
    }
}
