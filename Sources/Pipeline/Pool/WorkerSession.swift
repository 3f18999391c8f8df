import Foundation

/// One conversation with one worker process.
struct WorkerSession {
    /// Tells workers apart in the account of resources.
    let id = UUID()
    private var output: FrameReader
    private let write: ([UInt8]) async throws -> Void
    private let kill: @Sendable () -> Void
    /// Whether the watchdog had to kill the worker.
    private(set) var wasKilled = false

    init(
        output: FrameReader, write: @escaping ([UInt8]) async throws -> Void,
        kill: @escaping @Sendable () -> Void
    ) {
        self.output = output
        self.write = write
        self.kill = kill
    }

    /// Sends a request and waits for the answer, at most so many seconds; nil when the worker died,
    /// was killed for taking too long, or answered nonsense.
    mutating func ask(_ request: WorkerRequest, within seconds: Int) async throws -> WorkerAnswer? {
        let payload = try JSONEncoder().encode(request)
        let watchdog = Watchdog(seconds: seconds, bite: kill)
        defer { watchdog.stop() }
        do {
            try await write(frameHead(length: payload.count) + payload)
        } catch {
            return nil
        }
        let frame = try await output.next()
        wasKilled = watchdog.hasBitten
        return frame.flatMap { try? JSONDecoder().decode(WorkerAnswer.self, from: $0) }
    }
}
