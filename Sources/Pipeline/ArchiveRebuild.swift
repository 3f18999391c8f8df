package import ArchiveStore
import Indexer
import MetadataExtraction

/// Makes the catalogue again, with its index.
package enum ArchiveRebuild {
    /// Makes it and puts it in the place of the old one; `kept` is where that is now.
    ///
    /// - Throws: `StoreError`, `IndexError`. Objects that cannot be understood are problems of the
    ///   summary.
    package static func run(
        at path: String, user: ActingUser = .current, expecting: ArchiveID? = nil
    ) throws -> (summary: RebuildSummary, kept: String?) {
        let rebuild = try CatalogueRebuild(
            at: path, settings: ArchiveSettings(), tables: MetadataRules.defaultTables, user: user,
            expecting: expecting)
        let summary = try rebuild.restore()
        _ = try SearchIndex.rebuild(rebuild.archive)
        return (summary, try rebuild.replace())
    }
}
