import Foundation
import Synchronization

/// Standard output and standard error: data on the one, everything else on the other.
///
/// What cannot be written is remembered: `CommandRunner` ends such a command with a fault. After
/// the first failure nothing more goes to that stream, so that no gap hides in what follows.
enum Output {
    /// Writes a line of data.
    static func line(_ text: String) {
        write(text + "\n", to: .data)
    }

    /// Writes a line for people.
    static func note(_ text: String) {
        write(text + "\n", to: .people)
    }

    /// Writes text as it is, without a line break, for people.
    static func raw(_ text: String) {
        write(text, to: .people)
    }

    /// Writes one JSON object on a line of its own, keys sorted.
    static func json(_ value: some Encodable) {
        if let line = encoded(value) { write(line, to: .data) }
    }

    /// Lets the program end quietly, with 0, as soon as its reader goes away, as `head` does.
    ///
    /// Right for commands that only answer. What others do, and whether it went well, matters also
    /// when nobody listens.
    static func endWithReader() { endsWithReader.withLock { $0 = true } }

    /// Writes how a command ends, which is told whether or not anybody listens.
    static func ending(_ value: some Encodable) {
        if let line = encoded(value) { write(line, to: .data, isEnding: true) }
    }

    /// Whether people see standard output directly.
    static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }
    /// Whether people see standard error directly.
    static var noteIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    /// Ends a long answer as soon as it cannot be complete any more; throws `output-incomplete`.
    static func requireWritable() throws(CommandError) {
        if let failure = failures.withLock({ $0.data }) { throw failure }
    }

    /// Closes standard output, where network disks report late faults; the first thing that went
    /// wrong with either stream, nil when all was written.
    static func finish() -> CommandError? {
        let closing = OutputStream.data.close()
        return failures.withLock { failures in
            if failures.data == nil, let closing { failures.data = closing }
            return failures.data ?? failures.people
        }
    }

    private static let failures = Mutex(OutputFailures())
    private static let endsWithReader = Mutex(false)

    private static func encoded(_ value: some Encodable) -> String? {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
        } catch {
            remember(.recordUnwritable(error), of: .data)
            return nil
        }
    }

    private static func write(_ text: String, to stream: OutputStream, isEnding: Bool = false) {
        guard failures.withLock({ $0[stream] }) == nil else { return }
        switch stream.write(Array(text.utf8)) {
        case .written: return
        case .readerGone:
            if stream == .data, !isEnding, endsWithReader.withLock({ $0 }) { exit(0) }
        case .failed(let code): remember(.outputIncomplete(stream.name, code: code), of: stream)
        }
    }

    private static func remember(_ failure: CommandError, of stream: OutputStream) {
        failures.withLock { $0[stream] = $0[stream] ?? failure }
    }
}

/// What could not be written, by stream.
private struct OutputFailures {
    var data: CommandError?
    var people: CommandError?

    subscript(stream: OutputStream) -> CommandError? {
        get { stream == .data ? data : people }
        set { if stream == .data { data = newValue } else { people = newValue } }
    }
}
