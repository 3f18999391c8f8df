import Foundation

/// Digests by another program, so that ours does not vouch for itself.
package enum Checksum {
    /// SHA-512 of some bytes as `sha512sum` gives it.
    package static func sha512(_ bytes: [UInt8]) throws -> String {
        let file = NSTemporaryDirectory() + "checksum-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: file) }
        try Data(bytes).write(to: URL(fileURLWithPath: file))
        return String(try output(["sha512sum", file], in: "/").prefix(128))
    }

    /// Whether `sha512sum --check` is content with a file of digests.
    package static func confirms(_ sums: String, in folder: String) -> Bool {
        (try? output(["sha512sum", "--check", "--strict", "--quiet", sums], in: folder)) != nil
    }

    private static func output(_ command: [String], in folder: String) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = command
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw CocoaError(.fileReadCorruptFile) }
        return String(decoding: data, as: UTF8.self)
    }
}
