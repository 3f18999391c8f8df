import ArchiveModel
import Glibc

/// What the text in the file of a lock says about its holder.
enum WriterLockHolder: Equatable {
    /// A transaction of a few milliseconds.
    case act
    /// A run that may take hours.
    case run
    /// Nobody that can be: the holder has not said yet what it is.
    case unknown

    /// How often a run asks for the lock again, at intervals of 20 ms.
    var attemptsOfRun: Int {
        switch self {
        case .act: 500
        case .unknown: 50
        case .run: 0
        }
    }

    static func read(at path: String) -> Self {
        let bytes = (try? Folder.readFile(path, limit: 4096)) ?? []
        return Self(text: String(decoding: bytes, as: UTF8.self))
    }

    init(text: String) {
        let words = text.split(separator: " ")
        if text.hasPrefix(WriterLock.Purpose.act.rawValue) {
            self = .act
        } else if words.count > 3, let process = pid_t(words[1]),
            words[3] != HostName.current || Self.isAlive(process)
        {
            self = .run
        } else {
            self = .unknown
        }
    }

    /// Whether a process of this host still runs: one that was killed has given up its locks, even
    /// before its parent has asked for its end.
    private static func isAlive(_ process: pid_t) -> Bool {
        guard let bytes = try? Folder.readFile("/proc/\(process)/stat", limit: 4096) else {
            return false
        }
        // The state follows the name, which stands in brackets and may hold anything.
        let state = bytes.lastIndex(of: UInt8(ascii: ")")).map {
            bytes[($0 + 1)...].dropFirst().first
        }
        return state != UInt8(ascii: "Z") && state != UInt8(ascii: "X")
    }
}
