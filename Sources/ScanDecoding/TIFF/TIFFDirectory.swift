/// The content of one directory of a TIFF file, read before libtiff decodes anything.
struct TIFFDirectory: Hashable {
    /// Its offset in the file.
    var offset: Int
    /// The offset of the next one; 0 for none.
    var next = 0
    /// Tag 254: bit 0, a reduced copy of another page; bit 2, a transparency mask.
    var subfileType = 0
    /// Tag 255: 2, a reduced copy.
    var oldSubfileType = 0
    var width = 0
    var height = 0
    var compression = 1
    var photometric = 1
    /// Tag 278; 0 for one strip.
    ///
    /// libtiff cuts uncompressed pixels into more strips than there are.
    var rowsPerStrip = 0
    /// Tags 322 and 323: the size of a tile; 0 for a page in strips.
    var tileWidth = 0
    var tileHeight = 0
    /// Tag 297: the page's own number, from 0, and how many pages there are, 0 for unknown.
    var pageNumber: [Int] = []
    /// How many further directories hang below this one.
    var subdirectories = 0
    /// The place of the JPEG data of compression 6 (tags 513 and 514).
    var jpegOffset = 0
    var jpegCount = 0
    /// Places in the file of the numbers that give the offsets and lengths of strips or tiles.
    var offsets = TIFFNumbers()
    var counts = TIFFNumbers()
    /// The place of tag 257, the height.
    var heightNumber = TIFFNumbers()
    /// The place of tag 347, tables of JPEG strips.
    var jpegTables = TIFFNumbers()

    /// Rows of each strip but the last.
    var rowsInStrip: Int {
        rowsPerStrip > 0 ? min(rowsPerStrip, max(1, height)) : max(1, height)
    }
    /// Whether it is marked as a smaller copy of another page.
    var isMarkedReduced: Bool { subfileType & 1 != 0 || oldSubfileType == 2 }
    /// Whether it is not a picture but a mask for one.
    var isMask: Bool { subfileType & 4 != 0 || photometric == 4 }
}

/// Numbers in a TIFF file.
struct TIFFNumbers: Hashable {
    var place = 0
    var count = 0
    /// Bytes of each.
    var size = 4
}

/// Reads numbers and directories of a TIFF or BigTIFF file from its bytes.
struct TIFFReader {
    /// At most `count` bytes from a place; fewer if the file ends.
    typealias Source = (_ place: Int, _ count: Int) -> [UInt8]

    private let source: Source
    private let isLittle: Bool
    let isBig: Bool
    /// The offset of the first directory.
    let first: Int

    /// Reads the header; nil if it is not one.
    init?(_ source: @escaping Source) {
        let head = source(0, 16)
        guard head.count >= 8 else { return nil }
        self.source = source
        isLittle = head[0] == 0x49
        isBig = Self.number(head[2..<4], isLittle: isLittle) == 43
        guard !isBig || head.count == 16 else { return nil }
        first = Self.number(isBig ? head[8..<16] : head[4..<8], isLittle: isLittle)
    }

    /// The directory at a place; nil if it is not in the file.
    func directory(at offset: Int) -> TIFFDirectory? {
        let (wide, entry, word) = (isBig ? 8 : 2, isBig ? 20 : 12, isBig ? 8 : 4)
        let head = source(offset, wide)
        guard offset > 0, head.count == wide else { return nil }
        let count = Self.number(head[...], isLittle: isLittle)
        guard (1...4096).contains(count) else { return nil }
        let body = source(offset + wide, count * entry + word)
        guard body.count >= count * entry else { return nil }
        var directory = TIFFDirectory(offset: offset)
        for index in 0..<count {
            let bytes = body[(index * entry)..<((index + 1) * entry)]
            read(bytes, at: offset + wide + index * entry, into: &directory)
        }
        directory.next = Self.number(body.dropFirst(count * entry), isLittle: isLittle)
        return directory
    }

    /// The numbers, at most `limit` of them.
    func values(_ numbers: TIFFNumbers, limit: Int) -> [Int] {
        let count = min(numbers.count, limit)
        let bytes = source(numbers.place, count * numbers.size)
        return (0..<(bytes.count / numbers.size)).map {
            Self.number(
                bytes[($0 * numbers.size)..<(($0 + 1) * numbers.size)], isLittle: isLittle)
        }
    }

    /// The bytes of a number as the file writes it.
    func bytes(_ value: Int, size: Int) -> [UInt8] {
        let little = (0..<size).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
        return isLittle ? little : little.reversed()
    }

    private func read(
        _ entry: ArraySlice<UInt8>, at place: Int, into directory: inout TIFFDirectory
    ) {
        let start = entry.startIndex
        let tag = Self.number(entry[start..<(start + 2)], isLittle: isLittle)
        let kind = Self.number(entry[(start + 2)..<(start + 4)], isLittle: isLittle)
        let word = isBig ? 8 : 4
        let count = Self.number(entry[(start + 4)..<(start + 4 + word)], isLittle: isLittle)
        guard let size = Self.sizes[kind], count >= 0, count < 1 << 32 else { return }
        let valuePlace = place + 4 + word
        let isInline = size * count <= word
        let value = entry[(start + 4 + word)...]
        let numbers = TIFFNumbers(
            place: isInline ? valuePlace : Self.number(value, isLittle: isLittle), count: count,
            size: size)
        note(tag, numbers: numbers, in: &directory)
    }

    private func note(_ tag: Int, numbers: TIFFNumbers, in directory: inout TIFFDirectory) {
        func first() -> Int { values(numbers, limit: 1).first ?? 0 }
        switch tag {
        case 254: directory.subfileType = first()
        case 255: directory.oldSubfileType = first()
        case 256: directory.width = first()
        case 257:
            directory.height = first()
            directory.heightNumber = numbers
        case 259: directory.compression = first()
        case 262: directory.photometric = first()
        case 273, 324: directory.offsets = numbers
        case 278: directory.rowsPerStrip = first()
        case 279, 325: directory.counts = numbers
        case 297: directory.pageNumber = values(numbers, limit: 2)
        case 322: directory.tileWidth = first()
        case 323: directory.tileHeight = first()
        case 330: directory.subdirectories = numbers.count
        case 347: directory.jpegTables = numbers
        case 513: directory.jpegOffset = first()
        case 514: directory.jpegCount = first()
        default: break
        }
    }

    /// Bytes of a value by the type of an entry.
    private static let sizes = [
        1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4, 16: 8,
        17: 8, 18: 8,
    ]

    private static func number(_ bytes: ArraySlice<UInt8>, isLittle: Bool) -> Int {
        var value: UInt64 = 0
        for byte in isLittle ? Array(bytes.reversed()) : Array(bytes) {
            value = value << 8 | UInt64(byte)
        }
        return Int(min(value, UInt64(Int.max) / 4))
    }
}
