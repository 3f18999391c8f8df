package import ArchiveModel

/// What the rooms of the store throw: a fault of one source file, or of the archive itself.
///
/// Each room adds the codes and the wording of what can go wrong in it, in a file of its own.
package struct StoreError: ArchiveError {
    /// Which kind of fault.
    package let code: ErrorCode
    /// What it concerns: a path or an identifier, safe to show on a terminal.
    package let subject: String?
    /// What failed and what to do, in one sentence.
    package let message: String
    /// The error below it.
    package let cause: (any Error)?
    /// The exit status that a command ends with because of it.
    package let exitStatus: ExitStatus

    /// Makes an error; only the files of factories call it.
    package init(
        _ code: ErrorCode, subject: String? = nil, message: String, cause: (any Error)? = nil,
        exitStatus: ExitStatus = .failed
    ) {
        self.code = code
        self.subject = subject
        self.message = message
        self.cause = cause
        self.exitStatus = exitStatus
    }
}
