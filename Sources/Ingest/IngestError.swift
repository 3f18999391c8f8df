package import ArchiveModel

/// Why a folder or a scan could not be taken in or decoded.
package struct IngestError: ArchiveError {
    /// What went wrong, for programs; listed in docs/errors.md.
    package struct Code: RawRepresentable, Hashable, Sendable {
        /// The stable name.
        package let rawValue: String

        /// Makes a code from its stable name.
        package init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// A folder given to ingest is missing or is no folder.
        package static let folderUnusable = Code(rawValue: "folder-unusable")
        /// A scan holds no byte.
        package static let empty = Code(rawValue: "scan-empty")
        /// A scan's content is of no kind that can hold a page.
        package static let unknownFormat = Code(rawValue: "scan-unknown-format")
        /// A scan ends before its content does.
        package static let truncated = Code(rawValue: "scan-truncated")
        /// A scan or page is damaged inside.
        package static let damaged = Code(rawValue: "scan-damaged")
        /// A scan or page uses a variety of its format that cannot be decoded.
        package static let unsupported = Code(rawValue: "scan-unsupported")
        /// A page or scan is larger than the archive's limits.
        package static let tooLarge = Code(rawValue: "scan-too-large")
        /// A PDF needs a password.
        package static let encrypted = Code(rawValue: "scan-encrypted")
        /// A page took longer than the archive allows.
        package static let tooSlow = Code(rawValue: "page-too-slow")
        /// A page needs more memory than a worker may take.
        package static let needsMemory = Code(rawValue: "page-needs-memory")
        /// A program that decoding runs was killed from outside: nothing is known of the page.
        package static let toolKilled = Code(rawValue: "worker-killed")
        /// A program that decoding needs is not installed.
        package static let toolMissing = Code(rawValue: "tool-missing")
        /// A program that decoding needs is installed and cannot be run.
        package static let toolBroken = Code(rawValue: "component-broken")
        /// The archived copy could not be read.
        package static let unreadable = Code(rawValue: "scan-unreadable")
        /// What lies in the folder is no regular file.
        package static let notAFile = Code(rawValue: "source-not-a-file")
        /// The file is still being written.
        package static let sourceChanging = Code(rawValue: "source-changing")
    }

    /// What went wrong.
    package let code: Code
    /// The folder, file or page concerned.
    package let subject: String?
    /// What failed and what to do.
    package let message: String
    /// The error below, for maintainers.
    package let cause: (any Error)?

    /// The code's stable name.
    package var codeName: String { code.rawValue }

    /// Missing tools and missing folders end a run; all else is about one scan.
    package var exitStatus: ExitStatus {
        [.toolMissing, .toolBroken].contains(code) ? .componentMissing : .failed
    }

    init(_ code: Code, subject: String? = nil, message: String, cause: (any Error)? = nil) {
        self.code = code
        self.subject = subject
        self.message = message
        self.cause = cause
    }
}
