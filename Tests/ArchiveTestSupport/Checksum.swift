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

    /// The commands by which docs/format/archive-format.md has a person check the digests of a
    /// catalogue; they end with 0 when the books are closed and all fits.
    package static let catalogueCheck = """
        size=$(printf 'size %018d' $(stat -c %s catalogue.sqlite))
        head -n 4 catalogue.sqlite.digests | cmp - <(
          printf 'archivectl digests 1\\nchunk 65536\\n%s\\nbooks closed\\n' "$size") &&
        tail -n +5 catalogue.sqlite.digests | cmp - <(
          split -b 65536 --filter='sha512sum | cut -c1-128' catalogue.sqlite)
        """

    /// Whether these commands are content with the catalogue in a folder.
    package static func confirmsCatalogue(in folder: String) -> Bool {
        (try? output(["bash", "-c", catalogueCheck], in: folder)) != nil
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
