package import ArchiveStore
package import Catalogue
import DomainTables
import Indexer

/// What came of making the catalogue again.
package struct RebuiltCatalogue {
    /// What was found in the objects.
    package let summary: RebuildSummary
    /// Where the old catalogue is now; nil when there was none.
    package let kept: String?
}

/// Makes the catalogue again, with its index.
package enum ArchiveRebuild {
    /// Makes it and puts it in the place of the old one; `kept` is where that is now.
    ///
    /// - Throws: `StoreError`, `IndexError`. Objects that cannot be understood are problems of the
    ///   summary.
    package static func run(
        at path: String, by user: ActingUser = .current, expecting: ArchiveID? = nil
    ) throws -> RebuiltCatalogue {
        let rebuild = try CatalogueRebuild.begin(
            at: path, settings: ArchiveSettings(), tables: MetadataRules.defaultTables, by: user,
            expecting: expecting)
        var summary = try rebuild.restore()
        let index = try SearchIndex.rebuild(rebuild.archive)
        try MetadataRenewal.catchUp(rebuild.archive, by: user, index: index)
        try RescanSearch(archive: rebuild.archive, user: user).catchUp { _ in }
        let waiting = try Grouping(archive: rebuild.archive, by: user).waiting()
        summary.notices += [waiting].compactMap { $0 }
        return RebuiltCatalogue(summary: summary, kept: try rebuild.replace())
    }
}
