package import ArchiveStore
import Catalogue
import DurableFiles
import JobQueue
import WorkerPool

/// What reading pages again would come to, before any is read.
package struct ReprocessingPlan: Sendable {
    /// How many pages are selected.
    package private(set) var pages = 0
    /// How many documents have any of them.
    package private(set) var documents = 0
    /// Processor seconds for a page, as measured in earlier runs; nil when nothing was measured here.
    package let secondsPerPage: Double?

    /// Processor seconds for all; nil when nothing was measured here.
    package var seconds: Double? { secondsPerPage.map { $0 * Double(pages) } }

    /// Counts the pages that a run would read; nothing is written.
    ///
    /// Throws `WorkerError` when a component is missing, and faults of the archive.
    package static func make(
        for selection: PageSelection, in archive: Archive, options: IngestOptions
    ) async throws -> ReprocessingPlan {
        let description = try await options.worker.description(
            for: DescriptionRequest(
                models: archive.settings.models, dataFolder: options.dataFolder))
        let listing = Listing(archive: archive)
        var plan = ReprocessingPlan(secondsPerPage: try listing.secondsPerPage())
        let reader = description.reader(of: archive.settings.models)
        for batch in try listing.batches(of: selection) {
            let pages = try listing.pages(of: batch, selectedBy: selection, reader: reader)
            plan.pages += pages.count
            plan.documents += Set(pages.compactMap(\.document)).count
        }
        return plan
    }

    private init(secondsPerPage: Double?) {
        self.secondsPerPage = secondsPerPage
    }
}
