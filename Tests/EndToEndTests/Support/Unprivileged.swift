import Foundation

/// Runs the command without the rights of root, which may read everything.
enum Unprivileged {
    private static let nobody: UInt32 = 65534

    /// What to put before the command.
    static let prefix =
        getuid() == 0
        ? ["/usr/bin/setpriv", "--reuid=\(nobody)", "--regid=\(nobody)", "--clear-groups"] : []

    /// Whether the command can be run so.
    static let isPossible: Bool = {
        guard let first = prefix.first else { return true }
        guard FileManager.default.isExecutableFile(atPath: first) else { return false }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: first)
        process.arguments = prefix.dropFirst() + [CommandLineTool.executable, "--version"]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }()

    /// Gives a folder and all in it to the user without rights.
    static func open(_ folder: String) throws {
        guard getuid() == 0 else { return }
        let inside = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String }
        for path in [folder] + (inside ?? []).map({ folder + "/" + $0 }) {
            if chown(path, nobody, nobody) != 0 {
                throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
            }
        }
    }
}
