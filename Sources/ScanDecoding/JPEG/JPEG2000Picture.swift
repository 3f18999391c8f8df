import ArchiveModel
import CScanShims

/// A JPEG 2000 file or bare code stream.
///
/// Its coded data hold no checksums and nearly any bytes decode to some picture; so damage shows
/// only in the surrounding structure, such as lengths and markers, and in values that cannot occur
/// in coded data, and not always.
struct JPEG2000Picture {
    let bytes: [UInt8]
    let limits: DecodeLimits
    private var page: csh_jp2_page

    /// Reads the header.
    ///
    /// - Throws: `scan-damaged`, `scan-too-large`, `scan-unsupported`.
    static func read(_ bytes: [UInt8], limits: DecodeLimits) throws(ScanError) -> JPEG2000Picture {
        var page = csh_jp2_page()
        guard csh_jp2_describe(bytes, UInt64(bytes.count), &page) != 0 else {
            throw .damaged("the header cannot be read")
        }
        try limits.check(width: Int(page.width), height: Int(page.height))
        if page.components == 0 || page.components > 4 {
            throw .unsupported("\(page.components) colours a pixel")
        }
        return JPEG2000Picture(bytes: bytes, limits: limits, page: page)
    }

    func decoded() throws(ScanError) -> DecodedScanPage {
        let (width, height) = (Int(page.width), Int(page.height))
        let wanted = ReadingScale.reduction(resolution, width: width, height: height)
        let halvings = wanted >= 2 && page.resolutions > 1 ? 1 : 0
        let reduction = 1 << halvings
        let (across, down) = ((width + halvings) / reduction, (height + halvings) / reduction)
        let samples: PageImage.Samples = page.components >= 3 ? .rgb : .gray
        let size = across * down * samples.rawValue
        var page = page
        var isRead: CInt = 0
        let pixels = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            buffer.initialize(repeating: 255)
            isRead = csh_jp2_read(
                bytes, UInt64(bytes.count), UInt32(halvings), &page, buffer.baseAddress)
            count = size
        }
        guard isRead != 0 else { throw .damaged("the JPEG 2000 data cannot be decoded") }
        let image = PageImage(
            width: across, height: down, samples: samples, pixels: pixels,
            resolution: resolution?.reduced(by: reduction))
        let decoded = DecodedImage(
            image, reduction: reduction, scanWidth: width, scanHeight: height)
        var result = DecodedScanPage(page: .image(decoded))
        result.doubts = try doubts(complaints: Int(page.complaints))
        if page.is_transparent != 0 { result.doubts.append(.pageTransparent()) }
        return result
    }

    private func doubts(complaints: Int) throws(ScanError) -> [Doubt] {
        let stream = JPEG2000CodeStream(bytes)
        if stream.presentShare < JPEGDamage.leastShareLeft {
            throw .truncated("its JPEG 2000 data end early")
        }
        if stream.presentShare < 1 {
            return [.pageDamaged(nil, detail: "its JPEG 2000 data end early")]
        }
        if stream.hasImpossibleBytes {
            return [.pageDamaged(nil, detail: "its JPEG 2000 data hold what no encoder writes")]
        }
        if complaints > 0 {
            return [
                .pageDamaged(nil, detail: "the JPEG 2000 decoder complained \(complaints) times")
            ]
        }
        return []
    }

    /// The content of the box `resc` or `resd`: pixels per metre as fractions and powers of ten.
    private var resolution: Resolution? {
        let head = bytes.prefix(4096)
        let names: [[UInt8]] = [Array("resc".utf8), Array("resd".utf8)]
        for place in head.indices.dropLast(14) {
            guard names.contains(where: { head[place...].starts(with: $0) }) else { continue }
            let numbers = (0..<4).map {
                Double(Int(head[place + 4 + 2 * $0]) << 8 | Int(head[place + 5 + 2 * $0]))
            }
            let powers = (0..<2).map { Int(Int8(bitPattern: head[place + 12 + $0])) }
            let resolution = Resolution(
                horizontal: Self.perInch(numbers[2], denominator: numbers[3], power: powers[1]),
                vertical: Self.perInch(numbers[0], denominator: numbers[1], power: powers[0]))
            if resolution.isBelievable { return resolution }
        }
        return nil
    }

    private static func perInch(_ numerator: Double, denominator: Double, power: Int) -> Double {
        var value = denominator == 0 ? 0 : numerator / denominator * 0.0254
        for _ in 0..<min(abs(power), 12) { value *= power > 0 ? 10 : 0.1 }
        return value
    }
}

/// The tile-parts of a JPEG 2000 code stream (ITU-T T.800, annex A) and whether they are whole.
struct JPEG2000CodeStream {
    /// The share of the announced tile-part data that is present, 0...1.
    private(set) var presentShare = 1.0
    /// Whether coded data hold two bytes over FF8F, which an encoder avoids so that decoders find markers.
    private(set) var hasImpossibleBytes = false

    init(_ bytes: [UInt8]) {
        guard let start = Self.start(in: bytes) else { return }
        var place = start + 2
        var announced = 0
        var present = 0
        while place + 12 <= bytes.count, bytes[place] == 0xFF {
            if bytes[place + 1] == 0xD9 { break }
            if bytes[place + 1] != 0x90 {
                place += 2 + Self.number(bytes, at: place + 2, count: 2)
                continue
            }
            let length = Self.number(bytes, at: place + 6, count: 4)
            // A length of 0 means up to the end marker.
            let end = length == 0 ? bytes.count : place + max(length, 14)
            announced += end - place
            present += min(end, bytes.count) - place
            check(bytes, from: place + 12, to: min(end, bytes.count))
            place = end
        }
        let hasEnd = place + 1 < bytes.count && bytes[place] == 0xFF && bytes[place + 1] == 0xD9
        if announced == 0 {
            presentShare = 0
        } else if present < announced {
            presentShare = Double(present) / Double(announced)
        } else if !hasEnd, place < bytes.count {
            // The chain of lengths leads to something that is not a marker.
            hasImpossibleBytes = true
        }
    }

    private mutating func check(_ bytes: [UInt8], from start: Int, to end: Int) {
        // Headers of the tile-part come first, up to the marker that begins the data.
        var place = start
        while place + 4 <= end, bytes[place] == 0xFF, bytes[place + 1] != 0x93 {
            place += 2 + Self.number(bytes, at: place + 2, count: 2)
        }
        place += 2
        while place + 1 < end {
            if bytes[place] == 0xFF, bytes[place + 1] > 0x8F {
                let isMark = bytes[place + 1] == 0x91 || bytes[place + 1] == 0x92
                let isEnd = bytes[place + 1] == 0xD9 && place + 2 >= end
                if !isMark, !isEnd {
                    hasImpossibleBytes = true
                    return
                }
            }
            place += 1
        }
    }

    /// Where the code stream begins: at once, or in a box of its own.
    private static func start(in bytes: [UInt8]) -> Int? {
        if bytes.starts(with: [0xFF, 0x4F]) { return 0 }
        var place = 0
        while place + 8 <= bytes.count {
            let length = number(bytes, at: place, count: 4)
            let isLong = length == 1
            if bytes[(place + 4)..<(place + 8)].elementsEqual("jp2c".utf8) {
                return place + (isLong ? 16 : 8)
            }
            let size = isLong ? number(bytes, at: place + 8, count: 8) : length
            if size < 8 { return nil }
            place += size
        }
        return nil
    }

    private static func number(_ bytes: [UInt8], at place: Int, count: Int) -> Int {
        var value = 0
        for at in place..<(place + count) {
            value = value << 8 | (at < bytes.count ? Int(bytes[at]) : 0)
        }
        return max(0, min(value, 1 << 48))
    }
}
