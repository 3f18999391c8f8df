import CConfinement
import Foundation
import JobQueue

extension Confinement {
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
            kernel: KernelOffer.ask(),
            failure: outcome.failed_step == 0 ? nil : Self.name(of: outcome))
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

extension KernelOffer {
    /// Asks the kernel.
    static func ask() -> KernelOffer {
        let offer = cps_kernel_offers()
        return KernelOffer(
            noNewPrivileges: offer.no_new_privs != 0, seccomp: offer.seccomp != 0,
            landlockVersion: Int(offer.landlock_abi))
    }
}
