package import ArchiveModel
package import ArchiveStore
package import Catalogue
import DurableFiles
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

    /// Titles of the types by the archive's own table, whatever is wrong with the others.
    fileprivate func documentTypeTitles() throws -> [String: String] {
        guard let table = try editedTable(named: MetadataRules.documentTypesFile) else {
            return try MetadataRules().titles
        }
        return try MetadataRules(documentTypes: table).titles
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
package enum NewArchive {
    /// Makes an archive with the built-in domain tables and an empty search index, open for writing.
    ///
    /// - Throws: `StoreError` when the folder cannot be used; `IndexError`.
    package static func create(
        at path: String, settings: ArchiveSettings, user: ActingUser = .current
    ) throws -> Archive {
        try Archive.create(
            at: path, settings: settings, tables: MetadataRules.defaultTables, user: user,
            prepare: { try SearchIndex.prepare(in: $0) })
    }
}

/// Titles of document types for reading, with what is wrong with the archive's own table of them.
package struct DisplayedTitles: Sendable {
    /// Romanian titles by code.
    package let titles: [String: String]
    /// Why they are the built-in ones; nil when they are the archive's own.
    package let trouble: (any ArchiveError)?
}

/// Names of document types.
package enum DocumentTypes {
    /// Romanian titles by code, the built-in ones when the archive's own table cannot be used.
    ///
    /// For commands that only read: a mistake in a table must not keep anybody from a paper.
    package static func titlesForDisplay(in archive: Archive) -> DisplayedTitles {
        do {
            let titles = try archive.documentTypeTitles()
            return DisplayedTitles(titles: titles, trouble: nil)
        } catch {
            let builtIn = try? MetadataRules().titles
            return DisplayedTitles(
                titles: builtIn ?? [:], trouble: error as? any ArchiveError)
        }
    }

    /// Romanian titles by code, as the archive's own table of them states; the others do not count.
    package static func titles(in archive: Archive) throws -> [String: String] {
        try archive.documentTypeTitles()
    }
}
