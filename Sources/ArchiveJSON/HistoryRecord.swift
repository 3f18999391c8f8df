package import ArchiveModel
package import ArchiveStore
import Catalogue

/// One decision of a person about a document.
package struct HistoryEntryRecord: Encodable {
    /// A document with the number of its pages.
    struct Group: Encodable {
        let document: String
        let pages: Int
    }

    let type = "history_entry"
    let document: String
    /// Its number in the journal.
    let decision: Int64?
    let at: String?
    let actor: String
    let account: String?
    /// `corrected`, `grouped`, `dossier_added`, `dossier_removed`, `duplicate` or `not_duplicate`.
    let deed: String
    /// What was corrected.
    private(set) var changes: [ChangedFieldRecord]?
    /// The documents before pages were grouped, and after that.
    private(set) var before: [Group]?
    private(set) var after: [Group]?
    /// The mark of a dossier; left out when it is no more.
    private(set) var dossier: String?
    /// The other document that was compared.
    private(set) var other: String?

    package init(_ entry: DocumentHistory.Entry, of id: DocumentID) {
        document = id.text
        decision = entry.decision
        at = entry.at
        actor = entry.user.name
        account = entry.user.account.isEmpty ? nil : entry.user.account
        switch entry.deed {
        case .corrected(let corrections):
            deed = "corrected"
            changes = corrections.map(ChangedFieldRecord.init)
        case .grouped(let grouping):
            deed = "grouped"
            before = Self.groups(grouping.before)
            after = Self.groups(grouping.after)
        case .added(let mark):
            deed = "dossier_added"
            dossier = mark?.description
        case .removed(let mark):
            deed = "dossier_removed"
            dossier = mark?.description
        case .compared(let compared):
            deed = compared.isDuplicate ? "duplicate" : "not_duplicate"
            other = (compared.document == id ? compared.original : compared.document).text
        }
    }

    private static func groups(_ groups: [DecidedGrouping.Group]) -> [Group] {
        groups.map { Group(document: $0.document.text, pages: $0.addresses.count) }
    }
}

/// The end of a history.
package struct HistoryRecord: Encodable {
    let type = "history"
    let document: String
    let entries: Int

    package init(_ id: DocumentID, entries: Int) {
        document = id.text
        self.entries = entries
    }
}
