package import ArchiveStore
package import Catalogue
import DomainTables
import Indexer

extension Archive {
    /// The rules as the archive's own tables state them; those that are not there are built in.
    func metadataRules() throws -> MetadataRules {
        var tables: [String: [UInt8]] = [:]
        for name in MetadataRules.defaultTables.keys {
            tables[name] = try ownTable(named: name)
        }
        return try MetadataRules(tables: tables)
    }
}

/// Makes archives.
package enum NewArchive {
    /// Makes an archive with the built-in domain tables and an empty search index, open for writing.
    ///
    /// - Throws: `StoreError` when the folder cannot be used; `IndexError`.
    package static func create(
        at path: String, settings: ArchiveSettings, by user: ActingUser = .current
    ) throws -> Archive {
        try Archive.create(
            at: path, settings: settings, tables: MetadataRules.defaultTables, by: user,
            prepare: { try SearchIndex.prepare(in: $0) })
    }
}
