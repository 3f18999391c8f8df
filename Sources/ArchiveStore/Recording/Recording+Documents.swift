package import ArchiveModel
package import Catalogue
import DurableFiles
import GRDB

extension Recording {
    /// Writes a document and what is derived from it in one transaction: all of it or nothing.
    ///
    /// A document of the same identifier is replaced; what persons corrected of it stays corrected.
    /// `index` gets the document with the text of
    /// its pages while the change is still open; what it throws undoes the change and is thrown
    /// again. The scans whose pages are all settled by it get their verdict. Fields keep their
    /// identifiers when they are read again. Throws `document-without-pages`, `record-unknown` for a
    /// page that was not recorded, and `page-in-other-document`.
    @discardableResult
    package func commitDocument(
        _ draft: DocumentDraft, index: (StoredDocument, StoreTransaction) throws -> Void
    ) throws -> StoredDocument {
        let record = try archive.catalogue.writeRethrowing { database in
            try Self.write(draft, by: user, in: database)
            guard let record = try DocumentRow.read(draft.id, in: database) else {
                throw StoreError.catalogueDamaged("document \(draft.id.text)")
            }
            try index(record, StoreTransaction(database: database))
            for scan in Set(draft.pages.map(\.scan)) {
                try ScanSettlement.settle(scan, by: user, in: database)
            }
            return record
        }
        WriteStep.documentRecorded.reached()
        return record
    }

    /// Writes a document with the corrections that persons made of it, and the event that explains it.
    ///
    /// `isExplained` says whether events explained it before; nil when that is to be found out, as the
    /// texts of its pages are the same.
    static func write(
        _ draft: DocumentDraft, isExplained known: Bool? = nil, by user: ActingUser,
        in database: Database
    ) throws {
        var draft = draft
        let corrections = try CorrectionRow.all(of: draft.id, in: database)
        KnownField.identify(
            &draft.extracted.fields,
            by: try KnownField.all(of: draft.id, corrections: corrections, in: database))
        draft.extracted.repeat(corrections)
        try keepPlaces(in: &draft, in: database)
        let isExplained =
            try known
            ?? (DocumentRow.key(of: draft.id, in: database) == nil
                || DocumentMarks.unexplained(draft.id, in: database).isEmpty)
        try DocumentRow.write(draft, in: database)
        // What nobody explained before must not pass for explained now.
        if isExplained {
            try DocumentMarks.record(.documentRecorded, of: draft.id, by: user, in: database)
        }
    }

    /// Leaves corrected fields that were not read again at their places on pages that the document still has.
    private static func keepPlaces(in draft: inout DocumentDraft, in database: Database) throws {
        guard draft.extracted.fields.contains(where: { $0.evidence == nil }),
            let old = try DocumentRow.read(draft.id, withTexts: false, in: database)
        else { return }
        let kept = Set(old.pages.filter { draft.pages.contains($0.reference) }.map(\.address))
        for index in draft.extracted.fields.indices {
            let field = draft.extracted.fields[index]
            guard field.evidence == nil, let id = field.id,
                let place = old.extracted.fields.first(where: { $0.id == id })?.evidence,
                kept.contains(place.address)
            else { continue }
            draft.extracted.fields[index].evidence = place
        }
    }

    /// Removes a document, so that its pages can go into others.
    ///
    /// Its scans and pages stay, and what was corrected of it. Its identifier is not given again, unless
    /// by committing it again.
    ///
    /// `index` removes what is derived from it in the same transaction. Returns whether it was
    /// there; throws what `index` throws.
    @discardableResult
    package func removeDocument(
        _ id: DocumentID, index: (DocumentID, StoreTransaction) throws -> Void
    ) throws -> Bool {
        try archive.catalogue.writeRethrowing { database in
            guard try DocumentRow.key(of: id, in: database) != nil else { return false }
            try index(id, StoreTransaction(database: database))
            try FormerDocument.make(of: id, in: database)
            try EventLog.append(
                .documentRemoved, object: id.text, detail: [String: Int](), by: user, in: database)
            return true
        }
    }
}
