package import ArchiveModel
import Glibc

/// Why a page image could not be cleaned.
package struct CleanupError: ArchiveError {
    /// What went wrong.
    package let code: ErrorCode
    /// The step that failed.
    package let subject: String?
    /// What failed and what to do.
    package let message: String
    /// The error below; Leptonica gives none.
    package let cause: (any Error)?

    /// A page that cannot be cleaned is a failed page.
    package var exitStatus: ExitStatus { .failed }

    static func stepFailed(_ step: String) -> CleanupError {
        CleanupError(
            code: .cleanupFailed, subject: step,
            message:
                "the clean-up step \(step) failed on this page, most likely for lack of memory; "
                + "raise workerMemoryMegabytes in archive.yaml and run ingest --retry",
            cause: nil)
    }

    static func pictureUnwritable(_ number: Int32) -> CleanupError {
        let reason = String(cString: strerror(number))
        return CleanupError(
            code: .pictureUnwritable, subject: nil,
            message:
                "a picture of a step cannot be written (\(reason)); make room, or name another "
                + "folder with --steps",
            cause: nil)
    }
}

extension ErrorCode {
    /// The image library had no memory for a step, or refused the image.
    package static let cleanupFailed = Self(rawValue: "cleanup-failed")
    /// A picture of a step could not be written.
    package static let pictureUnwritable = Self(rawValue: "picture-unwritable")
}
