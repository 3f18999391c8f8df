import ArchiveModel
import ArchiveTestSupport
import Foundation
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
        let start = ContinuousClock.now
        #expect(try await batch.settledEntries() == batch.entries)
        #expect(ContinuousClock.now - start < .milliseconds(900))
    }

    @Test("a file that is written to during the wait is refused, the others are not")
    func growing() async throws {
        let batch = try await batch()
        let path = folder.path + "/in/b.tif"
        async let entries = batch.settledEntries()
        for piece in 0..<20 {
            try await Task.sleep(for: .milliseconds(50))
            try Data(repeating: 0x78, count: piece + 2).write(to: URL(fileURLWithPath: path))
        }
        let settled = try await entries
        #expect(settled.map(\.refusal?.code) == [nil, "source-changing"])
        #expect(settled.map(\.name) == batch.entries.map(\.name))
    }

    @Test("a file that goes away during the wait is refused")
    func removed() async throws {
        let batch = try await batch()
        async let entries = batch.settledEntries()
        try await Task.sleep(for: .milliseconds(100))
        try FileManager.default.removeItem(atPath: folder.path + "/in/a.tif")
        #expect(try await entries.map(\.refusal?.code) == ["source-changing", nil])
    }

    @Test("the wait can be cancelled")
    func cancelled() async throws {
        let batch = try await batch()
        let task = Task { try await batch.settledEntries() }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }
}
