package import ArchiveModel
import Ingest

/// Why a run as a whole cannot go on.
package struct PipelineError: ArchiveError {
    /// What went wrong.
    package let code: ErrorCode
    /// The component concerned.
    package let subject: String?
    /// What failed and what to do.
    package let message: String
    /// The error below, for maintainers.
    package let cause: (any Error)?

    /// Components, the kernel's among them, are the only fault that an installation mends.
    package var exitStatus: ExitStatus {
        [.componentMissing, .componentBroken, .confinementFailed].contains(code)
            ? .componentMissing : .failed
    }

    static func componentMissing(_ name: String, package: String) -> PipelineError {
        PipelineError(
            code: .componentMissing, subject: name,
            message: "\(name) is not installed; install it with: apt-get install \(package)",
            cause: nil)
    }

    static func workersUnusable(_ cause: any Error) -> PipelineError {
        PipelineError(
            code: .workersUnusable, subject: nil,
            message: "worker processes cannot be started; run archivectl doctor", cause: cause)
    }

    /// A worker cannot load what it needs: no scan is to blame, so the run ends.
    static func workerRefused(_ failure: Failure) -> PipelineError {
        let isConfinement = failure.code == ErrorCode.confinementFailed.rawValue
        return PipelineError(
            code: isConfinement ? .confinementFailed : .componentMissing, subject: nil,
            message: failure.message, cause: nil)
    }

    /// A program that workers start is missing or broken: no scan is to blame, so the run ends.
    static func componentBroken(_ failure: Failure) -> PipelineError {
        let isMissing = failure.code == ErrorCode.toolMissing.rawValue
        return PipelineError(
            code: isMissing ? .componentMissing : .componentBroken, subject: nil,
            message: failure.message, cause: nil)
    }

    /// Workers crash whatever they read: no scan is to blame, so the run ends.
    static func workersCrash(_ ending: WorkerEnding) -> PipelineError {
        PipelineError(
            code: .workersCrash, subject: nil,
            message:
                "reading processes crash on a page that is known to be good as well "
                + "(\(ending.asText)), so the machine or a library on it is at fault and no paper; "
                + "nothing is lost: run archivectl doctor, install anew what it names, and run the "
                + "same command again to continue",
            cause: nil)
    }

    static func workersKilled(_ count: Int, last: Failure) -> PipelineError {
        // They were not begun, or were limited from outside: the last tells how.
        let isKill =
            last.message == Failure.killedFromOutside(byKernel: true).message
            || last.message == Failure.killedFromOutside(byKernel: false).message
        let reason =
            isKill
            ? "\(count) reading processes in a row were killed from outside, most likely for "
                + "lack of memory; nothing is lost: free memory or use fewer --workers, and run the "
                + "same command again to continue"
            : "\(count) attempts in a row ended by a fault of the machine; nothing is lost. The "
                + "last: \(last.message)"
        return PipelineError(
            code: .workersKilled, subject: nil, message: reason, cause: nil)
    }

    static func unexpectedAnswer() -> PipelineError {
        PipelineError(
            code: .internalError, subject: nil,
            message: "a worker answered something that was not asked; please report it", cause: nil)
    }
}

extension ErrorCode {
    /// A program or library that ingest needs is not installed.
    package static let componentMissing = Self(rawValue: "component-missing")
    /// Worker processes cannot be started.
    package static let workersUnusable = Self(rawValue: "workers-unusable")
    /// Workers are killed from outside, one after another.
    package static let workersKilled = Self(rawValue: "workers-killed")
    /// Workers crash on a page that is known to be good.
    package static let workersCrash = Self(rawValue: "workers-crash")
    /// Workers cannot be confined as the archive's settings ask.
    package static let confinementFailed = Self(rawValue: "confinement-failed")
    /// A worker answered something else than was asked.
    package static let internalError = Self(rawValue: "internal-error")
}
