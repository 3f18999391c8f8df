package import DurableFiles
import GRDB

extension Catalogue {
    /// Whether each table has the columns that this program made.
    ///
    /// SQLite keeps the names of tables and columns as text and takes an altered one as it is, so that a query
    /// fails or stops in the midst of reading. True for a catalogue that a writer has yet to bring forward.
    package func hasItsColumns() throws(StoreError) -> Bool {
        try read { database in
            let migrator = CatalogueSchema.migrator(journal: nil)
            guard try migrator.hasCompletedMigrations(database) else { return true }
            let model = try DatabaseQueue()
            try migrator.migrate(model)
            let expected = try model.read { try TableColumn.all(in: $0) }
            return try expected.isSubset(of: TableColumn.all(in: database))
        }
    }
}

/// A column of a table, as SQLite understood the text that made it.
private struct TableColumn: Hashable {
    let table: String
    let name: String
    let type: String

    static func all(in database: Database) throws -> Set<TableColumn> {
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT master.name AS "table", info.name AS name, info.type AS type
                FROM main.sqlite_master AS master, pragma_table_info(master.name, 'main') AS info
                WHERE master.type = 'table'
                """)
        return Set(rows.map { TableColumn(table: $0["table"], name: $0["name"], type: $0["type"]) })
    }
}
