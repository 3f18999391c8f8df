import ArchiveModel
import CLeptonica

/// Owner of one Leptonica image; used by one thread at a time.
final class Picture {
    let pix: UnsafeMutablePointer<Pix>

    /// Takes over a new image; throws if Leptonica returned none.
    init(owning pix: UnsafeMutablePointer<Pix>?, step: String) throws(CleanupError) {
        guard let pix else { throw .stepFailed(step) }
        self.pix = pix
    }

    deinit {
        var owned: UnsafeMutablePointer<Pix>? = pix
        pixDestroy(&owned)
    }

    var width: Int { Int(pixGetWidth(pix)) }
    var height: Int { Int(pixGetHeight(pix)) }

    /// Copies eight-bit grey rows into a new image.
    convenience init(
        grayRows pixels: UnsafeBufferPointer<UInt8>, width: Int, height: Int
    ) throws(CleanupError) {
        try self.init(owning: pixCreate(Int32(width), Int32(height), 8), step: "gray")
        guard let data = pixGetData(pix), let base = pixels.baseAddress else {
            throw .stepFailed("gray")
        }
        let wordsPerLine = Int(pixGetWpl(pix))
        for y in 0..<height {
            UnsafeMutableRawPointer(data + y * wordsPerLine)
                .copyMemory(from: base + y * width, byteCount: width)
        }
        // Leptonica keeps the first pixel in the highest byte of a word.
        pixEndianByteSwap(pix)
    }

    /// Copies a grey page image.
    convenience init(gray image: PageImage) throws(CleanupError) {
        guard image.samples == .gray else { throw .stepFailed("gray") }
        try self.init(owning: pixCreate(Int32(image.width), Int32(image.height), 8), step: "gray")
        guard let data = pixGetData(pix) else { throw .stepFailed("gray") }
        let wordsPerLine = Int(pixGetWpl(pix))
        image.pixels.withUnsafeBytes { rows in
            for y in 0..<image.height {
                UnsafeMutableRawBufferPointer(start: data + y * wordsPerLine, count: image.width)
                    .copyMemory(
                        from: UnsafeRawBufferPointer(
                            rebasing: rows[(y * image.width)...].prefix(image.width)))
            }
        }
        // Leptonica keeps the first pixel in the highest byte of a word.
        pixEndianByteSwap(pix)
    }

    /// Copies a coloured page image.
    convenience init(color image: PageImage) throws(CleanupError) {
        guard image.samples == .rgb else { throw .stepFailed("color") }
        try self.init(owning: pixCreate(Int32(image.width), Int32(image.height), 32), step: "color")
        guard let data = pixGetData(pix) else { throw .stepFailed("color") }
        image.pixels.withUnsafeBufferPointer { samples in
            for index in 0..<image.width * image.height {
                let red = UInt32(samples[3 * index]) << 24
                let green = UInt32(samples[3 * index + 1]) << 16
                data[index] = red | green | UInt32(samples[3 * index + 2]) << 8
            }
        }
    }

    /// A copy of the area of a box, which may reach over the edge.
    ///
    /// - Throws: `CleanupError` for a box outside the picture, or without memory.
    func part(_ box: BoundingBox) throws(CleanupError) -> Picture {
        var frame = boxCreate(
            Int32(box.left), Int32(box.top), Int32(box.width), Int32(box.height))
        defer { boxDestroy(&frame) }
        return try Picture(owning: pixClipRectangle(pix, frame, nil), step: "clip")
    }

    /// Makes white the grey pixels that are black in a mask of the same size.
    ///
    /// Examines 32 pixels of the mask at a time, as most masks are nearly empty.
    func whiten(where mask: Picture) {
        guard pixGetDepth(pix) == 8, pixGetDepth(mask.pix) == 1, mask.width == width,
            mask.height == height, let data = pixGetData(pix), let bits = pixGetData(mask.pix)
        else { return }
        let (wordsPerLine, maskWords) = (Int(pixGetWpl(pix)), Int(pixGetWpl(mask.pix)))
        for y in 0..<height {
            let row = data + y * wordsPerLine
            for word in 0..<maskWords {
                var left = bits[y * maskWords + word]
                while left != 0 {
                    let place = left.leadingZeroBitCount
                    left &= ~(0x8000_0000 >> UInt32(place))
                    let x = word * 32 + place
                    // Bits after the last pixel mean nothing.
                    if x < width { row[x >> 2] |= 0xFF << UInt32(24 - 8 * (x & 3)) }
                }
            }
        }
    }

    /// The grey pixels as a page image.
    ///
    /// The picture must not be used afterwards.
    func consumeGrayRows() -> PageImage? {
        guard pixGetDepth(pix) == 8, let data = pixGetData(pix) else { return nil }
        pixEndianByteSwap(pix)
        let wordsPerLine = Int(pixGetWpl(pix))
        let pixels = [UInt8](unsafeUninitializedCapacity: width * height) { buffer, count in
            for y in 0..<height {
                let row = UnsafeRawBufferPointer(start: data + y * wordsPerLine, count: width)
                UnsafeMutableRawBufferPointer(
                    rebasing: UnsafeMutableRawBufferPointer(buffer)[(y * width)...]
                )
                .copyMemory(from: row)
            }
            count = width * height
        }
        return PageImage(
            width: width, height: height, samples: .gray, pixels: pixels, resolution: nil)
    }
}

/// A copy with pixels of its own.
func copy(_ picture: Picture) throws(CleanupError) -> Picture {
    try Picture(owning: pixCopy(nil, picture.pix), step: "copy")
}
