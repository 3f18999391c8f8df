import DurableFiles

/// Which pages of the database SQLite's log holds: the numbers in the headers of its frames
/// (https://www.sqlite.org/fileformat2.html#the_write_ahead_log).
///
/// Frames that were brought into the file already, or whose transaction was undone, are among them:
/// that is never too few.
struct LogFrames {
    /// The pages, counted from 1.
    private(set) var pages: Set<Int> = []
    /// Size of a page in bytes.
    private(set) var pageSize = 4096
    /// Size of the database, in bytes, after the last transaction; nil when there is none.
    private(set) var fileSize: Int64?

    private static let headerSize = 32
    private static let frameHeaderSize = 24

    /// Reads the headers of all frames.
    static func read(_ log: some CatalogueBytes) throws(StoreError) -> LogFrames {
        var result = LogFrames()
        let header = try log.bytes(headerSize, at: 0)
        guard header.count == headerSize else { return result }
        result.pageSize = number(header[8..<12])
        guard result.pageSize >= 512 else { return result }
        var offset = Int64(headerSize)
        while true {
            let frame = try log.bytes(frameHeaderSize, at: offset)
            // Behind the last frame stand those of a log that was begun anew since.
            guard frame.count == frameHeaderSize, frame[8..<16].elementsEqual(header[16..<24])
            else { return result }
            result.pages.insert(number(frame[0..<4]))
            let pagesAfter = number(frame[4..<8])
            if pagesAfter > 0 { result.fileSize = Int64(pagesAfter) * Int64(result.pageSize) }
            offset += Int64(frameHeaderSize + result.pageSize)
        }
    }

    /// The chunks of the file that bringing the log into it changes: those of its pages, and those
    /// that come or go with the size.
    func chunks(ofFileOf size: Int64) -> Set<Int> {
        let chunk = Int64(DigestList.chunkSize)
        var chunks = Set(pages.map { Int(Int64($0 - 1) * Int64(pageSize) / chunk) })
        let after = fileSize ?? size
        if after != size {
            let (small, large) = (min(size, after), max(size, after))
            chunks.formUnion(Int(small / chunk)...Int((large - 1) / chunk))
        }
        return chunks
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> Int {
        bytes.reduce(0) { $0 << 8 | Int($1) }
    }
}

extension CatalogueBytes {
    fileprivate func bytes(_ count: Int, at offset: Int64) throws(StoreError) -> [UInt8] {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 8)
        defer { buffer.deallocate() }
        return Array(buffer[..<(try read(into: buffer, at: offset))])
    }
}
