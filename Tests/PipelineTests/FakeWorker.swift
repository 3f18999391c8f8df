import ArchiveTestSupport
import Foundation
import SystemPackage

@testable import Pipeline

/// Programs that stand in for the worker and misbehave.
enum FakeWorker {
    /// The built command, which lies beside the tests.
    static let real = FilePath(
        URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().path
            + "/archivectl")

    /// Shell words that wait for a request and print one answer to it as a frame.
    ///
    /// A request is written at once and the next only after the answer, so one read takes it whole.
    static func printing(_ content: WorkerAnswer.Content) throws -> String {
        let payload = try JSONEncoder().encode(
            WorkerAnswer(content: content, cpuSeconds: 0, peakBytes: 0))
        let head = frameHead(length: payload.count).map { "\\" + octal($0) }.joined()
        return "\(awaitRequest); printf '\(head)%s' '\(String(decoding: payload, as: UTF8.self))'"
    }

    /// Shell words that wait for a request.
    static let awaitRequest = "dd bs=65536 count=1 of=/dev/null 2>/dev/null"

    /// A worker that runs `deathScript` the first `deaths` times that it is started, and from then
    /// on is the real one.
    static func dying(
        _ deaths: Int, _ deathScript: String = "exit 7", in folder: TemporaryFolder
    ) throws -> FilePath {
        FilePath(
            try folder.writeScript(
                "worker-\(UUID().uuidString)",
                """
                echo start >> "$0.starts"
                if [ "$(wc -l < "$0.starts")" -le \(deaths) ]; then \(deathScript); fi
                exec '\(real.string)' "$@"
                """))
    }

    /// How often a fake worker was started.
    static func starts(of worker: FilePath) throws -> Int {
        let log = try String(contentsOfFile: worker.string + ".starts", encoding: .utf8)
        return log.split(separator: "\n").count
    }

    private static func octal(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 8)
        return String(repeating: "0", count: 3 - digits.count) + digits
    }
}
