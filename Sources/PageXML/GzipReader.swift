import CZlib
import DurableFiles
import Glibc
import SystemPackage

/// Decompresses a file of one gzip member, piece by piece.
final class GzipReader {
    // zlib keeps the address of the stream, which therefore needs a stable place in memory.
    private let stream: UnsafeMutablePointer<z_stream>
    private let input: UnsafeMutableRawBufferPointer
    private let file: OpenFile
    private var isDone = false

    /// Opens the file, which may not be a link.
    ///
    /// Throws `ALTOFault` if it is missing, `FileFault` if it cannot be opened.
    init(_ path: String) throws {
        do {
            file = try OpenFile(path, flags: O_RDONLY | O_NOFOLLOW)
        } catch .noSuchFileOrDirectory {
            throw ALTOFault("it is missing")
        } catch {
            throw FileFault(error: error)
        }
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        input = .allocate(byteCount: 64 << 10, alignment: 16)
        let gzipWithLargestWindow: Int32 = 16 + 15
        let status = inflateInit2_(
            stream, gzipWithLargestWindow, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        guard status == Z_OK else { throw FileFault(error: .noMemory) }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
        input.deallocate()
    }

    /// Fills the buffer with the next bytes and returns how many; 0 at the end.
    ///
    /// The end is returned only if length and checksum are right and nothing follows them. Throws
    /// `ALTOFault` if the file is cut short or damaged, `FileFault` if it cannot be read.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        stream.pointee.next_out = buffer.baseAddress?.assumingMemoryBound(to: Bytef.self)
        stream.pointee.avail_out = uInt(buffer.count)
        while !isDone && stream.pointee.avail_out > 0 {
            if stream.pointee.avail_in == 0 { try refill() }
            try step(inflate(stream, Z_NO_FLUSH))
        }
        return buffer.count - Int(stream.pointee.avail_out)
    }

    private func refill() throws {
        let count = try readFile()
        guard count > 0 else { throw ALTOFault("it ends too early") }
        stream.pointee.next_in = input.baseAddress?.assumingMemoryBound(to: Bytef.self)
        stream.pointee.avail_in = uInt(count)
    }

    private func readFile() throws -> Int {
        do {
            return try file.read(into: input)
        } catch {
            throw FileFault(error: error)
        }
    }

    private func step(_ status: Int32) throws {
        switch status {
        case Z_OK, Z_BUF_ERROR: return
        case Z_STREAM_END:
            isDone = true
            guard try stream.pointee.avail_in == 0 && readFile() == 0 else {
                throw ALTOFault("something stands behind its end")
            }
        case Z_MEM_ERROR: throw FileFault(error: .noMemory)
        default: throw ALTOFault("its compressed bytes are not what was written")
        }
    }
}
