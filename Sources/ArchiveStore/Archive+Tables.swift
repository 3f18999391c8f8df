import ArchiveModel
package import Catalogue
package import DurableFiles
import GRDB
import SystemPackage

extension Archive {
    /// The bytes of a domain table; nil when the archive has none of this name, so that the built-in one
    /// counts.
    ///
    /// Throws `archive-table-unreadable`.
    package func ownTable(named name: String) throws(StoreError) -> [UInt8]? {
        do throws(StoreError) {
            return try table(named: name)
        } catch {
            if error.cause as? Errno == .noSuchFileOrDirectory { return nil }
            throw error
        }
    }

    /// The names of the archive's own domain tables that begin with a text, in order.
    package func ownTables(withPrefix prefix: String) -> [String] {
        (Folder.names(in: path + "/tables") ?? []).compactMap {
            String(validating: $0, as: UTF8.self)
        }.filter { $0.hasPrefix(prefix) && $0.hasSuffix(".yaml") }.sorted()
    }

    /// Writes a domain table in the place of one of the same name, and records that it did.
    ///
    /// Throws `archive-opened-for-reading` and faults of the machine.
    package func writeTable(
        _ bytes: [UInt8], named name: String, by user: ActingUser
    ) throws(StoreError) {
        guard mode == .write else { throw .openedForReading(path) }
        let file = path + "/tables/" + name
        try StoreError.about(file) { () throws(Errno) in
            try Folder.make(path + "/tables")
            try Folder.writeFile(bytes, to: file)
        }
        try recordTableChanges(by: user)
    }

    /// The digests of the domain tables by the names of their files.
    ///
    /// What an editor leaves beside them, and what may not be read, is left out.
    func tableDigests() -> [String: String] {
        var digests: [String: String] = [:]
        for name in Folder.names(in: path + "/tables") ?? [] {
            guard let name = String(validating: name, as: UTF8.self), name.hasSuffix(".yaml"),
                Folder.isFile(path + "/tables/" + name),
                let bytes = try? Folder.readFile(path + "/tables/" + name)
            else { continue }
            digests[name] = ContentDigest(of: bytes).hex
        }
        return digests
    }

    /// Records the tables that are others than the log tells of last, those that it never told of
    /// among them.
    ///
    /// Throws faults of the catalogue.
    func recordTableChanges(by user: ActingUser) throws(StoreError) {
        let now = tableDigests()
        let known = try catalogue.read { try TableChange.knownDigests(in: $0) }
        let changed = Set(now.keys).union(known.keys).filter { now[$0] != known[$0] }.sorted()
        // A table that may not be read is not gone.
        let told = changed.filter { now[$0] != nil || !Folder.isFile(path + "/tables/" + $0) }
        guard !told.isEmpty else { return }
        try catalogue.write { database in
            for name in told {
                try EventLog.append(
                    .tableChanged, object: name,
                    detail: TableChange(after: now[name], before: known[name]), by: user,
                    in: database)
            }
        }
    }
}

/// What the event of a changed table tells: digests, nil where there is no table.
private struct TableChange: Codable {
    var after: String?
    var before: String?

    /// What the events of creation and rebuild tell of tables.
    private struct Stock: Decodable {
        var tables: [String: String]?
    }

    /// The digests that the log tells of last, by the names of the tables.
    static func knownDigests(in database: Database) throws -> [String: String] {
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT action, object, detail FROM event
                WHERE action IN ('archive-created', 'catalogue-rebuilt', 'table-changed')
                ORDER BY sequence
                """)
        var known: [String: String] = [:]
        while let row = try rows.next() {
            let detail: String = row["detail"]
            if row["action"] == EventAction.tableChanged.rawValue {
                let change: TableChange = try StoredJSON.decode(detail)
                known[row["object"]] = change.after
            } else {
                let stock: Stock = try StoredJSON.decode(detail)
                known = stock.tables ?? known
            }
        }
        return known
    }
}
