import ArchiveTestSupport
import Foundation
import Glibc

/// The command on a terminal of its own, as a person runs it: what is typed goes to it key by key.
final class PseudoTerminal {
    private let process = Process()
    private let keyboard: Int32
    private var printed: [UInt8] = []
    /// How much of what was printed was waited for.
    private var seen = 0
    /// TIOCSPTLCK and TIOCGPTN of Linux, which Swift does not see: macros with parameters.
    private static let setLock: UInt = 0x4004_5431
    private static let getNumber: UInt = 0x8004_5430

    /// Starts the command of a tool.
    init(_ tool: CommandLineTool, _ arguments: [String], environment: [String: String] = [:]) throws
    {
        keyboard = open("/dev/ptmx", O_RDWR | O_NOCTTY)
        var (lock, number): (Int32, Int32) = (0, 0)
        guard keyboard >= 0, ioctl(keyboard, Self.setLock, &lock) == 0,
            ioctl(keyboard, Self.getNumber, &number) == 0
        else { throw ToolTimeout(command: arguments, seconds: 0) }
        let screen = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY)
        _ = fcntl(keyboard, F_SETFL, O_NONBLOCK)
        let handle = FileHandle(fileDescriptor: screen, closeOnDealloc: true)
        process.executableURL = URL(fileURLWithPath: CommandLineTool.executable)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment
            .merging(["ARCHIVECTL_ARCHIVE": "archive", "TERM": "xterm"]) { $1 }
            .merging(environment) { $1 }
        process.currentDirectoryURL = URL(fileURLWithPath: tool.folder.path)
        process.standardInput = handle
        process.standardOutput = handle
        process.standardError = handle
        try process.run()
    }

    deinit {
        if process.isRunning { process.terminate() }
        close(keyboard)
    }

    /// All that was printed up to now.
    var text: String {
        collect()
        return String(decoding: printed, as: UTF8.self)
    }

    /// Waits until a text was printed that was not waited for yet; false when the command ends without it.
    func waits(for text: String, within seconds: Int = 60) async throws -> Bool {
        for _ in 0..<(seconds * 50) {
            let isRunning = process.isRunning
            collect()
            if let range = Data(printed).range(of: Data(text.utf8), in: seen..<printed.count) {
                seen = range.upperBound
                return true
            }
            if !isRunning { return false }
            try await Task.sleep(for: .milliseconds(20))
        }
        return false
    }

    /// Types a text, once the command had the time to await keys: what is typed before is dropped.
    func type(_ text: String) async throws {
        try await Task.sleep(for: .milliseconds(300))
        let bytes = Array(text.utf8)
        _ = write(keyboard, bytes, bytes.count)
    }

    /// Sends a signal to the command.
    func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

    /// Waits for the end; the exit status.
    func status(within seconds: Int = 60) async throws -> Int32 {
        for _ in 0..<(seconds * 50) where process.isRunning {
            collect()
            try await Task.sleep(for: .milliseconds(20))
        }
        if process.isRunning {
            throw ToolTimeout(command: process.arguments ?? [], seconds: seconds)
        }
        return process.terminationStatus
    }

    private func collect() {
        var buffer = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = read(keyboard, &buffer, buffer.count)
            guard count > 0 else { return }
            printed += buffer[..<count]
        }
    }
}
