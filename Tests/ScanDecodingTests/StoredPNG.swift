import Foundation

/// A PNG whose pixels are not compressed, made byte by byte for a test.
struct StoredPNG {
    let width: Int
    let height: Int
    /// 1 for grey, 3 for RGB; 8 bits each.
    let channels: Int
    /// 0 for none stated.
    var dotsPerInch = 0
    /// How the samples are stored.
    var layout = Layout.plain

    /// Ways of storing samples that all decode to the same picture.
    enum Layout: CaseIterable {
        case plain, palette, opaque, sixteenBits, interlaced
        /// Black paper that is wholly transparent, which is white.
        case transparent
        /// Colours all of which are wholly transparent.
        case transparentColors

        static let allCases: [Layout] = [
            .plain, .palette, .opaque, .sixteenBits, .interlaced, .transparent,
        ]
    }

    /// The value of a sample as it decodes: something that is different in neighbours.
    func sample(_ x: Int, _ y: Int, _ channel: Int) -> UInt8 {
        switch layout {
        case .transparent: 255
        // One of 256 colours, a ramp in each channel.
        case .palette: UInt8(truncatingIfNeeded: x &* 7 &+ y &* 13) &+ UInt8(channel &* 50)
        default: UInt8(truncatingIfNeeded: x &* 7 &+ y &* 13 &+ channel &* 50)
        }
    }

    /// The bytes of a pixel as they are stored.
    private func stored(_ x: Int, _ y: Int) -> [UInt8] {
        let samples = (0..<channels).map { sample(x, y, $0) }
        switch layout {
        case .plain, .interlaced: return samples
        case .palette: return [samples[0]]
        case .opaque: return samples + [255]
        case .transparentColors: return samples + [0]
        // The same value in both bytes: cutting or rounding gives it back.
        case .sixteenBits: return samples.flatMap { [$0, $0] }
        case .transparent: return [UInt8](repeating: 0, count: channels + 1)
        }
    }

    private var colorType: UInt8 {
        switch layout {
        case .palette: 3
        case .opaque, .transparent, .transparentColors: channels == 3 ? 6 : 4
        default: channels == 3 ? 2 : 0
        }
    }

    /// The bytes of the file.
    var bytes: [UInt8] {
        var header = Self.bigEndian(width) + Self.bigEndian(height)
        header += [layout == .sixteenBits ? 16 : 8, colorType, 0, 0, layout == .interlaced ? 1 : 0]
        var file: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        file += Self.chunk("IHDR", header)
        if dotsPerInch > 0 {
            let perMetre = Self.bigEndian(Int((Double(dotsPerInch) / 0.0254).rounded()))
            file += Self.chunk("pHYs", perMetre + perMetre + [1])
        }
        if layout == .palette {
            let colors = (0..<256).flatMap { index in
                (0..<3).map { UInt8(index) &+ (channels == 3 ? UInt8($0 * 50) : 0) }
            }
            file += Self.chunk("PLTE", colors)
        }
        return file + Self.chunk("IDAT", deflated) + Self.chunk("IEND", [])
    }

    /// Start and step of the seven passes of an interlaced file.
    private static let adam7: [(x: Int, y: Int, across: Int, down: Int)] = [
        (0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2),
        (0, 1, 1, 2),
    ]

    private var deflated: [UInt8] {
        var raw: [UInt8] = []
        for pass in layout == .interlaced ? Self.adam7 : [(x: 0, y: 0, across: 1, down: 1)] {
            for y in stride(from: pass.y, to: height, by: pass.down) where pass.x < width {
                raw.append(0)
                for x in stride(from: pass.x, to: width, by: pass.across) { raw += stored(x, y) }
            }
        }
        var result: [UInt8] = [0x78, 0x01]
        var rest = raw[...]
        while !rest.isEmpty {
            let block = rest.prefix(65_535)
            rest = rest.dropFirst(block.count)
            let size = UInt16(block.count)
            result.append(rest.isEmpty ? 1 : 0)
            for word in [size, ~size] { result += [UInt8(word & 255), UInt8(word >> 8)] }
            result += block
        }
        return result + Self.bigEndian(Self.adler(raw))
    }

    private static func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
        let body = Array(name.utf8) + content
        return bigEndian(content.count) + body + bigEndian(Int(crc(body)))
    }

    private static func bigEndian(_ value: Int) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
    }

    private static func adler(_ bytes: [UInt8]) -> Int {
        var (low, high) = (1, 0)
        for byte in bytes {
            low = (low + Int(byte)) % 65_521
            high = (high + low) % 65_521
        }
        return high << 16 | low
    }

    private static func crc(_ bytes: [UInt8]) -> UInt32 {
        var crc: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
        }
        return ~crc
    }
}
