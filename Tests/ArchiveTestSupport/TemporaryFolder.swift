package import Foundation
import Synchronization

/// Folders that exist now; those that shared objects hold on to are removed at the very end.
private let existing = Mutex<Set<String>>([])

private let removalAtExit: Void = {
    atexit {
        for path in existing.withLock({ $0 }) { try? FileManager.default.removeItem(atPath: path) }
    }
}()

/// A folder of its own for one test, removed with all it holds when the test lets go of it.
package final class TemporaryFolder: Sendable {
    /// The folder's path, short enough for the path of a socket in it.
    package let path: String

    /// Makes an empty folder.
    package init() throws {
        path = NSTemporaryDirectory() + "test-" + UUID().uuidString.prefix(8)
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        removalAtExit
        _ = existing.withLock { $0.insert(path) }
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
        _ = existing.withLock { $0.remove(path) }
    }

    /// Makes a folder inside, with those above it; returns its path.
    @discardableResult
    package func makeFolder(_ name: String) throws -> String {
        try FileManager.default.createDirectory(
            atPath: path + "/" + name, withIntermediateDirectories: true)
        return path + "/" + name
    }

    /// Writes a file inside; returns its path.
    @discardableResult
    package func write(_ name: String, _ content: some DataProtocol = Data([0x78])) throws -> String
    {
        try Data(content).write(to: URL(fileURLWithPath: path + "/" + name))
        return path + "/" + name
    }

    /// Writes a shell script inside that can be run; returns its path.
    package func writeScript(_ name: String, _ lines: String) throws -> String {
        let script = try write(name, Data("#!/bin/sh\n\(lines)\n".utf8))
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: script)
        return script
    }

    /// Copies a file of the sample batch to the same place inside.
    package func copyFromBatch(_ name: String) throws {
        try makeFolder(String(name.prefix { $0 != "/" }))
        try FileManager.default.copyItem(atPath: Fixtures.batch(name), toPath: path + "/" + name)
    }

    /// Copies fixtures, named by paths under `fixtures`, into a folder inside; returns its path.
    @discardableResult
    package func copy(_ fixtures: [String], into name: String) throws -> String {
        let folder = try makeFolder(name)
        for fixture in fixtures {
            let target = name + "/" + URL(fileURLWithPath: fixture).lastPathComponent
            try copy(fixture, to: target)
        }
        return folder
    }

    /// Copies one fixture to a path inside.
    package func copy(_ fixture: String, to name: String) throws {
        try FileManager.default.copyItem(
            atPath: Fixtures.folder + "/" + fixture, toPath: path + "/" + name)
    }
}
