import ArchiveModel
import ArchiveStore
import Catalogue

/// Decisions about a document in words.
enum HistoryText {
    /// When and who in one line, what in lines below.
    static func lines(_ entry: DocumentHistory.Entry, of document: DocumentID) -> [String] {
        let time = entry.at.map { $0.replacing("T", with: " ").prefix(16) } ?? "at an unknown time"
        let account = entry.user.account.isEmpty ? "" : " (\(entry.user.account))"
        let head = "\(time)  \(entry.user.name)\(account)"
        return [TerminalText.sanitized(head)]
            + deed(entry.deed, of: document).map { "  " + TerminalText.sanitized($0) }
    }

    private static func deed(
        _ deed: DocumentHistory.Deed, of document: DocumentID
    ) -> [String] {
        switch deed {
        case .corrected(let corrections): corrections.map(corrected)
        case .grouped(let grouping): [grouped(grouping)]
        case .added(let mark): ["put into dossier \(mark.map { "\($0)" } ?? "that is no more")"]
        case .removed(let mark):
            ["taken out of dossier \(mark.map { "\($0)" } ?? "that is no more")"]
        case .compared(let duplicate): [compared(duplicate, document)]
        }
    }

    private static func corrected(_ correction: Correction) -> String {
        "\(correction.name): \(correction.previous ?? "nothing") -> \(correction.value ?? "nothing")"
    }

    private static func grouped(_ grouping: DecidedGrouping) -> String {
        "pages grouped: \(groups(grouping.before)) -> \(groups(grouping.after))"
    }

    private static func groups(_ groups: [DecidedGrouping.Group]) -> String {
        groups.map { "\($0.document.text) of \($0.addresses.count)" }.joined(separator: ", ")
    }

    private static func compared(
        _ duplicate: DecidedDuplicate, _ document: DocumentID
    ) -> String {
        let verdict = duplicate.isDuplicate ? "is" : "is not"
        return duplicate.document == document
            ? "\(verdict) document \(duplicate.original.text), scanned anew"
            : "document \(duplicate.document.text) \(verdict) this one, scanned anew"
    }
}
