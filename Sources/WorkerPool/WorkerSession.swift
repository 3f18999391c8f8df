import CProcessShims
import Foundation
import JobQueue

/// One conversation with one worker process.
struct WorkerSession {
    /// Why there is no answer.
    enum Silence {
        /// The worker has ended, or closed its output.
        case ended
        /// It stood still and was stopped.
        case hung
        /// It sent something else.
        case babbled
    }

    /// The result of a request.
    enum Reply {
        case answer(WorkerAnswer)
        case none(Silence)
    }

    /// Distinguishes workers in the account of resources.
    let id = UUID()
    /// The worker, whose number is also that of its group.
    let process: Int32
    private var output: FrameReader
    private let socket: Int32
    private let kill: @Sendable () -> Void

    init(
        process: Int32, output: FrameReader, socket: Int32, kill: @escaping @Sendable () -> Void
    ) {
        self.process = process
        self.output = output
        self.socket = socket
        self.kill = kill
    }

    /// Sends a request, with the open scan it is about, and waits for the answer.
    ///
    /// - Parameter seconds: How long the worker may stand still.
    mutating func ask(
        _ request: WorkerRequest, about scan: Int32? = nil, standingStill seconds: Int
    ) async throws -> Reply {
        let payload = try JSONEncoder().encode(request)
        let watchdog = Watchdog(group: process, seconds: seconds, bite: kill)
        defer { watchdog.stop() }
        let frame = Frames.head(length: payload.count) + payload
        // A request is far smaller than a socket's buffer: this does not wait for the worker.
        guard cps_send(socket, frame, frame.count, scan ?? -1) == 0 else { return .none(.ended) }
        let reply = try await output.next()
        if watchdog.hasBitten { return .none(.hung) }
        switch reply {
        case .frame(let bytes):
            let answer = try? JSONDecoder().decode(WorkerAnswer.self, from: bytes)
            return answer.map { .answer($0) } ?? .none(.babbled)
        case .nonsense: return .none(.babbled)
        case .end: return .none(.ended)
        }
    }
}
