import ArchiveModel
import ArchiveStore
import CProcessShims
import Foundation
import Synchronization

/// What a process does before it serves as a worker.
///
/// Landlock holds for the thread that enters it and for those that come from it, so it has to be entered
/// while there is one thread: before Swift's tasks begin.
package enum WorkerProcess {
    private static let report = Mutex<ConfinementReport?>(nil)

    /// Lets no thread of this process, or of those that it starts, run at a higher priority than it was
    /// started with, as root's would.
    package static func keepPriority() {
        _ = cps_keep_priority()
    }

    /// How far this process is confined; nil when it is not.
    static var confinement: ConfinementReport? { report.withLock { $0 } }

    /// Prepares this process when its arguments make it a worker; call it first of all.
    package static func beginIfAsked(_ arguments: [String]) {
        guard arguments.count >= 2, arguments[1] == "worker" else { return }
        _ = cps_die_with_parent()
        let asked = arguments.count > 2 ? Data(arguments[2].utf8) : Data()
        let wanted = (try? JSONDecoder().decode(Confinement.self, from: asked)) ?? Confinement()
        // Pictures of a page are the only files that a worker writes.
        cps_limit_usual(wanted.writable == nil ? 0 : 4 << 30)
        cps_tell_lack_of_memory()
        let result = wanted.enter()
        report.withLock { $0 = result }
    }

    /// Why a worker may not go on as confined as it is; nil when it may.
    static func refusal(by policy: ArchiveSettings.Confinement) -> WorkerRefusal? {
        guard let report = confinement else { return .notConfined("it was not entered") }
        switch policy {
        case .bestEffort: return nil
        case .standard: return report.failure.map { .notConfined($0) }
        case .strict:
            if let failure = report.failure { return .notConfined(failure) }
            let missing = report.kernel.missing.joined(separator: " and ")
            return missing.isEmpty ? nil : .kernelLacks(missing)
        }
    }
}

/// Why a worker does not serve.
struct WorkerRefusal {
    /// What the coordinator is told.
    let failure: Failure

    static func notConfined(_ reason: String) -> WorkerRefusal {
        WorkerRefusal(
            failure: Failure(
                code: "confinement-failed",
                message: "the worker could not be confined (\(reason)); run archivectl doctor, or, "
                    + "where that is known and accepted, set confinement: best-effort in archive.yaml"
            ))
    }

    static func kernelLacks(_ what: String) -> WorkerRefusal {
        WorkerRefusal(
            failure: Failure(
                code: "confinement-failed",
                message:
                    "the kernel has no \(what), which confinement: strict in archive.yaml asks "
                    + "for; use a kernel that has it, or set confinement: standard"))
    }
}
