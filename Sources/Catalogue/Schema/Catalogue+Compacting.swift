import ArchiveModel
package import DurableFiles
import GRDB

extension Catalogue {
    /// Writes the whole file anew, so that nothing is left in free pages of what was removed, and empties the
    /// log; false when a reader keeps some of the log, so that it may still hold that.
    ///
    /// Takes time and twice the room of the file. `folder` is where SQLite keeps its copy meanwhile, which has no
    /// name there.
    package func compact(by folder: String) throws(StoreError) -> Bool {
        guard let writer, let books else { return true }
        return try StoreError.ofCatalogue { () throws -> Bool in
            try writer.writeWithoutTransaction { database in
                try books.inTurn {
                    try books.beginChange()
                    let place = folder.replacing("'", with: "''")
                    try database.execute(sql: "PRAGMA temp_store_directory = '\(place)'")
                    defer { try? database.execute(sql: "PRAGMA temp_store_directory = ''") }
                    try database.execute(sql: "VACUUM")
                    return try books.emptyLog(database)
                }
            }
        }
    }
}
