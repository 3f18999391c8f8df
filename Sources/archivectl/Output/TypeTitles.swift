import ArchiveModel
import ArchiveStore
import Pipeline

/// Names of document types for an answer; what is wrong with the table is told, and no more.
struct TypeTitles {
    /// Romanian titles by code.
    let titles: [String: String]
    /// Whether they are the built-in ones, as those of the archive cannot be used.
    let areBuiltIn: Bool

    /// Reads them, and tells on standard error when the archive's own cannot be used.
    static func read(in archive: Archive) throws -> TypeTitles {
        let found = DocumentTypes.titlesForDisplay(in: archive)
        if let trouble = found.trouble {
            Output.note(
                "note: " + trouble.sentence + "; meanwhile types have their built-in titles")
        }
        return TypeTitles(titles: found.titles, areBuiltIn: found.trouble != nil)
    }
}
