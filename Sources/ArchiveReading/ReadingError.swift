import ArchiveModel

/// Why an archive cannot be opened or asked.
public struct ReadingError: Error, Sendable {
    /// A stable code, listed in docs/errors.md.
    public let code: String
    /// What failed and what to do; holds no content of a document.
    public let message: String
    /// The error below, for maintainers.
    public let cause: any Error

    init(_ error: any Error) {
        let known = error as? any ArchiveError
        code = known?.codeName ?? "internal-error"
        message = known?.message ?? "something unforeseen went wrong; please report it"
        cause = error
    }
}
