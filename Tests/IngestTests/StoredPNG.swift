import Foundation

/// A PNG whose pixels are not compressed, made byte by byte for a test.
struct StoredPNG {
    let width: Int
    let height: Int
    /// 1 for grey, 3 for RGB; 8 bits each.
    let channels: Int
    /// 0 for none stated.
    var dotsPerInch = 0

    /// The value of a sample: something that is different in neighbours.
    func sample(_ x: Int, _ y: Int, _ channel: Int) -> UInt8 {
        UInt8(truncatingIfNeeded: x &* 7 &+ y &* 13 &+ channel &* 50)
    }

    /// The bytes of the file.
    var bytes: [UInt8] {
        var header = Self.bigEndian(width) + Self.bigEndian(height)
        header += [8, channels == 3 ? 2 : 0, 0, 0, 0]
        var file: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        file += Self.chunk("IHDR", header)
        if dotsPerInch > 0 {
            let perMetre = Self.bigEndian(Int((Double(dotsPerInch) / 0.0254).rounded()))
            file += Self.chunk("pHYs", perMetre + perMetre + [1])
        }
        return file + Self.chunk("IDAT", deflated) + Self.chunk("IEND", [])
    }

    private var deflated: [UInt8] {
        var raw: [UInt8] = []
        for y in 0..<height {
            raw.append(0)
            for x in 0..<width {
                for channel in 0..<channels { raw.append(sample(x, y, channel)) }
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
