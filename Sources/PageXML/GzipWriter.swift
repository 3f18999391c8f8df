import CZlib
import DurableFiles
import SystemPackage

/// Compresses to one gzip member, piece by piece.
///
/// The header holds neither name nor time: the same pieces give the same bytes.
final class GzipWriter {
    typealias Sink = (UnsafeRawBufferPointer) throws -> Void

    // zlib keeps the address of the stream, which therefore needs a stable place in memory.
    private let stream: UnsafeMutablePointer<z_stream>
    private let output: UnsafeMutableRawBufferPointer
    private let sink: Sink

    /// Prepares compression; throws `StoreError` if there is no memory for it.
    init(sink: @escaping Sink) throws {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        output = .allocate(byteCount: 64 << 10, alignment: 16)
        self.sink = sink
        let gzipWithLargestWindow: Int32 = 16 + 15
        let status = deflateInit2_(
            stream, 6, Z_DEFLATED, gzipWithLargestWindow, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
            Int32(MemoryLayout<z_stream>.size))
        guard status == Z_OK else { throw StoreError.archiveFile("gzip", cause: .noMemory) }
    }

    deinit {
        deflateEnd(stream)
        stream.deallocate()
        output.deallocate()
    }

    /// Compresses some bytes; throws the sink's errors.
    func write(_ bytes: UnsafeRawBufferPointer) throws {
        try compress(bytes, flush: Z_NO_FLUSH)
    }

    /// Writes the rest, and the checksum; throws the sink's errors.
    func finish() throws {
        try compress(UnsafeRawBufferPointer(start: nil, count: 0), flush: Z_FINISH)
    }

    private func compress(_ bytes: UnsafeRawBufferPointer, flush: Int32) throws {
        let start = bytes.baseAddress?.assumingMemoryBound(to: Bytef.self)
        stream.pointee.next_in = UnsafeMutablePointer(mutating: start)
        stream.pointee.avail_in = uInt(bytes.count)
        repeat {
            stream.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: Bytef.self)
            stream.pointee.avail_out = uInt(output.count)
            guard deflate(stream, flush) != Z_STREAM_ERROR else {
                throw StoreError.archiveFile("gzip", cause: .invalidArgument)
            }
            let made = output.count - Int(stream.pointee.avail_out)
            if made > 0 { try sink(UnsafeRawBufferPointer(rebasing: output[..<made])) }
        } while stream.pointee.avail_out == 0
    }
}
