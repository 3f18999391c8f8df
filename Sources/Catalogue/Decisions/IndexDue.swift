package import ArchiveModel
package import GRDB

/// Documents that were changed where no index was at hand; whoever opens the index next brings them
/// up to date.
package enum IndexDue {
    static func add(_ document: String, in database: Database) throws {
        try database.execute(
            sql: "INSERT OR IGNORE INTO index_due (document) VALUES (?)", arguments: [document])
    }

    /// The documents that are due; none in a catalogue of before there was a journal.
    package static func all(in database: Database) throws -> Set<String> {
        guard try database.tableExists("index_due") else { return [] }
        return try String.fetchSet(database, sql: "SELECT document FROM index_due")
    }

    /// Says that the index has a document as it is.
    package static func forget(_ document: DocumentID, in database: Database) throws {
        try database.execute(
            sql: "DELETE FROM index_due WHERE document = ?", arguments: [document.text])
    }

    /// Calls `body` with each document that is due, be it there or not any more, and forgets it.
    package static func take(
        in database: Database, _ body: (DocumentID) throws -> Void
    ) throws {
        for text in try String.fetchAll(database, sql: "SELECT document FROM index_due") {
            if let id = DocumentID(text) { try body(id) }
            try database.execute(
                sql: "DELETE FROM index_due WHERE document = ?", arguments: [text])
        }
    }
}
