public import ArchiveStore
import MetadataExtraction

extension Archive {
    /// The rules as the archive's own tables state them.
    func metadataRules() throws -> MetadataRules {
        var tables: [String: [UInt8]] = [:]
        for name in MetadataRules.defaultTables.keys {
            tables[name] = try table(named: name)
        }
        return try MetadataRules(tables: tables)
    }
}

/// What a new archive starts with.
public enum NewArchive {
    /// The domain tables by file name, for an archivist to edit.
    public static var tables: [String: [UInt8]] { MetadataRules.defaultTables }
}

/// Names of document types.
public enum DocumentTypes {
    /// Romanian titles by code, as the archive's own tables state them.
    public static func titles(in archive: Archive) throws -> [String: String] {
        try archive.metadataRules().titles
    }
}
