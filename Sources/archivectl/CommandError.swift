import ArchiveModel

/// What the commands themselves find wrong.
struct CommandError: ArchiveError {
    let codeName: String
    let subject: String?
    let message: String
    var cause: (any Error)? { nil }
    let exitStatus: ExitStatus

    static func noDocument(_ typed: String) -> CommandError {
        let shown = TerminalText.sanitized(String(typed.prefix(40)))
        return CommandError(
            codeName: "document-unknown", subject: shown,
            message: "there is no document \(shown); search prints the identifiers",
            exitStatus: .failed)
    }

    static func severalDocuments(_ typed: String, _ matches: [DocumentID]) -> CommandError {
        let shown = TerminalText.sanitized(String(typed.prefix(40)))
        return CommandError(
            codeName: "document-ambiguous", subject: shown,
            message: "several documents begin with \(shown): "
                + matches.map(\.text).joined(separator: ", ") + "; type more of the identifier",
            exitStatus: .failed)
    }
}
