import ArchiveModel
import ArchiveStore
import DomainTables

/// Names of document types for an answer; what is wrong with the table is told, and no more.
struct TypeTitles {
    /// Romanian titles by code.
    let titles: [String: String]
    /// Whether they are the built-in ones, as those of the archive cannot be used.
    let areBuiltIn: Bool

    /// Reads them, and tells on standard error when the archive's own cannot be used: a mistake in a table
    /// must not keep anybody from a paper.
    static func read(in archive: Archive) throws -> TypeTitles {
        do {
            return TypeTitles(titles: try own(of: archive), areBuiltIn: false)
        } catch let trouble as any ArchiveError {
            Output.note(
                "note: " + trouble.sentence + "; meanwhile types have their built-in titles")
            return TypeTitles(titles: try DocumentTitles.read(nil), areBuiltIn: true)
        }
    }

    /// Those that the archive's own table states, or the built-in ones when it has none.
    static func own(of archive: Archive) throws -> [String: String] {
        try DocumentTitles.read(try archive.ownTable(named: DocumentTitles.file))
    }
}
