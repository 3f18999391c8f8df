import ArchiveModel
import Catalogue
import GRDB

/// Decides when a scan is finished, and how.
enum ScanSettlement {
    /// Writes the verdict of an unfinished scan once nothing of it is outstanding.
    ///
    /// A scan is finished when it was surveyed, each of its pages has its outcome, and each page
    /// with text is in a document. It is done when any page is; otherwise failed when a page failed.
    static func settle(_ scan: ScanID, by user: ActingUser, in database: Database) throws {
        guard try !hasPageOutside(scan, in: database),
            let verdict = try verdict(of: scan, in: database)
        else { return }
        try database.execute(
            sql: "UPDATE scan SET verdict = ? WHERE id = ?",
            arguments: [verdict.rawValue, scan.rawValue])
        try recordEvent(of: scan, verdict, by: user, in: database)
        guard verdict == .failed else { return }
        try database.execute(
            sql: """
                UPDATE scan SET (failure_code, failure_message) = (
                    SELECT failure_code, failure_message FROM page
                    WHERE scan_id = scan.id AND verdict = 'failed' ORDER BY number LIMIT 1)
                WHERE id = ?
                """, arguments: [scan.rawValue])
    }

    /// Writes the event of a verdict.
    static func recordEvent(
        of scan: ScanID, _ verdict: ScanVerdict, by user: ActingUser, in database: Database
    ) throws {
        let row = try Row.fetchOne(
            database, sql: "SELECT digest, page_count FROM scan WHERE id = ?",
            arguments: [scan.rawValue])
        guard let row, let digest = ContentDigest(bytes: row.bytes("digest")) else { return }
        let pages = (row["page_count"] as Int?).map(String.init) ?? "unknown"
        try EventLog.append(
            .scanRecognised, object: digest.hex,
            detail: ["pages": pages, "verdict": verdict.rawValue], by: user, in: database)
    }

    /// Whether a page with text is in no document yet.
    ///
    /// Documents are mostly committed in the order of their pages, so looking from the last page
    /// finds one at once, however many pages the scan has.
    private static func hasPageOutside(_ scan: ScanID, in database: Database) throws -> Bool {
        try Int.fetchOne(
            database,
            sql: """
                SELECT 1 FROM page WHERE scan_id = ? AND verdict = 'done' AND NOT EXISTS (
                    SELECT 1 FROM document_page WHERE page_id = page.id)
                ORDER BY number DESC LIMIT 1
                """, arguments: [scan.rawValue]) != nil
    }

    /// The verdict that the pages of an unfinished scan lead to; nil while some are outstanding.
    private static func verdict(of scan: ScanID, in database: Database) throws -> ScanVerdict? {
        let row = try Row.fetchOne(
            database,
            sql: """
                SELECT scan.page_count,
                    count(page.id) FILTER (WHERE page.retry = 0) AS finished,
                    count(page.id) FILTER (WHERE page.verdict = 'failed') AS failed,
                    count(page.id) FILTER (WHERE page.verdict != 'failed') AS readable
                FROM scan LEFT JOIN page ON page.scan_id = scan.id
                WHERE scan.id = ? AND scan.verdict IS NULL
                GROUP BY scan.id
                """, arguments: [scan.rawValue])
        guard let row, let pageCount = row["page_count"] as Int? else { return nil }
        let finished: Int = row["finished"]
        let readable: Int = row["readable"]
        let failed: Int = row["failed"]
        guard finished >= pageCount && finished > 0 else { return nil }
        return readable == 0 && failed > 0 ? .failed : .done
    }
}
