import CScanShims

/// The pictures that follow each other in JPEG data.
struct JPEGPictureList {
    /// The place of a picture, and its header.
    struct Place {
        var range: Range<Int>
        var header: csh_jpeg_page
    }

    /// Pictures that are pages, in the order of the file.
    private(set) var pages: [Place] = []
    /// How many pictures are only smaller copies.
    private(set) var previews = 0

    /// Finds them.
    ///
    /// - Parameter limit: At most one page more than this is found.
    init(_ bytes: [UInt8], limit: Int) {
        guard let first = Self.picture(in: bytes, at: 0) else { return }
        pages = [first]
        let marked = MultiPictureIndex(bytes[first.range])
        // Anything may follow the last picture, such as a film; it is not searched without end.
        var attempts = 1000
        var place = first.range.upperBound
        while attempts > 0, pages.count <= limit, let start = Self.start(in: bytes, from: place) {
            attempts -= 1
            guard let next = Self.picture(in: bytes, at: start) else {
                place = start + 2
                continue
            }
            place = next.range.upperBound
            if marked.isPreview(at: start) || Self.isSmall(next.header, beside: first.header) {
                previews += 1
            } else {
                pages.append(next)
            }
        }
    }

    private static func start(in bytes: [UInt8], from place: Int) -> Int? {
        guard place + 3 < bytes.count else { return nil }
        return (place..<(bytes.count - 3)).first {
            bytes[$0] == 0xFF && bytes[$0 + 1] == 0xD8 && bytes[$0 + 2] == 0xFF
        }
    }

    private static func picture(in bytes: [UInt8], at start: Int) -> Place? {
        var header = csh_jpeg_page()
        let isFound = bytes[start...].withUnsafeBufferPointer {
            csh_jpeg_survey($0.baseAddress, UInt64($0.count), 0, &header) != 0
        }
        guard isFound, start == 0 || header.scans > 0 else { return nil }
        return Place(range: start..<(start + max(2, Int(header.end))), header: header)
    }

    private static func isSmall(_ next: csh_jpeg_page, beside first: csh_jpeg_page) -> Bool {
        next.width * 2 < first.width || (next.height != 0 && next.height * 2 < first.height)
    }
}

/// The pictures of a file in Multi-Picture Format that are previews of others.
struct MultiPictureIndex {
    private var previews: Set<Int> = []

    /// Reads the index, an APP2 segment of the first picture; empty if there is none.
    init(_ bytes: ArraySlice<UInt8>) {
        let mark: [UInt8] = [0x4D, 0x50, 0x46, 0]
        guard
            let at = bytes.prefix(1 << 20).indices.first(where: {
                bytes[$0] == 0x4D && bytes[$0...].starts(with: mark)
            })
        else { return }
        read(Reader(bytes: bytes, start: at + 4))
    }

    /// Whether the picture that begins there is marked as a preview.
    func isPreview(at start: Int) -> Bool { previews.contains(start) }

    private mutating func read(_ reader: Reader) {
        guard let directory = reader.number(at: 4, bytes: 4),
            let count = reader.number(at: directory, bytes: 2)
        else { return }
        for entry in 0..<min(count, 50) {
            let at = directory + 2 + 12 * entry
            guard reader.number(at: at, bytes: 2) == 0xB002,
                let size = reader.number(at: at + 4, bytes: 4),
                let list = reader.number(at: at + 8, bytes: 4)
            else { continue }
            for item in 0..<min(size / 16, 1000) { note(reader, item: list + 16 * item) }
        }
    }

    private mutating func note(_ reader: Reader, item: Int) {
        guard let attributes = reader.number(at: item, bytes: 4),
            let offset = reader.number(at: item + 8, bytes: 4)
        else { return }
        // 1 in the third byte: a preview of the size of a screen.
        if attributes >> 16 & 0xFF == 1, offset > 0 { previews.insert(reader.start + offset) }
    }

    /// Numbers at offsets from the index's own start, in its own byte order.
    private struct Reader {
        let bytes: ArraySlice<UInt8>
        let start: Int

        func number(at offset: Int, bytes count: Int) -> Int? {
            guard offset >= 0, offset <= bytes.count, start + offset + count <= bytes.endIndex,
                bytes.indices.contains(start)
            else { return nil }
            let part = bytes[(start + offset)..<(start + offset + count)]
            let isLittle = bytes[start] == 0x49
            return (isLittle ? Array(part.reversed()) : Array(part)).reduce(0) { $0 << 8 | Int($1) }
        }
    }
}
