package import ArchiveModel
import DurableFiles
package import GRDB

/// A page as it lies in `page`, `page_text` and `page_words`.
package enum PageRow {
    /// Writes a page with what was read on it, unless it has its outcome.
    package static func record(_ page: ProcessedPage, of scan: ScanID, in database: Database) throws
    {
        guard let id = try write(page, of: scan, in: database), let reading = page.recognized
        else { return }
        try database.execute(
            sql: "INSERT OR REPLACE INTO page_text (page_id, text) VALUES (?, ?)",
            arguments: [id, reading.text])
        try database.execute(
            sql: "INSERT OR REPLACE INTO page_words (page_id, words) VALUES (?, ?)",
            arguments: [id, try StoredJSON.encode(PackedReading(reading))])
    }

    /// Writes a page that was read again, in the place of what was read before.
    package static func replace(
        _ page: ProcessedPage, of scan: ScanID, in database: Database
    ) throws {
        try database.execute(
            sql: "UPDATE page SET retry = 1 WHERE scan_id = ? AND number = ?",
            arguments: [scan.rawValue, page.number])
        try record(page, of: scan, in: database)
    }

    /// Writes a page that was sealed; its text comes from its ALTO file.
    package static func restore(
        _ page: ProcessedPage, confidence: Confidence?, reading: SealedReading?, of scan: ScanID,
        in database: Database
    ) throws {
        guard
            let id = try write(
                page, of: scan, confidence: confidence, engine: reading?.engine, in: database),
            let reading
        else { return }
        try database.execute(
            sql: "INSERT INTO page_text (page_id, text) VALUES (?, ?)",
            arguments: [id, reading.text])
    }

    /// Writes the row of a page unless it has its outcome; its number, nil when it was left alone.
    private static func write(
        _ page: ProcessedPage, of scan: ScanID, confidence: Confidence? = nil,
        engine: String? = nil, in database: Database
    ) throws -> Int64? {
        let old = try Row.fetchOne(
            database, sql: "SELECT id, retry FROM page WHERE scan_id = ? AND number = ?",
            arguments: [scan.rawValue, page.number])
        if let old, old["retry"] == 0 { return nil }
        try database.execute(
            sql: """
                INSERT INTO page (id, scan_id, number, verdict, failure_code, failure_message,
                    warnings, scan_width, scan_height, resolution_x, resolution_y, rotation,
                    transform, steps, confidence, doubts, codes, engine, retry)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)
                ON CONFLICT (id) DO UPDATE SET verdict = excluded.verdict,
                    failure_code = excluded.failure_code,
                    failure_message = excluded.failure_message, warnings = excluded.warnings,
                    scan_width = excluded.scan_width, scan_height = excluded.scan_height,
                    resolution_x = excluded.resolution_x, resolution_y = excluded.resolution_y,
                    rotation = excluded.rotation, transform = excluded.transform,
                    steps = excluded.steps, confidence = excluded.confidence,
                    doubts = excluded.doubts, codes = excluded.codes, engine = excluded.engine, retry = 0
                """,
            arguments: try arguments(
                page, id: old?["id"], scan: scan,
                confidence: page.recognized?.confidence ?? confidence,
                engine: page.recognized?.engine ?? engine))
        return old?["id"] ?? database.lastInsertedRowID
    }

    /// The pages of a scan within some numbers, in order.
    package static func pages(
        of scan: ScanID, numbers: ClosedRange<Int>, in database: Database
    ) throws -> [ProcessedPage] {
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT page.*, words FROM page LEFT JOIN page_words ON page_id = page.id
                WHERE scan_id = ? AND number BETWEEN ? AND ? ORDER BY number
                """, arguments: [scan.rawValue, numbers.lowerBound, numbers.upperBound])
        var result: [ProcessedPage] = []
        while let row = try rows.next() { result.append(try page(row)) }
        return result
    }

    /// What read the pages of a scan whose words are in the catalogue; the words themselves are not decoded.
    package static func engines(of scan: ScanID, in database: Database) throws -> Set<String> {
        try String.fetchSet(
            database,
            sql: """
                SELECT DISTINCT words ->> '$.engine' FROM page JOIN page_words ON page_id = page.id
                WHERE scan_id = ?
                """, arguments: [scan.rawValue])
    }

    /// The page of a row of `page`, with its words when the row has the column `words`.
    package static func page(_ row: Row) throws -> ProcessedPage {
        var resolution: Resolution?
        if let horizontal = row["resolution_x"] as Double?,
            let vertical = row["resolution_y"] as Double?
        {
            resolution = Resolution(horizontal: horizontal, vertical: vertical)
        }
        let reading: PackedReading? = try (row["words"] as String?).map {
            try StoredJSON.decode($0)
        }
        return ProcessedPage(
            number: row["number"], verdict: try verdict(row), failure: row.failure,
            warnings: try StoredJSON.decode(row["warnings"]), doubts: try row.list("doubts"),
            scanWidth: row["scan_width"], scanHeight: row["scan_height"], resolution: resolution,
            rotationDegrees: row["rotation"],
            transform: try StoredJSON.decode(row["transform"]),
            steps: try StoredJSON.decode(row["steps"]), recognized: reading?.page,
            codes: try row.list("codes"))
    }

    /// The outcome that a row of `page` says; throws `catalogue-damaged` for another word.
    package static func verdict(_ row: Row) throws -> PageVerdict {
        guard let verdict = PageVerdict(rawValue: row["verdict"]) else {
            throw StoreError.catalogueDamaged("page \(row["number"] as Int? ?? 0)")
        }
        return verdict
    }

    private static func arguments(
        _ page: ProcessedPage, id: Int64?, scan: ScanID, confidence: Confidence?,
        engine: String?
    ) throws -> StatementArguments {
        [
            id, scan.rawValue, page.number, page.verdict.rawValue, page.failure?.code,
            page.failure?.message, try StoredJSON.encode(page.warnings), page.scanWidth,
            page.scanHeight, page.resolution?.horizontal, page.resolution?.vertical,
            page.rotationDegrees, try StoredJSON.encode(page.transform),
            try StoredJSON.encode(page.steps), confidence?.value,
            try page.doubts.storedText, try page.codes.storedText, engine,
        ]
    }
}

/// What a sealed file says of the reading of a page, as far as the catalogue keeps it.
package struct SealedReading: Sendable {
    /// The whole text.
    package let text: String
    /// What read it.
    package let engine: String

    /// Takes it from a page as it was read.
    package init(_ page: RecognizedPage) {
        text = page.text
        engine = page.engine
    }
}
