package import ArchiveModel
package import GRDB

/// Documents that were changed where no index was at hand; whoever opens the index next brings them
/// up to date.
package enum IndexDue {
    static func add(_ document: String, in database: Database) throws {
        try database.execute(
            sql: "INSERT OR IGNORE INTO index_due (document) VALUES (?)", arguments: [document])
    }

    /// Calls `body` with each document that is due and there, and forgets it.
    package static func take(
        in database: Database, _ body: (DocumentID) throws -> Void
    ) throws {
        for text in try String.fetchAll(database, sql: "SELECT document FROM index_due") {
            if let id = DocumentID(text), try DocumentRow.key(of: id, in: database) != nil {
                try body(id)
            }
            try database.execute(
                sql: "DELETE FROM index_due WHERE document = ?", arguments: [text])
        }
    }
}
