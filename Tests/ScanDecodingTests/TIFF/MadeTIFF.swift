/// A little-endian TIFF file, made byte by byte for a test.
struct MadeTIFF {
    /// One directory: its numbers by tag, and the data of its strips, one behind the other.
    struct Directory {
        var tags: [Int: [Int]]
        var strip: [UInt8]
        /// How long each strip is; nil when there is one.
        var lengths: [Int]?
        /// The strip's length as it is stated; nil for the right one.
        var statedCount: Int?
    }

    var directories: [Directory]
    /// Whether each directory lies before its strip, so that the data end with the file.
    var endsWithData = false

    /// Grey or RGB pixels of 8 bits that are not compressed.
    static func plain(
        width: Int, height: Int, samples: Int = 1, _ strip: [UInt8], _ more: [Int: [Int]] = [:]
    ) -> Directory {
        var tags: [Int: [Int]] = [
            256: [width], 257: [height], 258: Array(repeating: 8, count: samples), 259: [1],
            262: [samples >= 3 ? 2 : 1], 277: [samples], 278: [height],
        ]
        tags.merge(more) { $1 }
        return Directory(tags: tags, strip: strip)
    }

    /// The bytes of the file.
    var bytes: [UInt8] {
        var file: [UInt8] = [0x49, 0x49, 42, 0, 0, 0, 0, 0]
        var link = 4
        for directory in directories {
            var tags = directory.tags
            let lengths = directory.lengths ?? [directory.strip.count]
            tags[279] = directory.statedCount.map { [$0] } ?? lengths
            // The places take as much room.
            tags[273] = lengths
            let size = 2 + 12 * tags.count + 4 + Self.outside(tags)
            let stripPlace = endsWithData ? file.count + size : file.count
            if !endsWithData {
                file += directory.strip
                if file.count % 2 == 1 { file.append(0) }
            }
            tags[273] = lengths.indices.map { stripPlace + lengths[..<$0].reduce(0, +) }
            Self.put(file.count, at: link, in: &file)
            link = file.count + 2 + 12 * tags.count
            Self.append(tags, to: &file)
            if endsWithData { file += directory.strip }
        }
        return file
    }

    private static func outside(_ tags: [Int: [Int]]) -> Int {
        tags.values.reduce(0) { $0 + ($1.count > 1 ? 4 * $1.count : 0) }
    }

    /// All numbers as LONG, but for those that libtiff wants to be SHORT.
    private static func append(_ tags: [Int: [Int]], to file: inout [UInt8]) {
        let shorts: Set = [258, 259, 262, 266, 277, 284, 297, 338, 339]
        var extra: [UInt8] = []
        let extraPlace = file.count + 2 + 12 * tags.count + 4
        file += little(tags.count, 2)
        for (tag, values) in tags.sorted(by: { $0.key < $1.key }) {
            let size = shorts.contains(tag) ? 2 : 4
            let packed = values.flatMap { little($0, size) }
            file += little(tag, 2) + little(size == 2 ? 3 : 4, 2) + little(values.count, 4)
            if packed.count <= 4 {
                file += packed + [UInt8](repeating: 0, count: 4 - packed.count)
            } else {
                file += little(extraPlace + extra.count, 4)
                extra += packed
            }
        }
        file += little(0, 4)
        // As much room as `outside` reckons with.
        file += extra + [UInt8](repeating: 0, count: outside(tags) - extra.count)
    }

    private static func put(_ value: Int, at place: Int, in file: inout [UInt8]) {
        file.replaceSubrange(place..<(place + 4), with: little(value, 4))
    }

    static func little(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
}
