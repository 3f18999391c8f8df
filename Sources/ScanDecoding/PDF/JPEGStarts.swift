/// JPEG data that begin twice: tables, then a whole picture with a start of its own.
///
/// Programs that wrap a TIFF's JPEG strips into a PDF write this; decoders refuse it.
enum JPEGStarts {
    static let warning =
        "the page's JPEG picture begins twice, as programs such as tiff2pdf write it, and was read around"

    /// The data with one start; nil if they have just one, or are not JPEG.
    static func mended(_ bytes: [UInt8]) -> [UInt8]? {
        guard bytes.count > 4, bytes[0] == 0xFF, bytes[1] == 0xD8 else { return nil }
        var place = 2
        var extra: [Range<Int>] = []
        while place + 4 <= bytes.count, bytes[place] == 0xFF {
            switch bytes[place + 1] {
            // The end of a stream of tables, and the start of the picture that uses them.
            case 0xD8, 0xD9:
                extra.append(place..<place + 2)
                place += 2
            // Fill bytes.
            case 0xFF: place += 1
            // The picture's data: no markers follow.
            case 0xDA: return extra.isEmpty ? nil : without(extra, in: bytes)
            default:
                let length = Int(bytes[place + 2]) << 8 | Int(bytes[place + 3])
                guard length >= 2 else { return nil }
                place += 2 + length
            }
        }
        return nil
    }

    private static func without(_ ranges: [Range<Int>], in bytes: [UInt8]) -> [UInt8] {
        var result = bytes
        for range in ranges.reversed() { result.removeSubrange(range) }
        return result
    }
}
