import ArchiveModel
package import Catalogue
import GRDB

extension Listing {
    /// Calls `body` with each document of which a person should look where it begins, or at one of its pages.
    ///
    /// In order of making; not those that later states of files supersede. Rethrows what `body` throws.
    package func forEachDoubtfulDocument(_ body: (DocumentHead) throws -> Void) throws {
        var last: Int64 = 0
        while true {
            let after = last
            let rows = try archive.catalogue.read { database in
                // A catalogue of before has no such documents.
                guard try Self.knowsBounds(database) else { return [Row]() }
                return try Row.fetchAll(
                    database,
                    sql: """
                        SELECT key, id FROM document WHERE doubtful = 1 AND key > ?
                        ORDER BY key LIMIT 500
                        """, arguments: [after])
            }
            guard let end = rows.last?["key"] as Int64? else { return }
            for row in rows {
                guard let id = DocumentID(row["id"]), let head = try head(of: id),
                    head.supersededBy == nil
                else { continue }
                try body(head)
            }
            last = end
        }
    }

    /// Whether the catalogue says why documents begin where they begin; one of before does not.
    static func knowsBounds(_ database: Database) throws -> Bool {
        try Row.fetchAll(database, sql: "PRAGMA table_info(document)")
            .contains { $0["name"] == "doubtful" }
    }
}
