/// The places of a TIFF page's strips or tiles, and how much of them the file really holds.
struct TIFFStrips {
    /// One strip or tile.
    struct Strip: Hashable {
        var offset: Int
        /// Announced bytes.
        var announced: Int
        /// Bytes that are there.
        var count: Int
    }

    private(set) var strips: [Strip] = []
    /// Whether the file ends before a strip does.
    private(set) var isCut = false
    /// Whether a strip claims to reach over the page's own directory, which was written when the
    /// data were complete.
    private(set) var reachesDirectory = false

    /// Most strips that are examined; a page of one row each has as many as rows.
    private static let limit = 1 << 17

    init(of directory: TIFFDirectory, reader: TIFFReader, fileSize: Int) {
        let offsets = reader.values(directory.offsets, limit: Self.limit)
        let counts = reader.values(directory.counts, limit: Self.limit)
        for (index, offset) in offsets.enumerated() {
            let isAlone = offsets.count == 1 && (counts.isEmpty || counts[0] == 0)
            let announced = isAlone ? Int.max / 4 : index < counts.count ? counts[index] : 0
            var end = min(offset + announced, fileSize)
            if offset < directory.offset, directory.offset < end {
                end = directory.offset
                reachesDirectory = reachesDirectory || !isAlone
            } else if end < offset + announced, !isAlone {
                isCut = true
            }
            strips.append(
                Strip(offset: offset, announced: announced, count: max(0, end - offset)))
        }
    }

    /// The numbers that libtiff must see instead of those in the file, which it would refuse.
    func corrections(_ numbers: TIFFNumbers, reader: TIFFReader) -> [(place: Int, bytes: [UInt8])] {
        strips.enumerated().compactMap { index, strip in
            guard strip.count < strip.announced, strip.announced < Int.max / 4,
                index < numbers.count
            else { return nil }
            return (
                numbers.place + index * numbers.size,
                reader.bytes(strip.count, size: numbers.size)
            )
        }
    }

    /// How many rows of uncompressed pixels are there, from the first on.
    ///
    /// - Returns: The rows, and whether the data end where a row does.
    func plainRows(rowBytes: Int, rowsPerStrip: Int, height: Int) -> (rows: Int, endsAtRow: Bool) {
        var rows = 0
        for strip in strips {
            let wanted = min(rowsPerStrip, height - rows)
            guard wanted > 0, rowBytes > 0 else { break }
            let present = min(wanted, strip.count / rowBytes)
            rows += present
            if present < wanted { return (rows, strip.count % rowBytes == 0) }
        }
        return (rows, true)
    }
}
