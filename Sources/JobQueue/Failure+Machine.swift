package import ArchiveModel
import Glibc

// Reasons for unread pages that lie with the machine, in words that both sides use.
extension Failure {
    /// A page that needs more memory than a worker may take: not the paper's fault.
    package static func outOfMemory(_ allowance: MemoryAllowance) -> Failure {
        let needs = "reading the page needs more memory than a worker may take"
        let remedy =
            allowance.megabytesFromOutside.map {
                " (a limit from outside allows \($0) MB); raise that limit (ulimit -v) and run "
                    + "ingest --retry"
            } ?? "; raise workerMemoryMegabytes in archive.yaml and run ingest --retry"
        return Failure(code: "page-needs-memory", message: needs + remedy)
    }

    /// A scan that was not looked at because the machine had no memory or descriptors left; nil for
    /// other system errors.
    package static func shortage(_ error: Int32) -> Failure? {
        guard [ENOMEM, EMFILE, ENFILE, ENOSPC, EAGAIN].contains(error) else { return nil }
        let reason = String(cString: strerror(error))
        return Failure(
            code: "machine-exhausted",
            message: "not read yet: the machine has no room to open the scan (\(reason)); the next "
                + "ingest reads it")
    }

    /// The reason to give for an archived copy that cannot be opened.
    package static func unreadable(because reason: String) -> Failure {
        Failure(
            code: "scan-unreadable",
            message: "the archived copy cannot be read (\(reason)); check the disk")
    }

    /// A page about which nothing is known because its worker was killed from outside.
    ///
    /// - Parameter byKernel: Whether the kernel has ended a process for lack of memory in the
    ///   meantime.
    package static func killedFromOutside(byKernel: Bool) -> Failure {
        let reason =
            byKernel
            ? "for lack of memory; give the machine more, or use fewer --workers"
            : "from outside, by a person or for lack of memory"
        return Failure(
            code: "worker-killed",
            message:
                "not read yet: the reading process was killed \(reason); the next ingest reads it")
    }
}
