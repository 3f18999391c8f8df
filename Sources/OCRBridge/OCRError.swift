public import ArchiveModel

/// Why recognition could not start or did not finish.
public struct OCRError: ArchiveError {
    /// What went wrong, for programs; listed in docs/errors.md.
    public struct Code: RawRepresentable, Hashable, Sendable {
        /// The stable name.
        public let rawValue: String

        /// Makes a code from its stable name.
        public init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// The data of a language is not installed.
        public static let languageMissing = Code(rawValue: "language-missing")
        /// The engine refused to start.
        public static let engineUnusable = Code(rawValue: "engine-unusable")
        /// The engine gave up on a page.
        public static let recognitionFailed = Code(rawValue: "recognition-failed")
        /// The page took longer than allowed.
        public static let tooSlow = Code(rawValue: "page-too-slow")
    }

    /// What went wrong.
    public let code: Code
    /// The language or step concerned.
    public let subject: String?
    /// What failed and what to do.
    public let message: String
    /// The error below; the engine gives none.
    public let cause: (any Error)?

    /// The code's stable name.
    public var codeName: String { code.rawValue }
    /// A missing language or engine is a missing component.
    public var exitStatus: ExitStatus {
        code == .languageMissing || code == .engineUnusable ? .componentMissing : .failed
    }

    init(_ code: Code, subject: String? = nil, _ message: String) {
        self.code = code
        self.subject = subject
        self.message = message
        self.cause = nil
    }
}
