package import ArchiveModel

/// The error of the store's modules: a fault of one source file, or of the archive itself.
///
/// Each module adds the codes and wording of its own errors, in a file of its own.
package struct StoreError: ArchiveError {
    /// The kind of fault.
    package let code: ErrorCode
    /// The path or identifier concerned, safe to show on a terminal.
    package let subject: String?
    /// What failed and what to do, in one sentence.
    package let message: String
    /// The underlying error.
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
