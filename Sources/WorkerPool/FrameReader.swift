import Foundation
import JobQueue
import Subprocess

/// Cuts the output of a worker into frames.
struct FrameReader {
    /// What was read.
    enum Piece {
        case frame(Data)
        /// The worker has closed its output.
        case end
        /// A length that no frame has.
        case nonsense
    }

    private var source: SubprocessOutputSequence.AsyncIterator
    private var buffer = Data()

    init(_ output: SubprocessOutputSequence) {
        source = output.makeAsyncIterator()
    }

    /// The next frame.
    mutating func next() async throws -> Piece {
        guard let head = try await take(Frames.headBytes) else { return .end }
        let length = Frames.length(of: head)
        guard length <= Frames.maxBytes else { return .nonsense }
        return try await take(length).map { .frame($0) } ?? .end
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
