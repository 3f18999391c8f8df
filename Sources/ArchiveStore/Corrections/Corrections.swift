package import ArchiveModel
package import Catalogue
package import DurableFiles
import GRDB

/// What persons changed about documents.
package struct Corrections: Sendable {
    let archive: Archive

    /// Reads and writes in an open archive.
    package init(archive: Archive) {
        self.archive = archive
    }

    /// Corrects fields or the type of a document; each correction is kept with what it replaced.
    ///
    /// A field that was changed and no event says by whom is settled by correcting it, to what it
    /// says now or to something else; while others are left, `record-unexplained` is thrown.
    /// Changes that change nothing are left out, unless they confirm what is there. `index` gets the document as it is
    /// then, in the same transaction; a document that is not as it was `seen` is refused with `document-changed`. The
    /// correction is in the catalogue at once, and in the object of its batch
    /// once that is sealed. Returns the corrections made, nil when there is no such document.
    package func correct(
        _ id: DocumentID, changes: [DocumentChange], by user: ActingUser,
        seen: DocumentRevision? = nil,
        index: (StoredDocument, StoreTransaction) throws -> Void
    ) throws -> [Correction]? {
        try correct(id, by: user, seen: seen, changes: { _ in changes }, index: index)
    }

    /// A document as it is, and what persons did to it.
    package struct State {
        /// Its type and fields.
        package let extracted: ExtractedDocument
        /// What was corrected of it, in order.
        package let corrections: [Correction]
        /// The last grouping that it had a part in; nil when there is none.
        package let grouping: GroupingRow.Decided?
    }

    /// The same with changes that follow from the document as it is in the transaction.
    package func correct(
        _ id: DocumentID, by user: ActingUser, seen: DocumentRevision? = nil,
        changes makeChanges: (State) throws -> [DocumentChange],
        index: (StoredDocument, StoreTransaction) throws -> Void
    ) throws -> [Correction]? {
        var isThere = false
        let made = try archive.catalogue.decide(about: id, by: user) { database in
            guard var extracted = try DocumentRow.extracted(of: id, in: database) else {
                return []
            }
            isThere = true
            if let seen { try DocumentHistory.requireUnchanged(since: [id: seen], in: database) }
            let changes = try makeChanges(
                State(
                    extracted: extracted, corrections: CorrectionRow.all(of: id, in: database),
                    grouping: GroupingRow.last(about: id, in: database)))
            let unexplained = try DocumentMarks.unexplained(id, in: database)
            guard unexplained.allSatisfy(Set(changes.map(\.name)).contains) else {
                throw StoreError.recordUnexplained([.init(id: id, parts: unexplained)])
            }
            var identities = try FieldIdentities.read(of: id, in: database)
            var made: [Correction] = []
            for change in changes {
                let change = try identities.identified(change, in: extracted)
                let applied = extracted.apply(change)
                guard
                    applied != nil || change.isConfirmation || change.restored != nil
                        || unexplained.contains(change.name)
                else { continue }
                made.append(
                    Correction(
                        account: user.account, actor: user.name, at: StoredTime.now,
                        field: change.field, name: change.name,
                        previous: applied.map(\.value) ?? change.value,
                        reading: applied?.reading, restored: change.restored,
                        undoes: change.undoes, value: change.value))
            }
            return made
        } then: { database in
            guard let changed = try DocumentRow.read(id, in: database) else { return }
            try index(changed, StoreTransaction(database: database))
        }
        return isThere ? made : nil
    }

    /// What persons changed about a document, in order.
    package func all(of id: DocumentID) throws(StoreError) -> [Correction] {
        try archive.catalogue.read { try CorrectionRow.all(of: id, in: $0) }
    }
}
