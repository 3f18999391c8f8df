import ArchiveActs
import ArchiveModel
import ArchiveStore
import Catalogue

/// Decisions about a document in words.
enum HistoryText {
    /// When and who in one line, what in lines below.
    static func lines(
        _ entry: DocumentHistory.Entry, of document: DocumentID, mask: PersonalMask
    ) -> [String] {
        let time = entry.at.map { $0.replacing("T", with: " ").prefix(16) } ?? "at an unknown time"
        let account = entry.user.account.isEmpty ? "" : " (\(entry.user.account))"
        let head = "\(time)  \(entry.user.name)\(account)"
        return [TerminalText.sanitized(head)]
            + deed(entry.deed, of: document, mask: mask).map { "  " + TerminalText.sanitized($0) }
    }

    private static func deed(
        _ deed: DocumentHistory.Deed, of document: DocumentID, mask: PersonalMask
    ) -> [String] {
        switch deed {
        case .corrected(let corrections): corrections.map { corrected($0, mask: mask) }
        case .grouped(let grouping): [grouped(grouping)]
        case .added(let mark): ["put into dossier \(mark.map { "\($0)" } ?? "that is no more")"]
        case .removed(let mark):
            ["taken out of dossier \(mark.map { "\($0)" } ?? "that is no more")"]
        case .compared(let duplicate): [compared(duplicate, document)]
        }
    }

    private static func corrected(_ correction: Correction, mask: PersonalMask) -> String {
        let name = FieldName(rawValue: correction.name)
        let (before, after) = (
            correction.previous.map { mask.value($0, of: name) } ?? "nothing",
            correction.value.map { mask.value($0, of: name) } ?? "nothing"
        )
        if correction.isConfirmation { return "\(correction.name): \(after), rightly so" }
        let end = correction.restored == nil ? "" : ", as it was read"
        return "\(correction.name): \(before) -> \(after)\(end)"
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
