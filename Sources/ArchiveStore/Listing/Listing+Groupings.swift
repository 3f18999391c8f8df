package import ArchiveModel
package import Catalogue
package import DurableFiles
import GRDB

extension Listing {
    /// The last grouping by a person that a document had a part in; nil when there was none.
    package func lastGrouping(of id: DocumentID) throws(StoreError) -> GroupingRow.Decided? {
        try archive.catalogue.read { try GroupingRow.last(about: id, in: $0) }
    }

    /// The grouping after which a document was no more; nil when there was none.
    package func removal(of id: DocumentID) throws(StoreError) -> GroupingRow.Decided? {
        try archive.catalogue.read { try GroupingRow.removal(of: id, in: $0) }
    }

    /// Documents that are no more and whose identifiers begin as typed.
    package func formerDocuments(withIDPrefix typed: String) throws(StoreError) -> [DocumentID] {
        try identifiers(in: "former_document", withPrefix: typed)
    }

    /// The documents that have the pages of one that is no more, in the order of its pages.
    package func successors(of id: DocumentID) throws -> [DocumentID] {
        try archive.catalogue.read { database in
            let pages =
                try GroupingRow.removal(of: id, in: database)?.grouping.before
                .first { $0.document == id }?.addresses ?? []
            return try pages.compactMap {
                try DocumentRow.id(of: $0, in: database)
            }.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
        }
    }
}
