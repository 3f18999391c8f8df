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

    static func noType(_ typed: String) -> CommandError {
        let shown = TerminalText.sanitized(String(typed.prefix(40)))
        return CommandError(
            codeName: "type-unknown", subject: shown,
            message: "there is no document type \(shown); 'archivectl types' lists them",
            exitStatus: .failed)
    }

    static func noField(_ typed: String) -> CommandError {
        let shown = TerminalText.sanitized(String(typed.prefix(40)))
        return CommandError(
            codeName: "field-unknown", subject: shown,
            message: "\(shown) cannot be the name of a field; 'archivectl show' lists those of a "
                + "document", exitStatus: .failed)
    }

    static func noValue(for field: String) -> CommandError {
        CommandError(
            codeName: "field-value-invalid", subject: field,
            message: "the value does not have the form of the field \(field): dates are "
                + "2024-03-28, amounts 1234.50, fiscal codes digits, currencies RON",
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
