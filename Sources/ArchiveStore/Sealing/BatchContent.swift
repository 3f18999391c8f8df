import ArchiveModel
import Catalogue
import DurableFiles
import GRDB

/// What the catalogue says of a batch, as `documents.json` has it.
///
/// Read one record after another: a batch may have tens of thousands of scans.
struct BatchContent {
    let batch: BatchID
    let database: Database

    /// Calls `body` with each scan that has its verdict, in order of arrival.
    func forEachScan(_ body: (SealedScan) throws -> Void) throws {
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT \(StoredScan.columns), scan.path
                FROM scan JOIN batch ON batch.id = scan.batch_id
                WHERE batch_id = ? AND verdict IS NOT NULL ORDER BY scan.id
                """, arguments: [batch.rawValue])
        while let row = try rows.next() {
            let scan = try StoredScan(row: row)
            try body(try sealed(scan, path: row["path"]))
        }
    }

    /// Calls `body` with each document whose first page is in the batch, by order of its making.
    func forEachDocument(_ body: (SealedDocument) throws -> Void) throws {
        try forEachDocumentID { id in
            guard let head = try DocumentRow.head(id, in: database) else {
                throw StoreError.catalogueDamaged("document \(id.text)")
            }
            try body(try sealed(head))
        }
    }

    /// Calls `body` with the identifier of each of these documents.
    func forEachDocumentID(_ body: (DocumentID) throws -> Void) throws {
        let ids = try String.fetchCursor(
            database,
            sql: """
                SELECT document.id FROM scan JOIN page ON page.scan_id = scan.id
                JOIN document_page ON document_page.page_id = page.id AND position = 1
                JOIN document ON key = document_key
                WHERE batch_id = ? ORDER BY key
                """, arguments: [batch.rawValue])
        while let text = try ids.next() {
            guard let id = DocumentID(text) else {
                throw StoreError.catalogueDamaged("document \(text)")
            }
            try body(id)
        }
    }

    private func sealed(_ scan: StoredScan, path: String) throws -> SealedScan {
        let rows = try Row.fetchCursor(
            database,
            sql: "SELECT page.*, NULL AS words FROM page WHERE scan_id = ? ORDER BY number",
            arguments: [scan.id.rawValue])
        var pages: [SealedPage] = []
        while let row = try rows.next() {
            pages.append(
                SealedPage(
                    try PageRow.page(row),
                    confidence: (row["confidence"] as Double?).map(Confidence.init)))
        }
        return SealedScan(
            alto: pages.isEmpty ? nil : LogicalPath.alto(ofOriginal: path), digest: scan.digest,
            doubts: scan.doubts.isEmpty ? nil : scan.doubts, failure: scan.failure,
            format: scan.format, pageCount: scan.pageCount, pages: pages,
            path: path, supersededBy: try scan.supersededBy.map(digest), verdict: scan.verdict,
            warnings: scan.warnings)
    }

    private func sealed(_ document: DocumentHead) throws -> SealedDocument {
        SealedDocument(
            bounds: document.bounds,
            corrections: try CorrectionRow.all(of: document.id, in: database),
            fields: document.extracted.fields, formerFields: try formerFields(of: document.id),
            id: document.id, pages: PageRun.runs(of: document.pages.map(\.address)),
            type: document.extracted.type,
            typeConfidence: document.extracted.typeConfidence,
            typeEvidence: document.extracted.typeEvidence)
    }

    /// The documents that are no more and that this batch tells of, by identifier.
    func removed() throws -> [SealedRemoval] {
        try FormerDocument.all(of: batch, in: database).map { id in
            SealedRemoval(
                corrections: try CorrectionRow.all(of: id, in: database),
                formerFields: try formerFields(of: id), id: id)
        }
    }

    /// Identities of the decisions about the grouping of its pages.
    func groupings() throws -> [String] {
        try GroupingRow.identities(ofBatch: batch, in: database)
    }

    private func formerFields(of id: DocumentID) throws -> [FieldID]? {
        let fields = try FormerField.all(of: id, in: database)
        return fields.isEmpty ? nil : fields
    }

    private func digest(of scan: ScanID) throws -> ContentDigest {
        let row = try Row.fetchOne(
            database, sql: "SELECT digest FROM scan WHERE id = ?", arguments: [scan.rawValue])
        guard let digest = row.flatMap({ ContentDigest(bytes: $0.bytes("digest")) }) else {
            throw StoreError.catalogueDamaged("scan \(scan.rawValue)")
        }
        return digest
    }
}
