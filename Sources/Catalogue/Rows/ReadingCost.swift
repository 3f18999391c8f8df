import DurableFiles
package import GRDB

/// What reading pages cost on this machine, by stage: the rows of `reading_cost`.
package enum ReadingCost {
    /// Adds what a run used to what earlier ones did.
    package static func add(
        _ seconds: [String: Double], pages: Int, in database: Database
    ) throws {
        for (stage, seconds) in seconds {
            try database.execute(
                sql: """
                    INSERT INTO reading_cost (stage, seconds, pages) VALUES (?1, ?2, ?3)
                    ON CONFLICT (stage) DO UPDATE SET seconds = reading_cost.seconds + ?2,
                        pages = reading_cost.pages + ?3
                    """, arguments: [stage, seconds, pages])
        }
    }

    /// Processor seconds for a page, all stages together; nil when nothing was measured here.
    package static func secondsPerPage(in database: Database) throws -> Double? {
        guard try database.tableExists("reading_cost") else { return nil }
        return try Double.fetchOne(
            database, sql: "SELECT sum(seconds) / max(pages) FROM reading_cost WHERE pages > 0")
    }
}
