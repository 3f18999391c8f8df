/// What every error of this product tells its three readers: programs, people, maintainers.
package protocol ArchiveError: Error, Sendable {
    /// Stable code for programs, listed in docs/errors.md.
    var code: ErrorCode { get }
    /// What it concerns: a path, a document, a page; nil when the message says all.
    var subject: String? { get }
    /// One sentence for people: what failed and what to do. Never holds content of a document.
    var message: String { get }
    /// The error below it, for maintainers.
    var cause: (any Error)? { get }
    /// The exit status that a command ends with because of it.
    var exitStatus: ExitStatus { get }
}

extension ArchiveError {
    /// The code as programs see it.
    package var codeName: String { code.rawValue }

    /// The same, as it is recorded with a scan or a page.
    package var asFailure: Failure { Failure(code: codeName, message: message) }
}

/// The exit statuses of the command: a stable interface (docs/scripting.md).
package enum ExitStatus: Int32, Sendable {
    /// Done.
    case done = 0
    /// Failed.
    case failed = 1
    /// Done in part: some scans are in quarantine.
    case partly = 3
    /// `verify` found damage.
    case damaged = 4
    /// There is no archive where one was looked for.
    case noArchive = 10
    /// Another process writes to the archive.
    case archiveInUse = 11
    /// The archive was made by a newer version.
    case archiveTooNew = 12
    /// A needed component, such as language data, is missing.
    case componentMissing = 20
    /// Wrong usage.
    case usage = 64
    /// Interrupted by Ctrl-C or SIGTERM; the same command continues.
    case interrupted = 130
}
