package import ArchiveModel
package import Catalogue

/// Says which documents a person made of pages.
package struct GroupedRecord: Encodable {
    /// One document with the number of its pages.
    struct Document: Encodable {
        let document: String
        let pages: Int
        /// The revision of the document then.
        let revision: String?
    }

    let type = "grouped"
    /// The documents as they are now; none when nothing was to be done.
    let documents: [Document]
    /// Documents that are no more.
    let removed: [String]

    package init(_ grouping: DecidedGrouping?, revisions: [DocumentID: DocumentRevision] = [:]) {
        let after = grouping?.after ?? []
        documents = after.map {
            Document(
                document: $0.document.text, pages: $0.addresses.count,
                revision: revisions[$0.document]?.text)
        }
        removed = (grouping?.before ?? []).map(\.document)
            .filter { id in !after.contains { $0.document == id } }.map(\.text)
    }
}

/// Says what became of a document that is no more.
package struct FormerDocumentRecord: Encodable {
    let type = "former_document"
    let document: String
    /// Those that have its pages now.
    let successors: [String]
    /// Who grouped its pages anew, and when.
    let groupedBy, groupedAt: String?
    /// Its revision, as it was left.
    let revision: String
    /// The number of the proposal by which it was disposed of.
    let disposal: Int64?
    /// When that was ordered.
    let disposedAt: String?

    private enum CodingKeys: String, CodingKey {
        case type, document, successors, revision, disposal
        case groupedBy = "grouped_by"
        case groupedAt = "grouped_at"
        case disposedAt = "disposed_at"
    }

    /// The record; `grouping` is the one that took its pages.
    package init(
        _ document: DocumentID, successors: [DocumentID], grouping: GroupingRow.Decided?,
        revision: DocumentRevision, disposal: Disposal?
    ) {
        self.document = document.text
        self.successors = successors.map(\.text)
        groupedBy = grouping?.user.name
        groupedAt = grouping?.at
        self.revision = revision.text
        self.disposal = disposal?.number
        disposedAt = disposal?.step(.ordered)?.at
    }
}
