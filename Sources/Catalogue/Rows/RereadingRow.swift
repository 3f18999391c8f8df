package import ArchiveModel
import DurableFiles
package import GRDB

/// The rows of `rereading`: what reading pages again came to, the last time.
package enum RereadingRow {
    /// Writes what it came to; what read the page is not tried on it again.
    package static func write(
        _ comparison: ReadingComparison, of page: PageReference, reader: String,
        in database: Database
    ) throws {
        try database.execute(
            sql: """
                INSERT OR REPLACE INTO rereading (page_id, at, reader, outcome, confidence_before,
                    words_before, confidence_after, words_after)
                SELECT id, ?, ?, ?, ?, ?, ?, ? FROM page WHERE scan_id = ? AND number = ?
                """,
            arguments: [
                StoredTime.now, reader, comparison.outcome.rawValue,
                comparison.before.confidence.value, comparison.before.words,
                comparison.after?.confidence.value, comparison.after?.words,
                page.scan.rawValue, page.number,
            ])
    }
}
