package import ArchiveModel

/// The access that a worker gets when it is started.
package struct Confinement: Codable, Sendable {
    /// Files and folders that may be read, in addition to those of the system.
    package var readable: [String]
    /// Programs that may be started.
    package var runnable: [String]
    /// A folder in which files may be made; nil for none.
    package var writable: String?
    /// What to do if less holds than there could be.
    package var policy: ConfinementPolicy

    /// Makes a confinement; anything not listed is not allowed.
    package init(
        readable: [String] = [], runnable: [String] = [], writable: String? = nil,
        policy: ConfinementPolicy = .standard
    ) {
        self.readable = readable
        self.runnable = runnable
        self.writable = writable
        self.policy = policy
    }
}

/// What this machine's kernel offers for confining workers.
package struct KernelOffer: Codable, Sendable, Hashable {
    /// Whether a process can give up gaining privileges.
    package let noNewPrivileges: Bool
    /// Whether system calls can be filtered.
    package let seccomp: Bool
    /// The version of Landlock, which restricts files; 0 if there is none.
    package let landlockVersion: Int

    /// Records what the kernel answered.
    package init(noNewPrivileges: Bool, seccomp: Bool, landlockVersion: Int) {
        self.noNewPrivileges = noNewPrivileges
        self.seccomp = seccomp
        self.landlockVersion = landlockVersion
    }

    /// Whether everything that confines workers is available.
    package var isComplete: Bool { missing.isEmpty }

    /// The missing parts, by name.
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
    /// The part that the kernel offers but refused, with the reason; nil if all holds.
    package let failure: String?

    /// Makes a report.
    package init(kernel: KernelOffer, failure: String?) {
        self.kernel = kernel
        self.failure = failure
    }

    /// Whether workers are confined in every way that the program knows.
    package var isComplete: Bool { failure == nil && kernel.isComplete }
}

extension ConfinementReport {
    /// The unconfined part, in a sentence that says what to do.
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
