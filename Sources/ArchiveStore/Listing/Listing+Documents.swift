package import ArchiveModel
package import Catalogue
package import DurableFiles
import GRDB

extension Listing {
    /// A document, with the text of its pages or without; nil when there is none of this identifier.
    package func document(
        _ id: DocumentID, withTexts: Bool = true
    ) throws(StoreError) -> StoredDocument? {
        try archive.catalogue.read { try DocumentRow.read(id, withTexts: withTexts, in: $0) }
    }

    /// A document without what was read on its pages; nil when there is none of this identifier.
    package func head(of id: DocumentID) throws(StoreError) -> DocumentHead? {
        try archive.catalogue.read { try DocumentRow.head(id, in: $0) }
    }

    /// The identifier for a new document that starts on a page of a scan.
    package func newDocumentID(startingOn page: PageAddress) throws(StoreError) -> DocumentID {
        try archive.catalogue.read { try DocumentIdentities.next(startingOn: page, in: $0) }
    }

    /// The documents that have pages of a scan, by order of their first page in it.
    package func documents(withPagesOf scan: ScanID) throws(StoreError) -> [DocumentID] {
        try archive.catalogue.read { database in
            try String.fetchAll(
                database,
                sql: """
                    SELECT document.id FROM page JOIN document_page ON page_id = page.id
                    JOIN document ON key = document_key WHERE scan_id = ?
                    GROUP BY document.id ORDER BY min(page.number)
                    """, arguments: [scan.rawValue])
        }.compactMap { DocumentID($0) }
    }

    /// The documents that have any of some pages, by the first of these.
    package func documents(
        withAnyOf pages: [PageReference]
    ) throws(StoreError) -> [DocumentID] {
        try archive.catalogue.read { database in
            try pages.reduce(into: []) { found, page in
                let id = try DocumentRow.id(ofPage: page.number, of: page.scan, in: database)
                if let id, !found.contains(id) { found.append(id) }
            }
        }
    }

    /// At most ten documents whose identifier starts as typed, in order; none for other characters.
    package func documents(withIDPrefix typed: String) throws(StoreError) -> [DocumentID] {
        try identifiers(in: "document", withPrefix: typed)
    }

    /// At most ten documents of a table whose identifier starts as typed, in order.
    func identifiers(
        in table: String, withPrefix typed: String
    ) throws(StoreError) -> [DocumentID] {
        guard let prefix = DocumentID.normalizedPrefix(typed) else { return [] }
        let texts = try archive.catalogue.read { database in
            // Above every letter of an identifier.
            try String.fetchAll(
                database,
                sql: """
                    SELECT id FROM \(table) WHERE id >= ?1 AND id < ?1 || '~' ORDER BY id LIMIT 10
                    """,
                arguments: [prefix])
        }
        return texts.compactMap { DocumentID($0) }
    }
}
