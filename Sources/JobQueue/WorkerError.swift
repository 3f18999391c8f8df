package import ArchiveModel

/// Why no worker can read, so that a run as a whole cannot begin or continue.
package struct WorkerError: ArchiveError {
    /// What went wrong.
    package let code: ErrorCode
    /// The component concerned.
    package let subject: String?
    /// What failed and what to do.
    package let message: String
    /// The error below, for maintainers.
    package let cause: (any Error)?

    /// Components, including those of the kernel, are the only fault that an installation repairs.
    package var exitStatus: ExitStatus {
        [.workersUnusable, .workersKilled, .workersCrash, .internalError].contains(code)
            ? .failed : .componentMissing
    }

    init(code: ErrorCode, subject: String?, message: String, cause: (any Error)?) {
        self.code = code
        self.subject = subject
        self.message = message
        self.cause = cause
    }

    /// A program is not installed; `package` is the Debian package that contains it.
    package static func componentMissing(_ name: String, package: String) -> WorkerError {
        WorkerError(
            code: .componentMissing, subject: name,
            message: "\(name) is not installed; install it with: apt-get install \(package)",
            cause: nil)
    }

    /// No worker can be started.
    package static func workersUnusable(_ cause: any Error) -> WorkerError {
        WorkerError(
            code: .workersUnusable, subject: nil,
            message: "worker processes cannot be started; run archivectl doctor", cause: cause)
    }

    /// Something needed for reading is missing, broken or does not hold: no scan is to blame, so
    /// the run ends.
    package static func refused(_ failure: Failure) -> WorkerError {
        WorkerError(
            code: ErrorCode(rawValue: failure.code), subject: nil, message: failure.message,
            cause: nil)
    }

    /// Several workers in a row were killed; `last` is the reason for the last one.
    package static func workersKilled(_ count: Int, last: Failure) -> WorkerError {
        // They did not start, or were limited from outside: the last one says how.
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
        return WorkerError(
            code: .workersKilled, subject: nil, message: reason, cause: nil)
    }

    /// A worker answered a different question.
    package static func unexpectedAnswer() -> WorkerError {
        WorkerError(
            code: .internalError, subject: nil,
            message: "a worker answered something that was not asked; please report it", cause: nil)
    }

    /// Workers crash on everything: no scan is to blame, so the run ends.
    ///
    /// - Parameter ending: How the last one ended, in a few words.
    package static func workersCrash(_ ending: String) -> WorkerError {
        WorkerError(
            code: .workersCrash, subject: nil,
            message:
                "reading processes crash on a page that is known to be good as well "
                + "(\(ending)), so the machine or a library on it is at fault and no paper; "
                + "nothing is lost: run archivectl doctor, install anew what it names, and run the "
                + "same command again to continue",
            cause: nil)
    }

    /// The worker's program is not where it belongs.
    package static func workerMissing(_ places: [String]) -> WorkerError {
        WorkerError(
            code: .componentMissing, subject: "archivectl-worker",
            message: "the program archivectl-worker, which reads scans, is not in "
                + places.map(TerminalText.sanitized).joined(separator: " or in ")
                + "; install archivectl again, with all its programs in one folder",
            cause: nil)
    }

    /// The worker's program is there and cannot be run.
    package static func workerBroken(_ path: String, reason: String) -> WorkerError {
        WorkerError(
            code: .componentBroken, subject: "archivectl-worker",
            message: "\(TerminalText.sanitized(path)), which reads scans, cannot be run "
                + "(\(reason)); install archivectl and the libraries that it needs again",
            cause: nil)
    }

    /// The worker's program belongs to a different build than the caller.
    package static func workerForeign(_ path: String, build: ProgramBuild?) -> WorkerError {
        let other = build.map { "of \($0.text)" } ?? "of another version"
        return WorkerError(
            code: .componentBroken, subject: "archivectl-worker",
            message:
                "\(TerminalText.sanitized(path)) is \(other) and does not belong to this program "
                + "(\(ProgramBuild.current.text)); install archivectl again, with all its programs of "
                + "one version",
            cause: nil)
    }
}

extension WorkerError {
    /// The program that makes PDF files is not where it belongs.
    package static func printerMissing(_ places: [String]) -> WorkerError {
        WorkerError(
            code: .componentMissing, subject: "archivectl-print",
            message: "the program archivectl-print, which makes PDF files, is not in "
                + places.map(TerminalText.sanitized).joined(separator: " or in ")
                + "; install archivectl again, with all its programs in one folder",
            cause: nil)
    }

    /// The program that makes PDF files is there and cannot be run.
    package static func printerBroken(_ path: String, reason: String) -> WorkerError {
        WorkerError(
            code: .componentBroken, subject: "archivectl-print",
            message: "\(TerminalText.sanitized(path)), which makes PDF files, cannot be run "
                + "(\(reason)); install archivectl and the libraries that it needs again",
            cause: nil)
    }

    /// The program that makes PDF files belongs to a different build than the caller.
    package static func printerForeign(_ path: String) -> WorkerError {
        WorkerError(
            code: .componentBroken, subject: "archivectl-print",
            message:
                "\(TerminalText.sanitized(path)) is of another version and does not belong to this program "
                + "(\(ProgramBuild.current.text)); install archivectl again, with all its programs of one version",
            cause: nil)
    }
}

extension ErrorCode {
    /// Worker processes cannot be started.
    package static let workersUnusable = Self(rawValue: "workers-unusable")
    /// Workers are killed from outside, one after another.
    package static let workersKilled = Self(rawValue: "workers-killed")
    /// Workers crash on a page that is known to be good.
    package static let workersCrash = Self(rawValue: "workers-crash")
    /// Workers cannot be confined as the archive's settings ask.
    package static let confinementFailed = Self(rawValue: "confinement-failed")
    /// A worker's answer does not fit the request.
    package static let internalError = Self(rawValue: "internal-error")
}
