import ArchiveModel
import CProcessShims
import Glibc

/// How much memory a worker may take, and who says so.
struct MemoryAllowance: Equatable {
    /// Megabytes that are allowed from outside, as by `ulimit -v`, when that is less than the settings allow;
    /// nil when the settings decide.
    let megabytesFromOutside: UInt64?

    /// The settings decide.
    init() { megabytesFromOutside = nil }

    /// Compares the settings with a limit; 0 is none.
    ///
    /// - Parameter limit: In force before the settings are.
    init(configured bytes: UInt64, limit: UInt64 = cps_memory_limit()) {
        let isLower = limit > 0 && (bytes == 0 || limit < bytes)
        megabytesFromOutside = isLower ? limit >> 20 : nil
    }
}

extension Failure {
    /// A page that needs more memory than a worker may take: no fault of the paper.
    static func outOfMemory(_ allowance: MemoryAllowance) -> Failure {
        let needs = "reading the page needs more memory than a worker may take"
        let remedy =
            allowance.megabytesFromOutside.map {
                " (a limit from outside allows \($0) MB); raise that limit (ulimit -v) and run "
                    + "ingest --retry"
            } ?? "; raise workerMemoryMegabytes in archive.yaml and run ingest --retry"
        return Failure(code: "page-needs-memory", message: needs + remedy)
    }

    /// A scan that was not looked at, since the machine had no memory or descriptors left; nil for other
    /// errors of the system.
    static func shortage(_ error: Int32) -> Failure? {
        guard [ENOMEM, EMFILE, ENFILE, ENOSPC, EAGAIN].contains(error) else { return nil }
        let reason = String(cString: strerror(error))
        return Failure(
            code: "machine-exhausted",
            message: "not read yet: the machine has no room to open the scan (\(reason)); the next "
                + "ingest reads it")
    }
}
