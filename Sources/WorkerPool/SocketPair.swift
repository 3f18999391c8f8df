import ArchiveModel
import CProcessShims
import Glibc
import JobQueue
import Synchronization
import SystemPackage

/// Two connected sockets: one becomes the standard input of a worker, and can carry open files to it.
final class SocketPair: Sendable {
    /// The end that stays with the coordinator.
    let ours: Int32
    private let isOpen = Mutex(true)
    private let theirs: Mutex<Int32?>

    /// Throws if the process has no descriptors left.
    init() throws {
        var ends: [Int32] = [-1, -1]
        guard cps_socket_pair(&ends) == 0 else { throw Errno(rawValue: errno) }
        ours = ends[0]
        theirs = Mutex(ends[1])
    }

    deinit {
        hangUp()
        if let left = theirs.withLock({ $0 }) { close(left) }
    }

    /// The worker's end, which the caller closes; asked for only once.
    func takeTheirs() -> FileDescriptor {
        FileDescriptor(rawValue: theirs.withLock { end in end.take() } ?? -1)
    }

    /// Ends the worker's input.
    func hangUp() {
        isOpen.withLock { isOpen in
            if isOpen { close(ours) }
            isOpen = false
        }
    }
}

/// An archived scan, opened to be handed to a worker.
struct OpenScan: ~Copyable {
    /// Nil if the request is about no scan, or it cannot be opened.
    let descriptor: Int32?
    /// Why the scan cannot be opened.
    let failure: Failure?
    /// The shortage that keeps the machine from opening it; nothing is known about the scan then.
    let shortage: Failure?

    /// Opens a path that must be a regular file, without following a link and without waiting.
    init(_ path: String?) throws {
        guard let path else {
            descriptor = nil
            failure = nil
            shortage = nil
            return
        }
        let opened = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        let error = opened < 0 ? errno : 0
        var status = stat()
        guard opened >= 0, fstat(opened, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            if opened >= 0 { close(opened) }
            descriptor = nil
            failure = .unreadable(
                because: error != 0 ? String(cString: strerror(error)) : "it is no regular file")
            shortage = Failure.shortage(error)
            return
        }
        descriptor = opened
        failure = nil
        shortage = nil
    }

    deinit {
        if let descriptor { close(descriptor) }
    }
}
