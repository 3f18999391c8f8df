import ArchiveModel

/// The pictures of a GIF, WebP, PNM or PNG file, each as the bytes of a file of its own.
///
/// Viewers show such files as films or show only the first picture; scanner programs write pages
/// into them.
struct PictureFrames {
    /// Files that hold one picture each; a single one that is the whole file if nothing else was
    /// found.
    private(set) var files: [[UInt8]] = []
    /// Pictures that are not pages: parts of films that change a corner of the previous one.
    private(set) var leftOut = 0

    init(_ bytes: [UInt8], format: ScanFormat, limit: Int) {
        switch format {
        case .gif: splitGIF(bytes, limit: limit)
        case .webp: splitWebP(bytes, limit: limit)
        case .pnm: splitPNM(bytes, limit: limit)
        case .png: leftOut = max(0, Self.pictures(ofPNG: bytes) - 1)
        case .tiff, .jpeg, .jpeg2000, .pdf, .bmp: break
        }
        if files.count < 2 { files = [bytes] }
    }

    // MARK: GIF

    private mutating func splitGIF(_ bytes: [UInt8], limit: Int) {
        guard bytes.count > 13 else { return }
        let tableSize = bytes[10] & 0x80 != 0 ? 3 << (Int(bytes[10] & 7) + 1) : 0
        let head = bytes.prefix(13 + tableSize)
        let screen = (width: Self.word(bytes, at: 6), height: Self.word(bytes, at: 8))
        var place = head.count
        while place + 1 < bytes.count, files.count <= limit {
            let start = place
            if bytes[place] == 0x21 {
                place = Self.endOfBlocks(bytes, from: place + 2)
            } else if bytes[place] == 0x2C, place + 10 < bytes.count {
                let flags = bytes[place + 9]
                let table = flags & 0x80 != 0 ? 3 << (Int(flags & 7) + 1) : 0
                let size = (
                    width: Self.word(bytes, at: place + 5), height: Self.word(bytes, at: place + 7)
                )
                place = Self.endOfBlocks(bytes, from: place + 10 + table + 1)
                if size.width * 2 < screen.width || size.height * 2 < screen.height {
                    leftOut += 1
                } else {
                    files.append(head + bytes[start..<min(place, bytes.count)] + [0x3B])
                }
            } else {
                return
            }
        }
    }

    /// After blocks that each begin with their length, the last of which is empty.
    private static func endOfBlocks(_ bytes: [UInt8], from start: Int) -> Int {
        var place = start
        while place < bytes.count, bytes[place] != 0 { place += 1 + Int(bytes[place]) }
        return place + 1
    }

    private static func word(_ bytes: [UInt8], at place: Int) -> Int {
        place + 1 < bytes.count ? Int(bytes[place]) | Int(bytes[place + 1]) << 8 : 0
    }

    // MARK: WebP

    private mutating func splitWebP(_ bytes: [UInt8], limit: Int) {
        var place = 12
        while place + 8 <= bytes.count, files.count <= limit {
            let size = Self.word(bytes, at: place + 4) | Self.word(bytes, at: place + 6) << 16
            let end = min(bytes.count, place + 8 + size)
            // The picture of a film begins after 16 bytes about its place, size and duration.
            if bytes[place..<(place + 4)].elementsEqual("ANMF".utf8), end - place > 24 {
                files.append(
                    Self.still(bytes[(place + 24)..<end], of: bytes[place + 8..<place + 24]))
            }
            place = place + 8 + size + (size & 1)
        }
    }

    private static func still(_ chunks: ArraySlice<UInt8>, of frame: ArraySlice<UInt8>) -> [UInt8] {
        var body = Array("WEBP".utf8)
        if chunks.starts(with: "ALPH".utf8) {
            let size = frame.dropFirst(6).prefix(6)
            body += Array("VP8X".utf8) + [10, 0, 0, 0, 0x10, 0, 0, 0] + size
        }
        body += chunks
        let length = body.count
        return Array("RIFF".utf8) + [0, 8, 16, 24].map { UInt8(truncatingIfNeeded: length >> $0) }
            + body
    }

    // MARK: PNM

    private mutating func splitPNM(_ bytes: [UInt8], limit: Int) {
        var place = 0
        while files.count <= limit, let size = Self.sizeOfPNM(bytes, at: place) {
            let end = min(bytes.count, place + size)
            files.append(Array(bytes[place..<end]))
            place = end
            while place < bytes.count, bytes[place] <= 0x20 { place += 1 }
        }
    }

    /// Bytes of a binary map that begins at a place; nil for anything else.
    private static func sizeOfPNM(_ bytes: [UInt8], at start: Int) -> Int? {
        guard start + 2 < bytes.count, bytes[start] == 0x50,
            (0x34...0x36).contains(bytes[start + 1])
        else { return nil }
        let kind = bytes[start + 1]
        var place = start + 2
        var numbers: [Int] = []
        while numbers.count < (kind == 0x34 ? 2 : 3) {
            guard let number = number(bytes, at: &place) else { return nil }
            numbers.append(number)
        }
        let (width, height) = (numbers[0], numbers[1])
        guard width > 0, height > 0, width < 1 << 24, height < 1 << 24 else { return nil }
        let sample = numbers.count == 3 && numbers[2] > 255 ? 2 : 1
        let row = kind == 0x34 ? (width + 7) / 8 : width * sample * (kind == 0x36 ? 3 : 1)
        return place + 1 - start + row * height
    }

    private static func number(_ bytes: [UInt8], at place: inout Int) -> Int? {
        while place < bytes.count, bytes[place] <= 0x20 || bytes[place] == 0x23 {
            if bytes[place] == 0x23 {
                while place < bytes.count, bytes[place] != 0x0A { place += 1 }
            } else {
                place += 1
            }
        }
        var value = 0
        let start = place
        while place < bytes.count, place - start < 9, bytes[place].isASCIIDigit {
            value = value * 10 + Int(bytes[place] - 0x30)
            place += 1
        }
        return place > start ? value : nil
    }

    // MARK: PNG

    /// How many pictures an animated PNG holds; 1 for any other.
    private static func pictures(ofPNG bytes: [UInt8]) -> Int {
        var place = 8
        while place + 12 <= bytes.count {
            let size = bytes[place..<(place + 4)].reduce(0) { $0 << 8 | Int($1) }
            let name = bytes[(place + 4)..<(place + 8)]
            if name.elementsEqual("IDAT".utf8) { return 1 }
            if name.elementsEqual("acTL".utf8) {
                return bytes[(place + 8)..<(place + 12)].reduce(0) { $0 << 8 | Int($1) }
            }
            place += 12 + size
        }
        return 1
    }
}
