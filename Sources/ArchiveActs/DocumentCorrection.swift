package import ArchiveModel
package import ArchiveStore
package import Catalogue
import Indexer

/// A person says what the type and the fields of a document really are.
package struct DocumentCorrection {
    /// What is to be corrected, as it was typed.
    package struct Request {
        /// The document's identifier, or its beginning.
        let document: String
        /// The code of its type, at most one; an empty one takes the type away.
        let types: [String]
        /// Fields with their values.
        let fields: [TypedChanges.Field]
        /// The revision that was looked at; nil for whatever it is.
        let seen: DocumentRevision?

        package init(
            document: String, types: [String], fields: [TypedChanges.Field],
            seen: DocumentRevision? = nil
        ) {
            self.document = document
            self.types = types
            self.fields = fields
            self.seen = seen
        }
    }

    /// What was done.
    package struct Outcome {
        /// The document.
        package let document: DocumentID
        /// One for each thing that is different now; none when all was so already.
        package let corrections: [Correction]
        /// Names of fields whose values a check speaks against; they were taken as typed.
        package let doubtful: [String]
        /// The revision of the document then.
        package let revision: DocumentRevision
    }

    private let archive: Archive

    /// The archive must be open for writing, if only for an act.
    package init(_ archive: Archive) { self.archive = archive }

    /// Corrects the document as `user`, and its rows in the index with it, in one transaction.
    ///
    /// Throws `document-unknown`, `document-ambiguous`, `type-unknown`, `field-unknown`,
    /// `field-value-invalid`, `document-changed`, and what the store throws; then nothing is changed.
    package func carryOut(_ request: Request, by user: ActingUser) throws -> Outcome {
        let document = try DocumentLookup(archive).identifier(typed: request.document)
        let index = try SearchIndex.open(in: archive)
        let typed = try TypedChanges.read(
            types: request.types, fields: request.fields, of: document, in: archive)
        guard
            let corrections = try Corrections(archive: archive).correct(
                document, changes: typed.changes, by: user, seen: request.seen,
                index: { try index.add($0, in: $1) })
        else { throw ActError.noDocument(request.document) }
        return Outcome(
            document: document, corrections: corrections, doubtful: typed.doubtful,
            revision: try Listing(archive: archive).revision(of: document))
    }
}
