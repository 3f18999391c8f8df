import ArchiveModel
import ArchiveStore
import Catalogue

extension ActError {
    static var emptyEntry: ActError {
        ActError(
            code: ErrorCode(rawValue: "quarantine-unknown"), subject: nil,
            message:
                "the identifier of the entry is empty; 'archivectl quarantine list' prints the identifiers",
            exitStatus: .failed)
    }

    static func noEntry(_ typed: String) -> ActError {
        let shown = shown(typed)
        return ActError(
            code: ErrorCode(rawValue: "quarantine-unknown"), subject: shown,
            message:
                "nothing in quarantine is called \(shown); 'archivectl quarantine list' prints what is",
            exitStatus: .failed)
    }

    static func severalEntries(_ typed: String, matches: [QuarantineID]) -> ActError {
        let shown = shown(typed)
        return ActError(
            code: ErrorCode(rawValue: "quarantine-ambiguous"), subject: shown,
            message: "several things in quarantine begin with \(shown): "
                + matches.prefix(10).map(\.text).joined(separator: ", ")
                + "; type more of the identifier", exitStatus: .failed)
    }

    static var sameEntry: ActError {
        ActError(
            code: ErrorCode(rawValue: "quarantine-ambiguous"), subject: nil,
            message: "the same thing in quarantine is named twice; name each once",
            exitStatus: .failed)
    }

    static func resolvedBefore(
        _ entry: QuarantineEntry, _ decided: ResolvedEntryRow.Decided
    ) -> ActError {
        ActError(
            code: ErrorCode(rawValue: "quarantine-resolved"), subject: entry.id.text,
            message:
                "\(entry.id.text) was resolved by \(TerminalText.sanitized(decided.user.name)) at "
                + "\(decided.at); 'archivectl quarantine show \(entry.id.text)' prints why",
            exitStatus: .failed)
    }

    static func notArchived(_ entry: QuarantineEntry) -> ActError {
        ActError(
            code: ErrorCode(rawValue: "quarantine-not-archived"), subject: entry.id.text,
            message:
                "\(entry.batchName.display)/\(entry.name.display) was not taken in, so that there is "
                + "nothing to read again; put right what is said of it, and run ingest on its folder",
            exitStatus: .failed)
    }

    static func noReason(most: Int) -> ActError {
        ActError(
            code: ErrorCode(rawValue: "reason-invalid"), subject: nil,
            message:
                "the reason says nothing, has characters that nobody sees, or is longer than \(most) "
                + "characters; say in a few words why nothing more is to be done",
            exitStatus: .failed)
    }
}
