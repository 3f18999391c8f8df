package import ArchiveModel

/// Why recognition could not start or did not finish.
package struct OCRError: ArchiveError {
    /// What went wrong.
    package let code: ErrorCode
    /// The language or step concerned.
    package let subject: String?
    /// What failed and what to do.
    package let message: String
    /// The error below; the engine gives none.
    package let cause: (any Error)?

    /// A missing language or engine is a missing component.
    package var exitStatus: ExitStatus {
        code == .languageMissing || code == .engineUnusable ? .componentMissing : .failed
    }

    init(_ code: ErrorCode, subject: String? = nil, message: String) {
        self.code = code
        self.subject = subject
        self.message = message
        self.cause = nil
    }
}

extension ErrorCode {
    /// The data of a language is not installed.
    package static let languageMissing = Self(rawValue: "language-missing")
    /// The engine refused to start.
    package static let engineUnusable = Self(rawValue: "engine-unusable")
    /// The engine gave up on a page.
    package static let recognitionFailed = Self(rawValue: "recognition-failed")
}
