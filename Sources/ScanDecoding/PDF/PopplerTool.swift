import ArchiveModel
import Glibc
import Subprocess
import SystemPackage

/// The drawing programs of poppler, run as children of the worker: poppler's licence (GPL) keeps it
/// out of our process, and so do its faults.
struct PopplerTool {
    /// Program name, such as `pdftoppm`.
    let name: String
    /// Most seconds of processor time that it may use.
    var seconds: Int

    static let pageDrawer = "pdftoppm"
    static let imageLister = "pdfimages"
    static let textReader = "pdftotext"
    static let infoReader = "pdfinfo"
    /// All programs that decoding needs.
    static let all = [pageDrawer, imageLister, textReader, infoReader]
    /// The program that starts them with a limit on processor time: a confined worker may not limit
    /// others itself.
    static let limiter = "prlimit"

    /// The output of a program, and how often it complained on standard error.
    struct Answer {
        var bytes: [UInt8]
        var complaints: Int
    }

    /// The outcome of a program, before it is judged.
    private struct Run {
        let status: TerminationStatus
        let output: [UInt8]
        let errors: [UInt8]
    }

    /// Runs the program on a PDF and returns its output, at most `limit` bytes.
    ///
    /// - Parameters:
    ///   - options: The options before the PDF's name.
    ///   - rest: The arguments after it.
    ///
    /// Its processor time is limited, not the wall clock; the coordinator's watchdog ends a program
    /// that stands still. Address space and confinement are inherited.
    func answer(
        _ options: [String], on pdf: PDFSource, rest: [String] = [], limit: Int
    ) async throws(ScanError) -> Answer {
        let done: Run
        do {
            if let held = Self.heldDescriptor(pdf.name) {
                // A program has no other descriptors than the usual three.
                done = try await start(
                    options + ["/proc/self/fd/0"] + rest,
                    input: .fileDescriptor(held, closeAfterSpawningProcess: false), limit: limit)
            } else {
                done = try await start(
                    options + [pdf.name] + rest, input: .array(pdf.bytes), limit: limit)
            }
        } catch let error as ScanError {
            throw error
        } catch {
            throw .damaged("\(name) delivered more than \(limit) bytes or could not be run")
        }
        try judge(done)
        return Answer(
            bytes: done.output, complaints: done.errors.count { $0 == UInt8(ascii: "\n") })
    }

    private func start(
        _ arguments: [String], input: some InputProtocol, limit: Int
    ) async throws -> Run {
        guard let limiter = Programs.path(of: Self.limiter), let tool = Programs.path(of: name)
        else { throw ScanError.toolMissing(name) }
        let result = try await run(
            .path(FilePath(limiter)),
            arguments: Arguments(["--cpu=" + processorTime.option, tool] + arguments),
            input: input, output: .bytes(limit: limit), error: .bytes(limit: 1 << 20))
        return Run(
            status: result.terminationStatus, output: result.standardOutput,
            errors: result.standardError)
    }

    private var processorTime: ProcessorTime {
        ProcessorTime(seconds: seconds, most: ProcessorTime.mostAllowed)
    }

    private func judge(_ run: Run) throws(ScanError) {
        if case .exited(0) = run.status { return }
        if let reason = ToolFault.reason(in: run.errors, of: name) {
            throw .toolBroken(name, reason: reason)
        }
        switch run.status {
        // A page of the program's own file cannot be read: no PDF can cause that.
        case .signaled(SIGBUS): throw .toolBroken(name, reason: "bus error")
        case .exited(126), .exited(127): throw .toolBroken(name, reason: "it cannot be started")
        case .signaled(SIGXCPU):
            if processorTime.isCapped { throw .toolLimited(name) }
            throw .tooSlow(seconds: seconds)
        case .signaled(SIGKILL), .signaled(SIGTERM), .signaled(SIGHUP), .signaled(SIGINT),
            .signaled(SIGQUIT):
            throw .toolKilled(name)
        default:
            let errors = String(decoding: run.errors, as: UTF8.self)
            if errors.contains("Out of memory") || errors.contains("bad_alloc") {
                throw .needsMemory()
            }
            throw .damaged("\(name) gave up on the page")
        }
    }

    /// The descriptor behind a path such as `/proc/self/fd/7`.
    private static func heldDescriptor(_ path: String) -> FileDescriptor? {
        guard path.hasPrefix("/proc/self/fd/") else { return nil }
        return Int32(path.dropFirst(14)).map { FileDescriptor(rawValue: $0) }
    }
}
