import ArchiveActs
import ArchiveModel
import ArchiveStore

extension TypeTitles {
    /// Reads them, and says on standard error when the archive's own table cannot be used.
    static func readNoting(in archive: Archive) throws -> TypeTitles {
        let titles = try read(in: archive)
        if let trouble = titles.trouble {
            Output.note("note: \(trouble.sentence); meanwhile types have their built-in titles")
        }
        return titles
    }
}
