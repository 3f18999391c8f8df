import ArchiveModel

extension PageImage {
    /// Reads a binary portable map of 8 bits a sample (P5 grey, P6 RGB), as poppler writes it; nil
    /// for anything else.
    init?(portableMap bytes: [UInt8], resolution: Resolution?) {
        var cursor = 0
        guard let magic = Self.token(in: bytes, at: &cursor), magic == "P5" || magic == "P6",
            let width = Self.token(in: bytes, at: &cursor).flatMap({ Int($0) }), width > 0,
            let height = Self.token(in: bytes, at: &cursor).flatMap({ Int($0) }), height > 0,
            Self.token(in: bytes, at: &cursor) == "255"
        else { return nil }
        let samples: Samples = magic == "P5" ? .gray : .rgb
        // One white space byte ends the header. Dividing first, since a product may overflow.
        let size = bytes.count - cursor - 1
        guard height <= size / width, size == width * height * samples.rawValue else { return nil }
        self.init(
            width: width, height: height, samples: samples, pixels: Array(bytes.suffix(size)),
            resolution: resolution)
    }

    /// Whether all samples have one value.
    var isUniform: Bool { pixels.allSatisfy { $0 == pixels[0] } }

    private static func token(in bytes: [UInt8], at cursor: inout Int) -> String? {
        while cursor < bytes.count, bytes[cursor] <= 0x20 { cursor += 1 }
        let start = cursor
        while cursor < bytes.count, bytes[cursor] > 0x20, cursor - start < 16 { cursor += 1 }
        return cursor > start ? String(decoding: bytes[start..<cursor], as: UTF8.self) : nil
    }
}

extension PageImage {
    /// A grey image of half the size: each pixel is the mean of four; the same for an image of one row or column.
    func halved() -> PageImage {
        let (across, down) = (width / 2, height / 2)
        guard samples == .gray, across > 0, down > 0 else { return self }
        var result = [UInt8](repeating: 0, count: across * down)
        pixels.withUnsafeBufferPointer { source in
            for y in 0..<down {
                let (upper, lower) = (2 * y * width, (2 * y + 1) * width)
                for x in 0..<across {
                    let sum =
                        Int(source[upper + 2 * x]) + Int(source[upper + 2 * x + 1])
                        + Int(source[lower + 2 * x]) + Int(source[lower + 2 * x + 1])
                    result[y * across + x] = UInt8(sum / 4)
                }
            }
        }
        return PageImage(
            width: across, height: down, samples: .gray, pixels: result,
            resolution: resolution?.reduced(by: 2))
    }
}
