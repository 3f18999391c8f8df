import CProcessShims
import Glibc

/// The one scan that a worker may read, which came to it as an open descriptor.
///
/// Decoders want a path. That of a descriptor, `/proc/self/fd/7`, is opened anew by the kernel, which
/// Landlock refuses for a file on disk and allows for one in memory: so the scan is copied there, once for
/// all its pages. A TIFF may be very long and is read by its descriptor itself, as `csh_tiff_open` does with
/// such a path.
final class HeldScan {
    /// What decoders are to open.
    let path: String
    private let descriptor: Int32
    private let identity: Identity

    /// What tells one file from another.
    private struct Identity: Equatable {
        let device: UInt
        let inode: UInt
        let size: Int
        let seconds: Int

        init?(of descriptor: Int32) {
            var status = stat()
            guard fstat(descriptor, &status) == 0 else { return nil }
            device = UInt(status.st_dev)
            inode = UInt(status.st_ino)
            size = Int(status.st_size)
            seconds = status.st_mtim.tv_sec
        }
    }

    /// Files up to this size are always copied, in bytes.
    static let smallSize = 64 << 20

    /// Takes over an open descriptor; nil when it cannot be copied, with `errno` set.
    init?(taking received: Int32, small: Int = smallSize) {
        guard let identity = Identity(of: received) else {
            close(received)
            return nil
        }
        self.identity = identity
        if identity.size > small, Self.isTIFF(received) {
            descriptor = received
        } else {
            let copy = cps_copy_to_memory(received)
            let error = errno
            close(received)
            errno = error
            guard copy >= 0 else { return nil }
            descriptor = copy
        }
        path = "/proc/self/fd/\(descriptor)"
    }

    deinit { close(descriptor) }

    /// Whether a descriptor leads to the file that is held.
    func isSame(as received: Int32) -> Bool { Identity(of: received) == identity }

    private static func isTIFF(_ descriptor: Int32) -> Bool {
        var head = [UInt8](repeating: 0, count: 4)
        guard pread(descriptor, &head, 4, 0) == 4 else { return false }
        let isLittle = head[0] == 0x49 && head[1] == 0x49 && head[3] == 0
        let isBig = head[0] == 0x4D && head[1] == 0x4D && head[2] == 0
        return (isLittle && (42...43).contains(head[2])) || (isBig && (42...43).contains(head[3]))
    }
}
