import ArchiveTestSupport
import Foundation

/// The built command, run in a folder of its own as people run it.
struct CommandLineTool {
    /// The folder in which it runs and in which all files of a test lie.
    let folder: TemporaryFolder
    /// Marks all processes of this tool, workers included, in their environment.
    let marker = UUID().uuidString

    init() throws {
        folder = try TemporaryFolder()
    }

    /// The command lies beside the test bundle, which is the running program.
    static let executable = URL(fileURLWithPath: CommandLine.arguments[0])
        .deletingLastPathComponent().appendingPathComponent("archivectl").path

    /// Runs to the end.
    ///
    /// - Parameters:
    ///   - arguments: What stands behind the name of the command.
    ///   - environment: Variables to set beside those of the tests.
    ///   - prefix: A command that starts the command, with its arguments.
    ///   - seconds: After this time the run is killed and the test fails.
    /// - Returns: How it ended and what it printed.
    /// - Throws: `ToolTimeout`.
    func run(
        _ arguments: String..., environment: [String: String] = [:], prefix: [String] = [],
        seconds: Int = 300
    ) async throws -> Outcome {
        try await start(arguments, environment: environment, prefix: prefix)
            .outcome(within: seconds)
    }

    /// Starts and returns at once.
    func start(
        _ arguments: [String], environment: [String: String] = [:], prefix: [String] = []
    ) throws -> RunningTool {
        var variables = ProcessInfo.processInfo.environment
        variables["ARCHIVECTL_ARCHIVE"] = nil
        variables["TESSDATA_PREFIX"] = nil
        variables["ARCHIVECTL_TEST_MARKER"] = marker
        variables.merge(environment) { $1 }
        return try RunningTool(
            command: prefix + [Self.executable] + arguments, environment: variables, folder: folder)
    }

    /// Runs a line of bash, with the command as `$0`.
    func shell(_ line: String) async throws -> Outcome {
        try await start([], prefix: ["/bin/bash", "-c", line]).outcome(within: 300)
    }

    /// What `dump` prints, line by line in order of the text.
    func dump() async throws -> [String] {
        try await run("dump").lines.sorted()
    }
}

/// One run of the command that may still go on.
final class RunningTool {
    private let process = Process()
    /// Held, so that the files in it stay until the end of the run.
    private let folder: TemporaryFolder
    private let output: String
    private let errors: String

    /// Output goes to files: no full pipe can stop the command, whatever it prints and when.
    fileprivate init(
        command: [String], environment: [String: String], folder: TemporaryFolder
    ) throws {
        self.folder = folder
        let name = UUID().uuidString
        output = folder.path + "/.\(name).out"
        errors = folder.path + "/.\(name).err"
        process.executableURL = URL(fileURLWithPath: command[0])
        process.arguments = Array(command.dropFirst())
        process.environment = environment
        process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try Self.newFile(output)
        process.standardError = try Self.newFile(errors)
        try process.run()
    }

    /// The number of the process.
    var pid: Int32 { process.processIdentifier }

    /// Whether it has not ended yet.
    var isRunning: Bool { process.isRunning }

    /// Sends a signal to this process alone.
    func send(_ signal: Int32) { kill(pid, signal) }

    /// Waits until standard output holds a text; false when the command ends without it.
    func waits(for text: String, within seconds: Int = 120) async throws -> Bool {
        let wanted = Data(text.utf8)
        for _ in 0..<(seconds * 50) {
            let isRunning = process.isRunning
            let printed = FileManager.default.contents(atPath: output) ?? Data()
            if printed.range(of: wanted) != nil { return true }
            if !isRunning { return false }
            try await Task.sleep(for: .milliseconds(20))
        }
        return false
    }

    /// Waits for the end, and kills what takes longer.
    func outcome(within seconds: Int = 300) async throws -> Outcome {
        let end = ContinuousClock.now + .seconds(seconds)
        while process.isRunning {
            if ContinuousClock.now > end {
                send(SIGKILL)
                throw ToolTimeout(command: process.arguments ?? [], seconds: seconds)
            }
            try await Task.sleep(for: .milliseconds(5))
        }
        process.waitUntilExit()
        return Outcome(
            status: process.terminationStatus,
            isSignal: process.terminationReason == .uncaughtSignal,
            output: String(
                decoding: FileManager.default.contents(atPath: output) ?? Data(), as: UTF8.self),
            errors: String(
                decoding: FileManager.default.contents(atPath: errors) ?? Data(), as: UTF8.self))
    }

    private static func newFile(_ path: String) throws -> FileHandle {
        try Data().write(to: URL(fileURLWithPath: path))
        return try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    }
}

/// How a run ended.
struct Outcome {
    /// Exit status, or the number of the signal that ended it.
    let status: Int32
    /// Whether it was ended by a signal.
    let isSignal: Bool
    /// Standard output.
    let output: String
    /// Standard error.
    let errors: String

    /// The lines of standard output.
    var lines: [String] { output.split(separator: "\n").map(String.init) }

    /// Standard output as JSON lines; throws when a line is not JSON.
    func json() throws -> [JSONValue] {
        try lines.map { try JSONDecoder().decode(JSONValue.self, from: Data($0.utf8)) }
    }
}

/// A run that had to be killed.
struct ToolTimeout: Error {
    let command: [String]
    let seconds: Int
}
