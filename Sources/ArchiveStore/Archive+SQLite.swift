package import Catalogue
package import DurableFiles
package import GRDB

extension Archive {
    /// Version of the SQLite library in use, such as `3.40.1`.
    package static var sqliteVersion: String {
        (try? DatabaseQueue().read { try String.fetchOne($0, sql: "SELECT sqlite_version()") })
            .flatMap { $0 } ?? "unknown"
    }

    /// Whether the SQLite library can do full-text search (FTS5).
    package static var hasFullTextSearch: Bool {
        let answer = try? DatabaseQueue().read {
            try Bool.fetchOne($0, sql: "SELECT sqlite_compileoption_used('ENABLE_FTS5')")
        }
        return answer.flatMap { $0 } ?? false
    }

    /// Changes data that is derived from the catalogue, in one transaction.
    ///
    /// What `body` throws undoes all of it and is thrown again. Throws
    /// `archive-opened-for-reading`, and `StoreError` for what SQLite reports.
    package func write<Value>(_ body: (StoreTransaction) throws -> Value) throws -> Value {
        try catalogue.writeRethrowing { try body(StoreTransaction(database: $0)) }
    }

    /// Reads the catalogue and what stands beside it in one consistent view.
    package func read<Value>(
        _ body: (Database) throws -> Value
    ) throws(StoreError) -> Value {
        try catalogue.read(body)
    }
}
