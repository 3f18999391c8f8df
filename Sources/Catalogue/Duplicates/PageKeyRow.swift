package import ArchiveModel
package import GRDB

/// The rows of `page_key`: by which pages are found that have something in common.
package enum PageKeyRow {
    /// A key of more pages than this says nothing, and its pages are not read.
    package static let mostPages = 20

    /// Writes the keys of a page.
    package static func write(
        _ keys: Set<Int64>, of page: PageReference, in database: Database
    ) throws {
        let statement = try database.cachedStatement(
            sql: """
                INSERT OR IGNORE INTO page_key (key, page_id)
                SELECT ?1, id FROM page WHERE scan_id = ?2 AND number = ?3
                """)
        for key in keys {
            try statement.execute(arguments: [key, page.scan.rawValue, page.number])
        }
    }

    /// How many keys other pages have in common with some, those with one only left out.
    ///
    /// Costs a search in the index for each key, and at most `mostPages` rows behind it, however many pages there are.
    package static func sharing(
        _ keys: Set<Int64>, in database: Database
    ) throws -> [PageReference: Int] {
        var counts: [Int64: Int] = [:]
        let statement = try database.cachedStatement(
            sql: "SELECT page_id FROM page_key WHERE key = ? LIMIT \(mostPages + 1)")
        for key in keys {
            let pages = try Int64.fetchAll(statement, arguments: [key])
            guard pages.count <= mostPages else { continue }
            for page in pages { counts[page, default: 0] += 1 }
        }
        var result: [PageReference: Int] = [:]
        for (page, count) in counts where count > 1 {
            let row = try Row.fetchOne(
                database.cachedStatement(sql: "SELECT scan_id, number FROM page WHERE id = ?"),
                arguments: [page])
            guard let row else { continue }
            result[PageReference(scan: ScanID(rawValue: row["scan_id"]), number: row["number"])] =
                count
        }
        return result
    }
}

/// The rows of `likeness_due`: documents of which nobody looked yet whether they resemble others.
package enum LikenessDue {
    /// The first that are due, in the order of their making, at most so many.
    package static func first(_ count: Int, in database: Database) throws -> [DocumentID] {
        try String.fetchAll(
            database,
            sql: """
                SELECT id FROM likeness_due JOIN document USING (id) ORDER BY document.key LIMIT ?
                """, arguments: [count]
        ).compactMap { DocumentID($0) }
    }

    /// Says that a document was looked at.
    package static func forget(_ document: DocumentID, in database: Database) throws {
        try database.execute(
            sql: "DELETE FROM likeness_due WHERE id = ?", arguments: [document.text])
    }
}
