import DurableFiles
import Glibc
import SystemPackage

/// What a file holds, wherever it lies in another that was written anew around it.
///
/// Pictures that a program takes over into a longer file are the same bytes there, at another place.
/// The earlier file is cut into blocks, and a rolling hash (Karp and Rabin, "Efficient randomized
/// pattern-matching algorithms", 1987) looks for each of them at every place of the later one.
enum FileContent {
    /// Blocks that may be missing: lists of places, of dates and of pages are written anew.
    private static let mostMissing = 32
    private static let smallestBlock = 64
    /// Of longer files the blocks are larger, for memory.
    private static let mostBlocks = 1 << 16
    private static let chunk = 1 << 20

    /// Whether the bytes of the file at `earlier` lie in the one at `later`, all but some blocks.
    ///
    /// Blocks of one byte repeated, as white paper gives, say nothing and are not looked for.
    static func lies(of earlier: String, in later: String) throws(Errno) -> Bool {
        let old = try OpenFile(earlier, flags: O_RDONLY)
        let size = Int(try old.status().st_size)
        var length = smallestBlock
        while size / length > mostBlocks { length *= 2 }
        var wanted = try blocks(of: old, length: length)
        let new = try OpenFile(later, flags: O_RDONLY)
        try strike(from: &wanted, whatIsIn: new, length: length)
        return wanted.values.reduce(0, +) <= mostMissing
    }

    private typealias Hash = UInt64
    private static let factor: Hash = 0x9E37_79B9_7F4A_7C15

    /// How often each block of a file is there, by its hash.
    private static func blocks(of file: borrowing OpenFile, length: Int) throws(Errno) -> [Hash:
        Int]
    {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: length, alignment: 16)
        defer { buffer.deallocate() }
        var result: [Hash: Int] = [:]
        while true {
            let count = try file.readFully(into: buffer)
            guard count == length else { return result }
            guard buffer.contains(where: { $0 != buffer[0] }) else { continue }
            result[buffer.reduce(0) { $0 &* factor &+ Hash($1) }, default: 0] += 1
        }
    }

    /// Takes the blocks away that lie anywhere in a file.
    private static func strike(
        from wanted: inout [Hash: Int], whatIsIn file: borrowing OpenFile, length: Int
    ) throws(Errno) {
        var outgoing: Hash = 1
        for _ in 0..<length { outgoing = outgoing &* factor }
        // The last block of a chunk is kept in front of the next.
        let buffer = UnsafeMutableRawBufferPointer.allocate(
            byteCount: length + chunk, alignment: 16)
        defer { buffer.deallocate() }
        var hash: Hash = 0
        var filled = 0
        while !wanted.isEmpty {
            let space = UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
            let count = try file.readFully(into: space)
            if count == 0 { return }
            for place in filled..<filled + count {
                hash = hash &* factor &+ Hash(buffer[place])
                if place >= length { hash = hash &- outgoing &* Hash(buffer[place - length]) }
                if place >= length - 1, wanted[hash] != nil { wanted[hash] = nil }
            }
            let kept = min(length, filled + count)
            buffer.copyMemory(
                from: UnsafeRawBufferPointer(
                    rebasing: buffer[(filled + count - kept)..<filled + count]))
            filled = kept
        }
    }
}
