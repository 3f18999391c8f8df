package import Foundation

/// A folder of its own for one test, removed with all it holds when the test lets go of it.
package final class TemporaryFolder {
    /// The folder's path.
    package let path: String

    /// Makes an empty folder.
    package init() throws {
        path = NSTemporaryDirectory() + "archivectl-test-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
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
}
