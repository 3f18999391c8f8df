import ArchiveModel
import Foundation

/// What a person wants at a question.
enum ReviewKey: Equatable {
    case accept
    /// Another value; nil when it is still to be typed.
    case edit(String?)
    case skip
    case absent
    case back
    case quit
    /// Ctrl-C.
    case interrupt
    /// Anything else.
    case unknown
}

/// Reads what a person wants: keys from a terminal, lines from anything else.
struct ReviewInput {
    private let isTerminal = isatty(STDIN_FILENO) == 1
    /// Longest line that is read, in bytes.
    private static let longest = 4096

    /// Waits for the next key or line; the end of the input quits.
    func key() -> ReviewKey {
        guard isTerminal else { return line().map(Self.key(of:)) ?? .quit }
        guard let byte = KeyMode.read() else { return .quit }
        return Self.key(of: byte)
    }

    /// Waits for a line that is typed; nil at the end of the input, and for what has no end: a half of a value is
    /// none.
    func line() -> String? {
        var bytes: [UInt8] = []
        while let byte = Self.byte() {
            if byte == UInt8(ascii: "\n") { return String(decoding: bytes, as: UTF8.self) }
            if bytes.count < Self.longest { bytes.append(byte) }
        }
        if !bytes.isEmpty { Output.note("the last line was not ended, and was not taken") }
        return nil
    }

    private static func key(of byte: UInt8) -> ReviewKey {
        switch byte {
        case UInt8(ascii: "a"): .accept
        case UInt8(ascii: "e"): .edit(nil)
        case UInt8(ascii: "s"): .skip
        case UInt8(ascii: "u"): .absent
        case UInt8(ascii: "b"): .back
        // Ctrl-D and Ctrl-C, which are bytes while keys are read.
        case UInt8(ascii: "q"), 4: .quit
        case 3: .interrupt
        default: .unknown
        }
    }

    private static func key(of line: String) -> ReviewKey {
        // Lines of some programs end with CR and LF.
        let words = line.trimmingCharacters(in: .whitespacesAndNewlines)
        if words.hasPrefix("e ") {
            let value = words.dropFirst(2).trimmingCharacters(in: .whitespaces)
            return value.isEmpty ? .unknown : .edit(value)
        }
        guard words.utf8.count == 1, let byte = words.utf8.first, words != "e" else {
            return .unknown
        }
        return key(of: byte)
    }

    fileprivate static func byte() -> UInt8? {
        var byte: UInt8 = 0
        while true {
            let count = read(STDIN_FILENO, &byte, 1)
            if count == 1 { return byte }
            guard count < 0, errno == EINTR else { return nil }
        }
    }
}

/// The terminal while a single key is awaited: nothing is echoed, and no line has to be ended.
fileprivate enum KeyMode {
    /// What the terminal was set to before; for the handler of signals, which may not allocate or lock.
    private nonisolated(unsafe) static var before = termios()
    private nonisolated(unsafe) static var isChanged = false

    /// Waits for a key; nil at the end of the input.
    ///
    /// What was typed before the question is dropped: an answer is to what is seen. So is what follows a key that
    /// sends several bytes.
    static func read() -> UInt8? {
        guard tcgetattr(STDIN_FILENO, &before) == 0 else { return ReviewInput.byte() }
        isChanged = true
        defer { isChanged = false }
        var keys = before
        keys.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG)
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &keys)
        let byte = ReviewInput.byte()
        if byte == 27 { tcflush(STDIN_FILENO, TCIFLUSH) }
        tcsetattr(STDIN_FILENO, TCSANOW, &before)
        return byte
    }

    /// Leaves a usable terminal to whoever comes next; for the handler of signals.
    static func restore() {
        if isChanged { tcsetattr(STDIN_FILENO, TCSANOW, &before) }
    }
}

/// What is left in order when a signal ends the review: the terminal, and no picture of a paper in the temporary folder.
enum ReviewLeaving {
    /// C strings, since a handler of signals may neither allocate nor lock.
    private nonisolated(unsafe) static var picture: UnsafeMutablePointer<CChar>?
    private nonisolated(unsafe) static var folder: UnsafeMutablePointer<CChar>?

    /// Takes care of signals from here on; answers that were given are recorded already.
    static func prepare() {
        for number in [SIGTERM, SIGHUP, SIGINT] {
            signal(number) { _ in
                KeyMode.restore()
                if let picture = ReviewLeaving.picture { unlink(picture) }
                if let folder = ReviewLeaving.folder { rmdir(folder) }
                _exit(ExitStatus.interrupted.rawValue)
            }
        }
    }

    /// Names the folder that is to go.
    static func remove(folder path: String?) { folder = path.flatMap { strdup($0) } }

    /// Names the picture that is to go; nil once it is gone.
    ///
    /// The former name stays allocated: a handler may be using it.
    static func remove(picture path: String?) { picture = path.flatMap { strdup($0) } }
}
