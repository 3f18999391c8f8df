package import ArchiveStore

extension CatalogueRebuild {
    /// Makes the catalogue of the archive in a folder again, and puts it in the place of the old one.
    @discardableResult
    package static func run(at path: String) throws -> RebuildSummary {
        let rebuild = try begin(at: path, settings: ArchiveSettings(), tables: [:])
        let summary = try rebuild.restore()
        _ = try rebuild.replace()
        return summary
    }
}
