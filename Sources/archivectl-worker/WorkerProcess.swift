import ArchiveModel
import CProcessShims
import Foundation
import Glibc
import JobQueue
import Synchronization

/// What a process does before it serves as a worker.
///
/// Landlock holds for the thread that enters it and for those that come from it, so it has to be entered
/// while there is one thread: before Swift's tasks begin.
enum WorkerProcess {
    /// How much nicer a worker is than the command that started it.
    private static let stepsBehindPeople: Int32 = 5

    private static let report = Mutex<ConfinementReport?>(nil)

    /// How far this process is confined; nil when it is not.
    static var confinement: ConfinementReport? { report.withLock { $0 } }

    /// Confines this process and limits what it may take.
    ///
    /// - Parameter asked: What it may touch, a `Confinement` as JSON; nothing when that is no such value.
    static func begin(_ asked: String) {
        // Reading goes on for hours: people who search and correct meanwhile come first.
        _ = nice(stepsBehindPeople)
        _ = cps_keep_priority()
        _ = cps_die_with_parent()
        let wanted =
            (try? JSONDecoder().decode(Confinement.self, from: Data(asked.utf8))) ?? Confinement()
        // Pictures of a page are the only files that a worker writes.
        cps_limit_usual(wanted.writable == nil ? 0 : 4 << 30)
        cps_tell_lack_of_memory()
        let result = wanted.enter()
        report.withLock { $0 = result }
    }

    /// Why a worker may not go on as confined as it is; nil when it may.
    static func refusal(by policy: ConfinementPolicy) -> WorkerRefusal? {
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
