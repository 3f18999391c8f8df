package import ArchiveModel
package import Catalogue
package import DurableFiles
import GRDB
import PageXML

/// Writing down what was found out about scans and their pages, and the documents made of them.
///
/// Each call is one transaction, with its event where the meaning of the archive changes.
package struct Recording: Sendable {
    let archive: Archive
    /// Who is named in versions and events.
    let user: ActingUser

    /// Writes to an archive that is open for writing.
    package init(archive: Archive, by user: ActingUser) {
        self.archive = archive
        self.user = user
    }

    /// Records what a look at the whole file found; throws `record-unknown`.
    package func recordSurvey(
        _ scan: ScanID, format: ScanFormat, pageCount: Int, warnings: [String],
        doubts: [Doubt] = []
    ) throws(StoreError) {
        try archive.catalogue.write { database in
            try database.execute(
                sql: """
                    UPDATE scan SET format = ?, page_count = ?, warnings = ?, doubts = ?
                    WHERE id = ?
                    """,
                arguments: [
                    format.rawValue, pageCount, try StoredJSON.encode(warnings),
                    try doubts.storedText, scan.rawValue,
                ])
            guard database.changesCount == 1 else {
                throw StoreError.recordUnknown("scan", number: scan.rawValue)
            }
        }
    }

    /// Adds what a person should look at in a scan as a whole; nothing when that is known.
    ///
    /// Throws `record-unknown`.
    package func add(_ doubt: Doubt, to scan: ScanID) throws {
        let known = try Listing(archive: archive).scan(scan).doubts
        guard !known.contains(doubt) else { return }
        try archive.catalogue.write { database in
            try database.execute(
                sql: "UPDATE scan SET doubts = ? WHERE id = ?",
                arguments: [try (known + [doubt]).storedText, scan.rawValue])
        }
    }

    /// Puts a scan in quarantine: nothing of it can be read.
    ///
    /// Throws `record-unknown`. A scan that is done or a duplicate stays so.
    package func recordFailure(_ scan: ScanID, failure: Failure) throws(StoreError) {
        _ = try Listing(archive: archive).scan(scan)
        try archive.catalogue.write { database in
            try database.execute(
                sql: """
                    UPDATE scan SET verdict = 'failed', failure_code = ?, failure_message = ?
                    WHERE id = ? AND (verdict IS NULL OR verdict = 'failed')
                    """,
                arguments: [failure.code, failure.message, scan.rawValue])
            guard database.changesCount > 0 else { return }
            try ScanSettlement.recordEvent(of: scan, .failed, by: user, in: database)
        }
    }

    /// Records the outcome for one page, in one transaction; returns the page as it is read again.
    ///
    /// Throws `record-unknown`. A page that has its outcome keeps it, so that repeating an interrupted run changes nothing.
    /// Only failed pages that `resetFailures` released are recorded anew; an event then says what
    /// became of their document.
    @discardableResult
    package func recordPage(
        _ page: ProcessedPage, of scan: ScanID
    ) throws(StoreError) -> ProcessedPage {
        _ = try Listing(archive: archive).scan(scan)
        // As ALTO can hold it, so that catalogue and file say the same.
        var page = page
        page.recognized = page.recognized?.withXMLText
        let recorded = page
        try archive.catalogue.write { database in
            let document = try DocumentRow.id(ofPage: page.number, of: scan, in: database)
            let isExplained = try document.map {
                try DocumentMarks.unexplained($0, in: database).isEmpty
            }
            try PageRow.record(recorded, of: scan, in: database)
            if let document, isExplained == true {
                try DocumentMarks.record(.documentRecorded, of: document, by: user, in: database)
            }
        }
        WriteStep.pageRecorded.reached()
        page.recognized = page.recognized?.asStored
        return page
    }

    /// Releases scans that failed, or have failed pages, to be read again; returns how many.
    ///
    /// `batch` limits it to one batch. What was read of them stays. What persons are done with is left alone.
    package func resetFailures(in batch: BatchID? = nil) throws(StoreError) -> Int {
        try release(
            scans: "(?1 IS NULL OR batch_id = ?1)", whole: "NOT \(ResolvedEntryRow.isScanResolved)",
            pages: "NOT \(ResolvedEntryRow.isPageResolved)", [batch?.rawValue])
    }

    /// Releases single scans that failed, or have failed pages, to be read again, also when somebody was
    /// done with them; returns how many.
    package func resetFailures(of scans: [ScanID]) throws(StoreError) -> Int {
        try StoreError.ofCatalogue {
            try release(
                scans: "scan.id IN (SELECT value FROM json_each(?1))", whole: "TRUE", pages: "TRUE",
                [StoredJSON.encode(scans.map(\.rawValue))])
        }
    }

    /// Releases those of the scans that failed as a whole and fulfil a condition, and the failed pages
    /// that fulfil theirs.
    private func release(
        scans: String, whole: String, pages: String, _ arguments: StatementArguments
    ) throws(StoreError) -> Int {
        try archive.catalogue.write { database in
            try database.execute(
                sql: """
                    UPDATE page SET retry = 1 WHERE id IN (
                        SELECT page.id FROM page JOIN scan ON scan.id = scan_id
                        WHERE page.verdict = 'failed' AND superseded_by IS NULL
                        AND \(scans) AND \(pages))
                    """, arguments: arguments)
            try database.execute(
                sql: """
                    UPDATE scan SET verdict = NULL, failure_code = NULL, failure_message = NULL
                    WHERE \(scans) AND duplicate_of IS NULL AND superseded_by IS NULL
                    AND verdict IS NOT NULL
                    AND ((verdict = 'failed' AND \(whole)) OR EXISTS (
                        SELECT 1 FROM page WHERE scan_id = scan.id AND retry = 1))
                    """, arguments: arguments)
            let count = database.changesCount
            if count > 0 {
                try EventLog.append(
                    .failuresReleased, object: "archive", detail: ["scans": count], by: user,
                    in: database)
            }
            return count
        }
    }

    /// Gives a scan its verdict when all its pages have theirs and those with text are in documents.
    ///
    /// Committing a document does this by itself; call it for a scan that yields no document, such
    /// as one of blank pages. Throws `record-unknown`.
    @discardableResult
    package func settle(_ scan: ScanID) throws(StoreError) -> ScanVerdict {
        try archive.catalogue.write { database in
            try ScanSettlement.settle(scan, by: user, in: database)
        }
        return try Listing(archive: archive).scan(scan).verdict
    }
}
