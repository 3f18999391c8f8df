package import ArchiveModel

/// Why recognition could not start or did not finish.
package struct OCRError: ArchiveError {
    /// What went wrong, for programs; listed in docs/errors.md.
    package struct Code: RawRepresentable, Hashable, Sendable {
        /// The stable name.
        package let rawValue: String

        /// Makes a code from its stable name.
        package init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// The data of a language is not installed.
        package static let languageMissing = Code(rawValue: "language-missing")
        /// The engine refused to start.
        package static let engineUnusable = Code(rawValue: "engine-unusable")
        /// The engine gave up on a page.
        package static let recognitionFailed = Code(rawValue: "recognition-failed")
        /// The page took longer than allowed.
        package static let tooSlow = Code(rawValue: "page-too-slow")
    }

    /// What went wrong.
    package let code: Code
    /// The language or step concerned.
    package let subject: String?
    /// What failed and what to do.
    package let message: String
    /// The error below; the engine gives none.
    package let cause: (any Error)?

    /// The code's stable name.
    package var codeName: String { code.rawValue }
    /// A missing language or engine is a missing component.
    package var exitStatus: ExitStatus {
        code == .languageMissing || code == .engineUnusable ? .componentMissing : .failed
    }

    init(_ code: Code, subject: String? = nil, message: String) {
        self.code = code
        self.subject = subject
        self.message = message
        self.cause = nil
    }
}
