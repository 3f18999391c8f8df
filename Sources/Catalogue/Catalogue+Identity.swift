package import DurableFiles
import GRDB

extension Catalogue {
    /// The identity that the log gives: the one it tells of, else that of its first event; nil when
    /// there is no event.
    package func identity() throws(StoreError) -> ArchiveID? {
        try read { database in
            let told = try String.fetchOne(
                database,
                sql: """
                    SELECT json_extract(detail, '$.archive') AS told FROM event
                    WHERE action IN ('archive-created', 'catalogue-rebuilt') AND told IS NOT NULL
                    ORDER BY sequence DESC
                    """)
            if let id = told.flatMap(ArchiveID.init) { return id }
            return try Row.fetchOne(database, sql: "SELECT hash FROM event ORDER BY sequence")
                .map { ArchiveID(firstEvent: $0.bytes("hash")) }
        }
    }
}
