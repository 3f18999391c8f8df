import ArchiveModel
import Foundation
package import JobQueue
package import SystemPackage

/// Programs that stand in for the worker and misbehave.
package enum FakeWorker {
    /// The built worker, which lies beside the tests.
    package static let real = FilePath(
        URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().path
            + "/archivectl-worker")

    /// Shell words that wait for a request and print one answer to it as a frame.
    ///
    /// A request is written at once and the next only after the answer, so one read takes it whole.
    package static func printing(_ content: WorkerAnswer.Content) throws -> String {
        let payload = try JSONEncoder().encode(
            WorkerAnswer(content: content, cpuSeconds: 0, peakBytes: 0))
        let head = Frames.head(length: payload.count).map { "\\" + octal($0) }.joined()
        return "\(awaitRequest); printf '\(head)%s' '\(String(decoding: payload, as: UTF8.self))'"
    }

    /// Shell words that wait for a request.
    package static let awaitRequest = "dd bs=65536 count=1 of=/dev/null 2>/dev/null"

    /// A worker that describes itself as the real one does, runs `deathScript` the first `deaths` times that it
    /// is to serve, and from then on is the real one.
    ///
    /// The file `$starts` has a line for each time that it was to serve.
    package static func dying(
        _ deaths: Int, _ deathScript: String = "exit 7", in folder: TemporaryFolder
    ) throws -> FilePath {
        let name = "worker-\(UUID().uuidString)"
        return FilePath(
            try folder.writeScript(
                name,
                """
                starts='\(folder.path)/\(name).starts'
                if [ "$1" = describe ]; then exec '\(real.string)' "$@"; fi
                echo start >> "$starts"
                if [ "$(wc -l < "$starts")" -le \(deaths) ]; then \(deathScript); fi
                exec '\(real.string)' "$@"
                """))
    }

    /// How often a fake worker was started.
    package static func starts(of worker: FilePath) throws -> Int {
        let log = try String(contentsOfFile: worker.string + ".starts", encoding: .utf8)
        return log.split(separator: "\n").count
    }

    private static func octal(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 8)
        return String(repeating: "0", count: 3 - digits.count) + digits
    }
}

extension WorkerAnswer.Content {
    /// The code of a failure; nil for anything else.
    package var failureCode: String? {
        if case .failure(let failure) = self { failure.code } else { nil }
    }
}
