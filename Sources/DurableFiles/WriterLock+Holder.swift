import Foundation
import Glibc

extension WriterLock {
    /// Whether a process holds the writer's lock, determined without touching it.
    ///
    /// Trying the lock would make a writer fail if it starts at that moment. The kernel lists locks
    /// by device and inode in `/proc/locks`; if there is no such list, the answer is no.
    package static func isHeld(at path: String) -> Bool {
        var status = stat()
        guard stat(path, &status) == 0,
            let locks = try? String(contentsOfFile: "/proc/locks", encoding: .utf8)
        else { return false }
        let inode = ":\(status.st_ino)"
        return locks.split(separator: "\n").contains { line in
            let words = line.split(separator: " ")
            return words.contains("FLOCK") && words.contains("WRITE")
                && words.contains { $0.hasSuffix(inode) }
        }
    }
}
