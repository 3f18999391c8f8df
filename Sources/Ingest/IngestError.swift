package import ArchiveModel

/// Why a folder cannot be walked, or why something in it cannot be taken in.
package struct IngestError: ArchiveError {
    /// What went wrong.
    package let code: ErrorCode
    /// The folder or file concerned.
    package let subject: String?
    /// What failed and what to do.
    package let message: String
    /// The error below, for maintainers.
    package let cause: (any Error)?

    /// A problem with a folder ends a run; everything else concerns one file.
    package var exitStatus: ExitStatus { .failed }

    init(_ code: ErrorCode, subject: String? = nil, message: String, cause: (any Error)? = nil) {
        self.code = code
        self.subject = subject
        self.message = message
        self.cause = cause
    }
}

extension ErrorCode {
    /// A folder given to ingest is missing or is not a folder.
    package static let folderUnusable = Self(rawValue: "folder-unusable")
}
