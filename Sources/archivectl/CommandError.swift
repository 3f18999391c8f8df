import ArchiveModel
import ArchiveStore
import DomainTables

/// What the commands themselves find wrong.
struct CommandError: ArchiveError {
    let code: ErrorCode
    let subject: String?
    let message: String
    var cause: (any Error)? { nil }
    let exitStatus: ExitStatus

    static func noDocument(_ typed: String) -> CommandError {
        let shown = TerminalText.sanitized(String(typed.prefix(40)))
        return CommandError(
            code: ErrorCode(rawValue: "document-unknown"), subject: shown,
            message: "there is no document \(shown); search prints the identifiers",
            exitStatus: .failed)
    }

    static var emptyDocument: CommandError {
        CommandError(
            code: ErrorCode(rawValue: "document-unknown"), subject: nil,
            message: "the identifier of the document is empty; search prints the identifiers",
            exitStatus: .failed)
    }

    static func noType(_ typed: String, near: String?) -> CommandError {
        let shown = TerminalText.sanitized(String(typed.prefix(40)))
        return CommandError(
            code: ErrorCode(rawValue: "type-unknown"), subject: shown,
            message:
                "there is no document type \(shown)\(meant(near)); 'archivectl types' lists them",
            exitStatus: .failed)
    }

    static func noField(_ typed: String, in table: FieldTable) -> CommandError {
        let shown = TerminalText.sanitized(String(typed.prefix(40)))
        return CommandError(
            code: ErrorCode(rawValue: "field-unknown"), subject: shown,
            message: "there is no field \(shown)\(meant(table.nearest(to: typed))); the "
                + "fields are " + table.fields.map(\.name.rawValue).joined(separator: ", "),
            exitStatus: .failed)
    }

    private static func meant(_ near: String?) -> String {
        near.map { " (do you mean \($0)?)" } ?? ""
    }

    static func severalDocuments(_ typed: String, matches: [DocumentID]) -> CommandError {
        let shown = TerminalText.sanitized(String(typed.prefix(40)))
        return CommandError(
            code: ErrorCode(rawValue: "document-ambiguous"), subject: shown,
            message: "several documents begin with \(shown): "
                + matches.map(\.text).joined(separator: ", ") + "; type more of the identifier",
            exitStatus: .failed)
    }
}
