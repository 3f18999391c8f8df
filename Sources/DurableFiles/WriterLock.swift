import Foundation
import Glibc
import SystemPackage

/// The right to run on an archive, held by one process at a time: to take in, seal, rebuild, and
/// everything else except an act, which is a transaction of a few milliseconds.
///
/// An act takes it if it is free, to leave the archive's books closed behind it, and does without
/// it during a run. So a run waits for an act, and an act for nobody.
///
/// The kernel drops an flock with its holder, so a holder that died never blocks. The text in the
/// file only says who holds it, and says so a moment after the lock was taken: until then it is
/// empty, or that of a holder that was killed.
package final class WriterLock: Sendable {
    private let descriptor: Int32

    private init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    /// The purpose of taking the lock.
    package enum Purpose: String, Sendable {
        /// To change the archive for as long as it takes.
        case run = "process"
        /// For one transaction.
        case act = "act of process"
    }

    /// Takes the lock; throws `archive-in-use` naming the holder if a run has it.
    ///
    /// A run waits up to ten seconds for an act to end, and up to one second for a holder to say
    /// what it is; an act does not wait at all.
    package static func take(
        path: String, archive: String, for purpose: Purpose = .run
    ) throws(StoreError) -> WriterLock {
        var attempts = 0
        while true {
            do {
                return try takeAtOnce(path: path, archive: archive, for: purpose)
            } catch {
                guard error.code == .archiveInUse, purpose == .run,
                    attempts < WriterLockHolder.read(at: path).attemptsOfRun
                else { throw error }
                attempts += 1
                usleep(20_000)
            }
        }
    }

    private static func takeAtOnce(
        path: String, archive: String, for purpose: Purpose
    ) throws(StoreError) -> WriterLock {
        let descriptor: Int32
        do {
            descriptor = try OpenFile.retrying {
                // A link would cause another file to be overwritten, a pipe would block forever.
                open(
                    path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, FileAccess.file)
            }
            FileAccess.takeGroup(of: descriptor, at: path)
        } catch {
            throw .archiveFile(path, cause: error)
        }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
            status.st_nlink == 1
        else {
            close(descriptor)
            throw .partForeign(path, what: "is no ordinary file, or has a second name")
        }
        do {
            _ = try OpenFile.retrying { flock(descriptor, LOCK_EX | LOCK_NB) }
            try write(holderText(purpose), to: descriptor)
        } catch {
            let holder = holder(of: descriptor)
            close(descriptor)
            guard error == .wouldBlock else { throw .archiveFile(path, cause: error) }
            throw .archiveInUse(archive, holder: holder)
        }
        return WriterLock(descriptor: descriptor)
    }

    deinit {
        // Whoever is refused from now on must not take this process for the next holder.
        _ = ftruncate(descriptor, 0)
        // A child that is being started has the descriptor, too, until it becomes another program.
        _ = flock(descriptor, LOCK_UN)
        close(descriptor)
    }

    private static func holderText(_ purpose: Purpose) -> String {
        return
            "\(purpose.rawValue) \(getpid()) on \(HostName.current) since \(Date().formatted(.iso8601))\n"
    }

    private static func write(_ text: String, to descriptor: Int32) throws(Errno) {
        let bytes = Array(text.utf8)
        _ = try OpenFile.retrying { ftruncate(descriptor, 0) }
        _ = try OpenFile.retrying { pwrite(descriptor, bytes, bytes.count, 0) }
    }

    private static func holder(of descriptor: Int32) -> String {
        var bytes = [UInt8](repeating: 0, count: 512)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        let text = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
        let line = text.prefix { $0 != "\n" }
        return line.isEmpty ? "another process" : String(line)
    }
}
