import Foundation

/// Standard output and standard error: data on the one, everything else on the other.
enum Output {
    /// Writes a line of data.
    static func line(_ text: String) {
        write(text + "\n", to: STDOUT_FILENO)
    }

    /// Writes a line for people.
    static func note(_ text: String) {
        write(text + "\n", to: STDERR_FILENO)
    }

    /// Writes text as it is, without a line break, for people.
    static func raw(_ text: String) {
        write(text, to: STDERR_FILENO)
    }

    /// Writes one JSON object on a line of its own, keys sorted.
    static func json(_ value: some Encodable) {
        guard let data = try? encoder().encode(value) else { return }
        write(String(decoding: data, as: UTF8.self) + "\n", to: STDOUT_FILENO)
    }

    /// Writes one JSON object like `json`, but goes on when the reader went away.
    ///
    /// An ingest must not stop because nobody listens to it any more.
    static func event(_ value: some Encodable) {
        guard let data = try? encoder().encode(value) else { return }
        let line = String(decoding: data, as: UTF8.self) + "\n"
        write(line, to: STDOUT_FILENO, endsWithReader: false)
    }

    /// Whether people see standard output directly.
    static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }
    /// Whether people see standard error directly.
    static var noteIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    private static func encoder() -> JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return encoder
    }

    /// Writes all bytes.
    ///
    /// A reader that went away, as `head` does, ends the program quietly, unless the work goes on
    /// without it.
    private static func write(
        _ text: String, to descriptor: Int32, endsWithReader: Bool = true
    ) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes {
                Foundation.write(descriptor, $0.baseAddress, $0.count)
            }
            if count < 0 {
                if errno == EINTR || errno == EAGAIN { continue }
                if errno == EPIPE, descriptor == STDOUT_FILENO, endsWithReader { exit(0) }
                return
            }
            bytes = bytes.dropFirst(count)
        }
    }
}
