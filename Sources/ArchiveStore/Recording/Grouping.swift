package import ArchiveModel
package import Catalogue
import DurableFiles
import GRDB

/// Putting pages into other documents.
package struct Grouping: Sendable {
    let archive: Archive
    /// Who is named in events.
    let user: ActingUser

    /// Writes to an archive that is open for writing.
    package init(archive: Archive, by user: ActingUser) {
        self.archive = archive
        self.user = user
    }

    /// Groups the pages of documents anew, in one transaction: all of it or nothing.
    ///
    /// `index` gets each document as it is then, and `remove` each one that is no more. Throws
    /// `record-unexplained` for documents that were changed and no event says by whom, what
    /// `Regrouping.make` throws, and what the two throw.
    @discardableResult
    package func make(
        _ groups: [PageGroup], index: (StoredDocument, StoreTransaction) throws -> Void,
        remove: (DocumentID, StoreTransaction) throws -> Void
    ) throws -> RegroupedDocuments {
        try archive.catalogue.writeRethrowing { database in
            let regrouping = Regrouping(by: user, in: database)
            let unexplained = try regrouping.documents(of: groups).compactMap { document in
                let parts = try DocumentMarks.unexplained(document.id, in: database)
                return parts.isEmpty ? nil : UnexplainedDocument(id: document.id, parts: parts)
            }
            guard unexplained.isEmpty else { throw StoreError.recordUnexplained(unexplained) }
            let made = try regrouping.make(groups)
            let transaction = StoreTransaction(database: database)
            for id in made.removed { try remove(id, transaction) }
            for id in made.documents {
                guard let document = try DocumentRow.read(id, in: database) else {
                    throw StoreError.catalogueDamaged("document \(id.text)")
                }
                try index(document, transaction)
            }
            return made
        }
    }
}
