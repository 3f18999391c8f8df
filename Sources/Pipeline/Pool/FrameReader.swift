import Foundation
import Subprocess

/// Cuts the output of a worker into frames.
struct FrameReader {
    private var source: SubprocessOutputSequence.AsyncIterator
    private var buffer = Data()

    init(_ output: SubprocessOutputSequence) {
        source = output.makeAsyncIterator()
    }

    /// The next frame; nil when the worker has closed its output or sent nonsense.
    mutating func next() async throws -> Data? {
        guard let head = try await take(4) else { return nil }
        let length = head.reduce(0) { $0 << 8 | Int($1) }
        guard length <= maxFrameBytes else { return nil }
        return try await take(length)
    }

    private mutating func take(_ count: Int) async throws -> Data? {
        while buffer.count < count {
            guard let part = try await source.next() else { return nil }
            part.withUnsafeBytes { buffer.append(contentsOf: $0) }
        }
        let taken = buffer.prefix(count)
        buffer = Data(buffer.dropFirst(count))
        return Data(taken)
    }
}
