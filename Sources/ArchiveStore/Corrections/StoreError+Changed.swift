package import ArchiveModel
import Catalogue
import DurableFiles

extension StoreError {
    /// Somebody decided something about a document after it was looked at; the last of `entries` is told.
    static func documentChanged(
        _ document: DocumentID, since revision: DocumentRevision,
        by entries: [DocumentHistory.Entry]
    ) -> StoreError {
        // An ingest leaves no decision; nor does one stand behind a revision that was typed wrongly.
        var reason =
            "its pages are others, since an ingest grouped them anew, or the revision is that of "
            + "another document"
        if let last = entries.last {
            reason = "\(last.user.words(at: last.at)) \(deed(last.deed))"
        }
        if entries.count > 1 { reason += ", after \(entries.count - 1) other changes" }
        let what = entries.isEmpty ? "is not as in" : "was changed since"
        return StoreError(
            .documentChanged, subject: document.text,
            message:
                "document \(document.text) \(what) revision \(revision.text): \(reason); "
                + "look at it with 'archivectl show \(document.text)' and decide again")
    }

    /// A revision is that of another document or archive.
    static func noRevision(
        _ revision: DocumentRevision, of document: DocumentID, but other: DocumentID? = nil
    ) -> StoreError {
        let owner = other.map { ", which is that of \($0.text)" } ?? ""
        return StoreError(
            .documentChanged, subject: document.text,
            message:
                "document \(document.text) never had revision \(revision.text)\(owner); take the one that "
                + "'archivectl show \(document.text)' prints")
    }

    /// What was done, without a word of what the document says.
    private static func deed(_ deed: DocumentHistory.Deed) -> String {
        switch deed {
        case .grouped(let grouping):
            "grouped its pages anew (\(groups(grouping.before)) -> \(groups(grouping.after)))"
        case .corrected(let corrections):
            "corrected \(Set(corrections.map(\.name)).sorted().joined(separator: ", "))"
        case .added, .removed, .compared: "decided something about it"
        }
    }

    private static func groups(_ groups: [DecidedGrouping.Group]) -> String {
        groups.map { "\($0.document.text) of \($0.addresses.count)" }.joined(separator: ", ")
    }
}

extension ErrorCode {
    /// A document is not as it was when somebody looked at it.
    package static let documentChanged = Self(rawValue: "document-changed")
}
