package import ArchiveModel
package import ArchiveStore
package import Catalogue

/// Finds a document by what a person knows of its identifier.
package struct DocumentLookup {
    private let archive: Archive

    package init(_ archive: Archive) { self.archive = archive }

    /// The one document whose identifier begins as typed.
    ///
    /// Throws `document-unknown` when there is none, and `document-ambiguous` when there is more than one.
    package func identifier(typed: String) throws -> DocumentID {
        guard !typed.isEmpty else { throw ActError.emptyDocument }
        let matches = try Listing(archive: archive).documents(withIDPrefix: typed)
        guard let first = matches.first else {
            throw try former(typed: typed).map(ActError.noLonger) ?? ActError.noDocument(typed)
        }
        guard matches.count == 1 else {
            throw ActError.severalDocuments(typed, matches: matches)
        }
        return first
    }

    /// A document that is no more, and those that its pages are in now.
    package struct Former {
        /// The document that was.
        package let document: DocumentID
        /// Those that have its pages now, in the order of its pages.
        package let successors: [DocumentID]
        /// The grouping that took its pages; nil when there was none.
        package let grouping: GroupingRow.Decided?
        /// The proposal by which it was disposed of; nil when it was not.
        package let disposal: Disposal?

        /// What became of it, with who took its pages.
        package var sentence: String {
            var text = "\(document.text) is no document any more"
            if !successors.isEmpty {
                text += "; its pages are in " + successors.map(\.text).joined(separator: ", ")
            }
            if let grouping {
                text += "; they were grouped anew by \(grouping.user.words(at: grouping.at))"
            }
            return text
        }
    }

    /// What became of a document that is no more; nil when there is one whose identifier begins as typed, or
    /// never was any.
    package func former(typed: String) throws -> Former? {
        let listing = Listing(archive: archive)
        guard !typed.isEmpty, try listing.documents(withIDPrefix: typed).isEmpty,
            let id = try listing.formerDocuments(withIDPrefix: typed).first
        else { return nil }
        return Former(
            document: id, successors: try listing.successors(of: id),
            grouping: try listing.removal(of: id),
            disposal: try listing.disposal(of: id))
    }

    /// The same with all that the catalogue knows of it, the texts of its pages included.
    package func document(typed: String) throws -> StoredDocument {
        guard let document = try Listing(archive: archive).document(try identifier(typed: typed))
        else {
            throw ActError.noDocument(typed)
        }
        return document
    }
}
