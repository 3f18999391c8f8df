package import ArchiveModel
package import Catalogue
package import DurableFiles
import GRDB

/// The documents that a person looked at before deciding, with the revisions that were shown.
package typealias SeenRevisions = [DocumentID: DocumentRevision]

extension Listing {
    /// The revision of a document; of one that is no more, as it was left.
    package func revision(of id: DocumentID) throws(StoreError) -> DocumentRevision {
        try archive.catalogue.read { try DocumentRevision.read(of: id, in: $0) }
    }
}

extension DocumentHistory {
    /// Throws `document-changed`, with who changed what, for a document that is not as somebody saw it.
    static func requireUnchanged(since seen: SeenRevisions, in database: Database) throws {
        for (document, revision) in seen.sorted(by: { $0.key.text < $1.key.text }) {
            let current = try DocumentRevision.read(of: document, in: database)
            guard current != revision else { continue }
            if let other = try owner(of: revision, among: seen, but: document, in: database) {
                throw StoreError.noRevision(revision, of: document, but: other)
            }
            let changes = try changes(of: document, in: database)
            guard current.decision >= revision.decision,
                revision.decision == 0
                    || changes.contains(where: { $0.decision == revision.decision })
            else { throw StoreError.noRevision(revision, of: document) }
            let since = changes.filter { ($0.decision ?? 0) > revision.decision }
            throw StoreError.documentChanged(document, since: revision, by: since)
        }
    }
    /// The other document that somebody looked at and that has the revision: two were given in the wrong order.
    private static func owner(
        of revision: DocumentRevision, among seen: SeenRevisions, but document: DocumentID,
        in database: Database
    ) throws -> DocumentID? {
        try seen.keys.sorted { $0.text < $1.text }.first {
            try $0 != document && DocumentRevision.read(of: $0, in: database) == revision
        }
    }
}
