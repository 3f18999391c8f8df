package import ArchiveModel
package import ArchiveStore
import Glibc
import JobQueue
package import WorkerPool

/// Reads one page of a scan that need not be in any archive, in a worker with the limits of ingest.
package struct PageInspection: Sendable {
    private let configuration: WorkerConfiguration
    private let worker: WorkerProgram

    /// Prepares an inspection.
    ///
    /// - Throws: `WorkerError` when a component is missing.
    package static func prepare(
        settings: ArchiveSettings, worker: WorkerProgram, dataFolder: String?
    ) async throws -> PageInspection {
        let description = try await worker.description(
            for: DescriptionRequest(models: settings.models, dataFolder: dataFolder))
        try description.requireAll()
        return PageInspection(
            configuration: WorkerConfiguration(settings, description: description), worker: worker)
    }

    /// Decodes, cleans and reads a page; what is wrong with the page is in the result.
    ///
    /// - Parameters:
    ///   - page: Its number, from 1.
    ///   - path: The file; absolute, as the worker sees it.
    ///   - pictures: A folder for the picture after each step, nil for none.
    /// - Throws: `WorkerError` when no worker can be started.
    package func read(
        page: Int, ofFile path: String, pictures: String?
    ) async throws -> ProcessedPage {
        let queue = WaitingJobs()
        var configuration = configuration
        configuration.confinement.writable = pictures
        let pool = Workers(
            queue: queue, executable: worker.executable, configuration: configuration, count: 1,
            usage: UsageCollector())
        async let working: Void = pool.run()
        do {
            let result = try await Self.read(
                page, path: Self.resolved(path), pictures: pictures, queue: queue)
            await queue.close(CancellationError())
            try await working
            return result
        } catch {
            await queue.close(error)
            _ = try? await working
            throw error
        }
    }

    private static func read(
        _ page: Int, path: String, pictures: String?, queue: WaitingJobs
    ) async throws -> ProcessedPage {
        let format: ScanFormat
        switch try await queue.submit(.survey(scan: nil), about: path) {
        case .survey(let survey):
            guard (1...survey.pageCount).contains(page) else {
                return failed(
                    page,
                    failure: Failure(
                        code: "page-unknown",
                        message: "the scan has \(survey.pageCount) pages; give a number up to that")
                )
            }
            format = survey.format
        case .failure(let failure), .outstanding(let failure): return failed(page, failure: failure)
        case .ready, .page, .picture, .probed, .broken: throw WorkerError.unexpectedAnswer()
        }
        let request = WorkerRequest.read(
            scan: nil, page: page, format: format, pictures: pictures)
        switch try await queue.submit(request, about: path) {
        case .page(let result): return result
        case .failure(let failure), .outstanding(let failure): return failed(page, failure: failure)
        case .ready, .survey, .picture, .probed, .broken: throw WorkerError.unexpectedAnswer()
        }
    }

    /// Where a link leads: what a worker gets is never opened through one.
    private static func resolved(_ path: String) -> String {
        guard let real = realpath(path, nil) else { return path }
        defer { free(real) }
        return String(cString: real)
    }

    private static func failed(_ page: Int, failure: Failure) -> ProcessedPage {
        ProcessedPage(number: page, verdict: .failed, failure: failure)
    }
}
