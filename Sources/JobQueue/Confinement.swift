package import ArchiveModel
import ArchiveStore
import CProcessShims
import Foundation

/// What a worker may touch, given to it when it is started.
struct Confinement: Codable, Sendable {
    /// Files and folders that may be read, beside those of the system.
    var readable: [String] = []
    /// Programs that may be started.
    var runnable: [String] = []
    /// A folder in which files may be made; nil for none.
    var writable: String?
    /// What to do when less holds than there could be.
    var policy = ArchiveSettings.Confinement.standard

    /// What programs need of the system to start and to draw letters.
    private static let system = [
        "/usr", "/lib", "/lib32", "/lib64", "/etc/ld.so.cache", "/etc/ld.so.preload", "/etc/fonts",
        "/etc/localtime", "/etc/papersize", "/var/cache/fontconfig", "/dev/zero", "/dev/random",
        "/dev/urandom", "/sys/devices/system/cpu",
    ]

    /// Confines this process for good; call it before there is a second thread.
    func enter() -> ConfinementReport {
        var paths = (Self.system + readable).map { strdup($0) }
        var programs = runnable.map { strdup($0) }
        defer { (paths + programs).forEach { free($0) } }
        let outcome = Self.confine(&paths, runnable: &programs, writable: writable)
        return ConfinementReport(
            kernel: KernelOffer(), failure: outcome.failed_step == 0 ? nil : Self.name(of: outcome))
    }

    private static func confine(
        _ readable: inout [UnsafeMutablePointer<CChar>?],
        runnable: inout [UnsafeMutablePointer<CChar>?], writable: String?
    ) -> cps_outcome {
        let first = readable.map { UnsafePointer($0) }
        let second = runnable.map { UnsafePointer($0) }
        guard let writable else {
            return cps_confine(first, first.count, second, second.count, nil)
        }
        return cps_confine(first, first.count, second, second.count, writable)
    }

    private static func name(of outcome: cps_outcome) -> String {
        let steps = ["", "no_new_privs", "Landlock", "capabilities", "seccomp"]
        return "\(steps[Int(outcome.failed_step)]): \(String(cString: strerror(outcome.error)))"
    }
}

/// What this machine's kernel offers for confining workers.
package struct KernelOffer: Codable, Sendable, Hashable {
    /// Whether a process can give up gaining rights.
    package let noNewPrivileges: Bool
    /// Whether system calls can be filtered.
    package let seccomp: Bool
    /// The version of Landlock, which restricts files; 0 where there is none.
    package let landlockVersion: Int

    /// Asks the kernel.
    package init() {
        let offer = cps_kernel_offers()
        noNewPrivileges = offer.no_new_privs != 0
        seccomp = offer.seccomp != 0
        landlockVersion = Int(offer.landlock_abi)
    }

    /// Whether there is all that workers are confined by.
    package var isComplete: Bool { missing.isEmpty }

    /// What is not there, by name.
    package var missing: [String] {
        [
            noNewPrivileges ? nil : "no_new_privs", seccomp ? nil : "seccomp",
            landlockVersion > 0 ? nil : "Landlock",
        ].compactMap { $0 }
    }
}

/// How far a worker is confined.
package struct ConfinementReport: Codable, Sendable, Hashable {
    /// What the kernel offers; all of it holds, unless there is a failure.
    package let kernel: KernelOffer
    /// What the kernel offers and refused, with the reason; nil when all holds.
    package let failure: String?

    /// Whether workers are confined in every way that the program knows.
    package var isComplete: Bool { failure == nil && kernel.isComplete }
}

extension ConfinementReport {
    /// What is not confined, in a sentence that says what to do.
    package var asFailure: Failure {
        if let failure {
            return Failure(
                code: "confinement-failed",
                message: "the processes that read scans are not confined as they should be "
                    + "(\(failure)); run archivectl doctor")
        }
        return Failure(
            code: "confinement-partial",
            message:
                "this kernel has no \(kernel.missing.joined(separator: " and ")): the processes "
                + "that read scans are confined by the rest only")
    }
}
