import ArchiveJSON
import ArchiveModel
import JobQueue
import WorkerPool

/// What came of trying the confinement of workers, as a JSON line.
struct ConfinementRecord: Encodable {
    let type = "confinement"
    let policy: String
    let noNewPrivileges: Bool
    let seccomp: Bool
    let landlock: Int
    let refused: [String]
    let allowed: [String]
    let isAccepted: Bool
    let failure: FailureRecord?

    private enum CodingKeys: String, CodingKey {
        case type, policy, seccomp, landlock, refused, allowed, failure
        case noNewPrivileges = "no_new_privs"
        case isAccepted = "accepted"
    }

    init(_ finding: ConfinementProbe.Finding) {
        let kernel = finding.report.kernel
        policy = finding.policy.rawValue
        noNewPrivileges = kernel.noNewPrivileges
        seccomp = kernel.seccomp
        landlock = kernel.landlockVersion
        refused = finding.refused
        allowed = finding.allowed
        isAccepted = finding.isAccepted
        failure = finding.isWhole ? nil : FailureRecord(finding.report.asFailure)
    }
}

extension ConfinementProbe.Finding {
    /// Whether everything holds that the program knows.
    var isWhole: Bool { report.isComplete && allowed.isEmpty }

    /// What the kernel gives and what was refused, for people.
    var sentence: String {
        let kernel = report.kernel
        let gives = [
            kernel.noNewPrivileges ? "no_new_privs" : nil, kernel.seccomp ? "seccomp" : nil,
            kernel.landlockVersion > 0 ? "Landlock \(kernel.landlockVersion)" : nil,
        ].compactMap { $0 }
        var parts = [gives.isEmpty ? "the kernel gives nothing" : gives.joined(separator: ", ")]
        if let failure = report.failure { parts.append("failed: \(failure)") }
        if !refused.isEmpty { parts.append("refused: " + refused.joined(separator: ", ")) }
        if !allowed.isEmpty { parts.append("not refused: " + allowed.joined(separator: ", ")) }
        return TerminalText.sanitized(parts.joined(separator: "; "))
    }
}
