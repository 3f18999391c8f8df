import ArchiveModel

/// What the commands themselves find wrong.
struct CommandError: ArchiveError {
    let code: ErrorCode
    let subject: String?
    let message: String
    var cause: (any Error)? { nil }
    let exitStatus: ExitStatus
}
