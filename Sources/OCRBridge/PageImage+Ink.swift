import ArchiveModel

extension PageImage {
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
