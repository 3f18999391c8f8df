import ArchiveModel
import ArchiveTestSupport
import Foundation
import Synchronization
import SystemPackage
import Testing

@testable import Ingest

@Suite struct SettlingTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try folder.makeFolder("in")
        for name in ["a.tif", "b.tif"] { try folder.write("in/" + name) }
    }

    private func setTime(_ name: String, _ time: timespec) {
        let times = [time, time]
        #expect(utimensat(AT_FDCWD, folder.path + "/in/" + name, times, 0) == 0)
    }

    private func batch() async throws -> BatchFolder {
        var found: BatchFolder?
        try await ScanFolder(path: FilePath(folder.path + "/in")).forEachBatch(
            onUnreadable: { _ in }, { found = $0 })
        return try #require(found)
    }

    @Test(
        "files that were left alone for long, or have an odd time, are taken at once",
        arguments: [0, 1_711_620_900, -9_300_000_000, 9_300_000_000, 13_000_000_000])
    func old(seconds: Int) async throws {
        for name in ["a.tif", "b.tif"] { setTime(name, timespec(tv_sec: seconds, tv_nsec: 7)) }
        let batch = try await batch()
        // Waiting would throw: the task is cancelled.
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await batch.settledEntries()
        }
        #expect(try await task.value == batch.entries)
    }

    @Test("a file that is written to during the wait is refused, the others are not")
    func growing() async throws {
        let scanner = Scanner(path: folder.path + "/in/b.tif")
        defer { scanner.stop() }
        let batch = try await batch()
        let settled = try await batch.settledEntries()
        #expect(settled.map(\.refusal?.code) == [nil, "source-changing"])
        #expect(settled.map(\.name) == batch.entries.map(\.name))
    }

    @Test("the wait can be cancelled")
    func cancelled() async throws {
        let scanner = Scanner(path: folder.path + "/in/b.tif")
        defer { scanner.stop() }
        let batch = try await batch()
        let task = Task { try await batch.settledEntries() }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }
}

/// Adds to a file again and again, on a thread of its own: tests that run beside it may keep all
/// others busy for seconds.
private final class Scanner: Sendable {
    private let isStopped = Atomic(false)

    init(path: String) {
        Self.append(to: path)
        Thread.detachNewThread { [self] in
            while !isStopped.load(ordering: .relaxed) {
                Self.append(to: path)
                usleep(20_000)
            }
        }
    }

    func stop() { isStopped.store(true, ordering: .relaxed) }

    private static func append(to path: String) {
        let descriptor = open(path, O_WRONLY | O_APPEND)
        _ = write(descriptor, "x", 1)
        close(descriptor)
    }
}
