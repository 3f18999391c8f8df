package import ArchiveModel

/// Pages that are to make one document.
package struct PageGroup: Sendable, Hashable {
    /// The document that they make; nil for a new one.
    package var document: DocumentID?
    /// The pages, in order.
    package var pages: [PageReference]

    /// Puts a group together.
    package init(_ document: DocumentID?, pages: [PageReference]) {
        self.document = document
        self.pages = pages
    }
}

/// What became of documents whose pages were grouped anew.
package struct RegroupedDocuments: Sendable, Hashable {
    /// The document of each group, in order.
    package var documents: [DocumentID]
    /// Documents that are no more, since their pages are in others.
    package var removed: [DocumentID]
}
