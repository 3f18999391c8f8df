package import ArchiveModel

/// Why a scan or a page of it cannot be decoded.
package struct ScanError: ArchiveError {
    /// What went wrong.
    package let code: ErrorCode
    /// The program concerned; nil if it is the scan.
    package let subject: String?
    /// What failed and what to do.
    package let message: String
    /// The error below, for maintainers.
    package let cause: (any Error)?

    /// Missing programs end a run; everything else concerns one scan.
    package var exitStatus: ExitStatus {
        [.componentMissing, .componentBroken].contains(code) ? .componentMissing : .failed
    }

    init(_ code: ErrorCode, subject: String? = nil, message: String, cause: (any Error)? = nil) {
        self.code = code
        self.subject = subject
        self.message = message
        self.cause = cause
    }
}

extension ErrorCode {
    /// A scan is empty.
    package static let scanEmpty = Self(rawValue: "scan-empty")
    /// A scan's content is not of a kind that can hold a page.
    package static let scanUnknownFormat = Self(rawValue: "scan-unknown-format")
    /// A scan ends before its content does.
    package static let scanTruncated = Self(rawValue: "scan-truncated")
    /// A scan or page is damaged inside.
    package static let scanDamaged = Self(rawValue: "scan-damaged")
    /// A scan or page uses a variety of its format that cannot be decoded.
    package static let scanUnsupported = Self(rawValue: "scan-unsupported")
    /// A page or scan is larger than the archive's limits.
    package static let scanTooLarge = Self(rawValue: "scan-too-large")
    /// A PDF needs a password.
    package static let scanEncrypted = Self(rawValue: "scan-encrypted")
    /// A page needs more memory than a worker may take.
    package static let pageNeedsMemory = Self(rawValue: "page-needs-memory")
    /// A program that decoding runs was killed from outside: nothing is known about the page.
    package static let toolKilled = Self(rawValue: "worker-killed")
    /// The archived copy could not be read.
    package static let scanUnreadable = Self(rawValue: "scan-unreadable")
}
