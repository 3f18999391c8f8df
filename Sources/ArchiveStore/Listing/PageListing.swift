package import ArchiveModel
package import Catalogue
import GRDB

/// One page of one received file, as an export lists it.
///
/// A duplicate scan lists the pages of the scan whose bytes it has, and their document.
package struct PageListing: Sendable {
    /// The received file.
    package var scan: StoredScan
    /// Number of the page in the file, from 1.
    package var number: Int
    /// The outcome.
    package var verdict: PageVerdict
    /// Why it failed; nil otherwise.
    package var failure: Failure?
    /// What a person should look at although the page counts as read.
    package var doubts: [Doubt]
    /// The codes on the page, also of one without text.
    package var codes: [Barcode]
    /// Quarter turns that made the page upright, in degrees clockwise.
    package var rotationDegrees: Int
    /// Mean confidence of its words; nil when nothing was read.
    package var confidence: Confidence?
    /// What was read; nil when nothing was.
    package var text: String?
    /// The document that it belongs to; nil when it belongs to none.
    package var document: DocumentID?
    /// Number of the page in the document, from 1.
    package var documentPage: Int?
    /// The type of the document; nil when it is not known.
    package var type: DocumentType?
}

extension PageListing {
    /// At most `limit` pages of a scan after a number, by number.
    static func pages(
        of scan: StoredScan, after number: Int, limit: Int, in database: Database
    ) throws -> [PageListing] {
        let owner = scan.duplicateOf ?? scan.id
        return try Row.fetchAll(
            database,
            sql: """
                SELECT page.number, page.verdict, failure_code, failure_message, doubts, codes,
                    rotation, confidence, text, document.id AS document, position, type
                FROM page LEFT JOIN page_text ON page_text.page_id = page.id
                LEFT JOIN document_page ON document_page.page_id = page.id
                LEFT JOIN document ON key = document_key
                WHERE scan_id = ? AND page.number > ? ORDER BY page.number LIMIT ?
                """, arguments: [owner.rawValue, number, limit]
        ).map { row in
            PageListing(
                scan: scan, number: row["number"], verdict: try PageRow.verdict(row),
                failure: row.failure, doubts: try row.list("doubts"),
                codes: try row.list("codes"),
                rotationDegrees: row["rotation"],
                confidence: (row["confidence"] as Double?).map(Confidence.init),
                text: row["text"],
                document: (row["document"] as String?).flatMap { DocumentID($0) },
                documentPage: row["position"],
                type: (row["type"] as String?).map(DocumentType.init(rawValue:)))
        }
    }
}
