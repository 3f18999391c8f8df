public import ArchiveStore
import Indexer
import MetadataExtraction
import SystemPackage

extension Archive {
    /// The rules as the archive's own tables state them; those that are not there are built in.
    func metadataRules() throws -> MetadataRules {
        var tables: [String: [UInt8]] = [:]
        for name in MetadataRules.defaultTables.keys {
            tables[name] = try editedTable(named: name)
        }
        return try MetadataRules(tables: tables)
    }

    /// A table of the archive; nil when it was removed.
    private func editedTable(named name: String) throws -> [UInt8]? {
        do {
            return try table(named: name)
        } catch {
            if error.cause as? Errno == .noSuchFileOrDirectory { return nil }
            throw error
        }
    }
}

/// Makes archives.
public enum NewArchive {
    /// Makes an archive with the built-in domain tables and an empty search index, open for writing.
    ///
    /// - Throws: `StoreError` when the folder cannot be used; `IndexError`.
    public static func create(
        at path: String, settings: ArchiveSettings, user: ActingUser = .current
    ) throws -> Archive {
        try Archive.create(
            at: path, settings: settings, tables: MetadataRules.defaultTables, user: user,
            prepare: { try SearchIndex.prepare(in: $0) })
    }
}

/// Names of document types.
public enum DocumentTypes {
    /// Romanian titles by code, as the archive's own tables state them.
    public static func titles(in archive: Archive) throws -> [String: String] {
        try archive.metadataRules().titles
    }
}
