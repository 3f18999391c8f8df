import ArchiveModel

extension PageImage {
    /// Reads a binary portable map of 8 bits a sample (P5 grey, P6 RGB), as poppler writes it; nil
    /// for anything else.
    init?(portableMap bytes: [UInt8], resolution: Resolution) {
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
