package import ArchiveModel
package import ArchiveStore
package import Catalogue
package import Foundation
import JobQueue
package import WorkerPool

/// Draws parts of archived pages for people, in a confined worker.
package struct PagePictures: Sendable {
    private let configuration: WorkerConfiguration
    private let worker: WorkerProgram
    private let listing: Listing

    /// Prepares for an archive that is open, if only for reading; language data are not needed.
    ///
    /// - Throws: `WorkerError` when the worker is missing or of another build.
    package static func prepare(
        _ archive: Archive, worker: WorkerProgram
    ) async throws -> PagePictures {
        let description = try await worker.description(
            for: DescriptionRequest(models: [], dataFolder: nil))
        var configuration = WorkerConfiguration(archive.settings, description: description)
        configuration.languages = []
        configuration.secondReading = nil
        return PagePictures(
            configuration: configuration, worker: worker, listing: Listing(archive: archive))
    }

    /// A part of a page, upright, as PNG at most `width` pixels wide; nil when it cannot be drawn.
    ///
    /// Takes as long as decoding the page. Throws what the store throws, and `WorkerError` when no worker can be
    /// started.
    package func png(
        of part: PagePart, on page: DocumentPage, width: Int
    ) async throws -> Data? {
        let scan = try listing.scan(page.reference.scan)
        guard let format = scan.format else { return nil }
        let request = WorkerRequest.picture(
            scan: page.digest, page: page.reference.number, format: format, part: part,
            turn: page.rotationDegrees, width: width)
        let path = try listing.originalPath(of: page.reference.scan)
        guard case .picture(let png) = try await answer(to: request, about: path) else {
            return nil
        }
        return png
    }

    private func answer(
        to request: WorkerRequest, about path: String
    ) async throws -> WorkerAnswer.Content {
        let queue = WaitingJobs()
        let pool = Workers(
            queue: queue, executable: worker.executable, configuration: configuration, count: 1,
            usage: UsageCollector())
        async let working: Void = pool.run()
        do {
            let answer = try await queue.submit(request, about: path)
            await queue.close(CancellationError())
            try await working
            return answer
        } catch {
            await queue.close(error)
            _ = try? await working
            throw error
        }
    }
}
