import ArchiveModel
import Foundation

/// One of the two streams that a command writes to.
enum OutputStream {
    /// Standard output.
    case data
    /// Standard error.
    case people

    /// What became of a piece of text.
    enum Outcome: Equatable {
        case written
        /// The other end of a pipe was closed.
        case readerGone
        /// The system's number of the fault.
        case failed(CInt)
    }

    /// What people call it.
    var name: String { self == .data ? "standard output" : "standard error" }

    private var descriptor: CInt { self == .data ? STDOUT_FILENO : STDERR_FILENO }

    /// Gives the three standard descriptors a meaning when the caller closed one of them.
    ///
    /// The next file to be opened would take its number, and what is meant for people would be
    /// written into it. Data then fails as it should; notes are lost, as the caller wanted.
    static func reserveDescriptors() {
        for (descriptor, flags) in [
            (STDIN_FILENO, O_RDONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_WRONLY),
        ] where fcntl(descriptor, F_GETFD) < 0 {
            // The lowest free number is that of the closed one, as those below are open.
            _ = open("/dev/null", flags)
        }
    }

    /// Writes all bytes, in as many pieces as it takes.
    func write(_ bytes: [UInt8]) -> Outcome {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Foundation.write(descriptor, $0.baseAddress, $0.count)
            }
            if count > 0 {
                rest = rest.dropFirst(count)
                continue
            }
            let code = count < 0 ? errno : EIO
            switch code {
            case EINTR: continue
            case EAGAIN: waitUntilWritable()
            case EPIPE: return .readerGone
            default: return .failed(code)
            }
        }
        return .written
    }

    /// Closes the stream; a fault that the system reports only now, nil when there is none.
    func close() -> CommandError? {
        guard Foundation.close(descriptor) < 0, errno != EINTR, errno != EBADF else { return nil }
        return .outputIncomplete(name, code: errno)
    }

    /// Waits for a reader that is slow, when the descriptor does not do so by itself.
    private func waitUntilWritable() {
        var poll = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = Foundation.poll(&poll, 1, -1)
    }
}

extension CommandError {
    static func outputIncomplete(_ stream: String, code: CInt) -> CommandError {
        CommandError(
            code: ErrorCode(rawValue: "output-incomplete"), subject: stream,
            message: "\(stream) cannot be written (\(String(cString: strerror(code)))); what was "
                + "written is not complete; make room and run the command again",
            exitStatus: .failed)
    }

    static func recordUnwritable(_ cause: any Error) -> CommandError {
        CommandError(
            code: ErrorCode(rawValue: "internal-error"), subject: nil,
            message: "a record cannot be written as JSON; the answer is not complete; report it",
            exitStatus: .failed)
    }
}
