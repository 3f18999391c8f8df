package import ArchiveModel
import Catalogue
import GRDB

/// A document of which the catalogue says what no event explains.
package struct UnexplainedDocument: Sendable, Hashable {
    /// The document.
    package let id: DocumentID
    /// Names of its fields, `type`, `pages` or `corrections`; `document` for all of it.
    package let parts: [String]

    /// The document with its parts, safe to show.
    var text: String { TerminalText.sanitized("\(id.text) (\(parts.joined(separator: ", ")))") }
}

extension BatchContent {
    /// Documents that are not as their newest event left them, or are gone without one.
    func unexplainedDocuments() throws -> [UnexplainedDocument] {
        var result: [UnexplainedDocument] = []
        try forEachDocumentID { id in
            let parts = try DocumentMarks.unexplained(id, in: database)
            if !parts.isEmpty { result.append(UnexplainedDocument(id: id, parts: parts)) }
        }
        for id in try missingDocuments() {
            result.append(UnexplainedDocument(id: id, parts: [DocumentMarks.wholeDocument]))
        }
        return result
    }

    /// Documents that an event says are there, and whose first page is in no document.
    ///
    /// Events of catalogues before 6 do not name the first page; such a document has the identifier
    /// that follows from it.
    private func missingDocuments() throws -> [DocumentID] {
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT digest, number FROM scan JOIN page ON page.scan_id = scan.id
                WHERE batch_id = ? AND scan.verdict = 'done' AND NOT EXISTS (
                    SELECT 1 FROM document_page JOIN document ON key = document_key
                    WHERE page_id = page.id)
                """, arguments: [batch.rawValue])
        var result: Set<DocumentID> = []
        var scans: Set<ContentDigest> = []
        while let row = try rows.next() {
            guard let digest = ContentDigest(bytes: row.bytes("digest")) else { continue }
            scans.insert(digest)
            let id = DocumentID(firstScan: digest, firstPage: row["number"])
            if try DocumentRow.key(of: id, in: database) == nil,
                try DocumentMarks.isExpected(id, in: database)
            {
                result.insert(id)
            }
        }
        if !scans.isEmpty {
            result.formUnion(try DocumentMarks.missing(startingIn: scans, in: database))
        }
        return result.sorted { $0.text < $1.text }
    }
}
