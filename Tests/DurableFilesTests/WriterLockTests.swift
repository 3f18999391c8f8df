import ArchiveModel
import ArchiveTestSupport
import Foundation
import Testing

@testable import ArchiveStore
@testable import Catalogue
@testable import DurableFiles

@Suite struct WriterLockTests {
    @Test("a second writer is refused with the name of the first, a reader is not")
    func secondWriter() throws {
        let temporary = try TemporaryArchive()
        let error = storeError { _ = try Archive.open(at: temporary.path, mode: .write) }
        #expect(error?.code == .archiveInUse)
        #expect(error?.exitStatus == .archiveInUse)
        let holder = "process \(getpid()) on \(HostName.current) since "
        let message = try #require(error?.message)
        let since = try #require(message.firstRange(of: holder)?.upperBound)
        #expect(message[since...].prefixMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/) != nil)
        _ = try Archive.open(at: temporary.path, mode: .read)
    }

    @Test("the lock of a process that died does not hold")
    func deadHolder() throws {
        let folder = NSTemporaryDirectory() + "archivestore-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: folder) }
        _ = try Archive.create(at: folder, settings: ArchiveSettings(), tables: [:])
        try Data("process 1 on elsewhere since 2020-01-01T00:00:00Z\n".utf8).write(
            to: URL(fileURLWithPath: folder + "/lock"))
        _ = try Archive.open(at: folder, mode: .write)
    }

    @Test("another process that holds the lock keeps the writer out until it ends")
    func otherProcess() throws {
        let folder = NSTemporaryDirectory() + "archivestore-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: folder) }
        _ = try Archive.create(at: folder, settings: ArchiveSettings(), tables: [:])
        let holder = Process()
        holder.executableURL = URL(fileURLWithPath: "/usr/bin/flock")
        holder.arguments = [folder + "/lock", "sh", "-c", "echo held; read line"]
        let (output, input) = (Pipe(), Pipe())
        holder.standardOutput = output
        holder.standardInput = input
        try holder.run()
        #expect(output.fileHandleForReading.availableData == Data("held\n".utf8))
        let error = storeError { _ = try Archive.open(at: folder, mode: .write) }
        #expect(error?.code == .archiveInUse)
        input.fileHandleForWriting.write(Data("\n".utf8))
        holder.waitUntilExit()
        _ = try Archive.open(at: folder, mode: .write)
    }

    @Test("a run waits for a holder that has not said yet what it is")
    func unknownHolder() throws {
        let folder = NSTemporaryDirectory() + "archivestore-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: folder) }
        _ = try Archive.create(at: folder, settings: ArchiveSettings(), tables: [:])
        let ended = Process()
        ended.executableURL = URL(fileURLWithPath: "/bin/true")
        try ended.run()
        ended.waitUntilExit()
        for text in ["", "process \(ended.processIdentifier) on \(HostName.current) since then\n"] {
            try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/lock"))
            let holder = Process()
            holder.executableURL = URL(fileURLWithPath: "/usr/bin/flock")
            holder.arguments = [folder + "/lock", "sh", "-c", "echo held; sleep 0.2"]
            let output = Pipe()
            holder.standardOutput = output
            try holder.run()
            #expect(output.fileHandleForReading.availableData == Data("held\n".utf8))
            _ = try Archive.open(at: folder, mode: .write)
            holder.waitUntilExit()
        }
    }

    @Test("the text of a lock names a run only if its process can be alive")
    func holders() {
        let host = HostName.current
        #expect(WriterLockHolder(text: "act of process 1 on \(host) since then") == .act)
        #expect(WriterLockHolder(text: "process \(getpid()) on \(host) since then") == .run)
        #expect(WriterLockHolder(text: "process 1 on not-\(host) since then") == .run)
        #expect(WriterLockHolder(text: "process \(pid_t.max) on \(host) since then") == .unknown)
        #expect(WriterLockHolder(text: "") == .unknown)
    }

    @Test("a lock that is given back names nobody")
    func givenBack() throws {
        let path = NSTemporaryDirectory() + "lock-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: path) }
        let lock = try WriterLock.take(path: path, archive: "archive")
        let held = try Data(contentsOf: URL(fileURLWithPath: path))
        #expect(!held.isEmpty)
        _ = consume lock
        let given = try Data(contentsOf: URL(fileURLWithPath: path))
        #expect(given.isEmpty)
    }
}
