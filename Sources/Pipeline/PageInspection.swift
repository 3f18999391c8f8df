package import ArchiveModel
package import ArchiveStore
import Glibc
import Ingest
import OCRBridge
package import SystemPackage

/// Reads one page of a scan that need not be in any archive, in a worker with the limits of ingest.
package struct PageInspection: Sendable {
    private let configuration: WorkerConfiguration
    private let executable: FilePath

    /// Prepares an inspection.
    ///
    /// - Throws: `OCRError`, `PipelineError` when a component is missing.
    package init(settings: ArchiveSettings, executable: FilePath, dataFolder: String?) throws {
        let data = try TesseractData(preferred: dataFolder)
        try data.require(settings.models)
        try Components.requireTools()
        self.executable = executable
        configuration = WorkerConfiguration(settings, dataFolder: data.folder)
    }

    /// Decodes, cleans and reads a page; what is wrong with the page is in the result.
    ///
    /// - Parameters:
    ///   - page: Its number, from 1.
    ///   - path: The file; absolute, as the worker sees it.
    ///   - pictures: A folder for the picture after each step, nil for none.
    /// - Throws: `PipelineError` when no worker can be started.
    package func read(
        page: Int, ofFile path: String, pictures: String?
    ) async throws -> ProcessedPage {
        let queue = JobQueue()
        var configuration = configuration
        configuration.confinement.writable = pictures
        let pool = WorkerPool(
            queue: queue, executable: executable, configuration: configuration, count: 1,
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
        _ page: Int, path: String, pictures: String?, queue: JobQueue
    ) async throws -> ProcessedPage {
        let format: ScanFormat
        switch try await queue.submit(.survey(path: path)) {
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
        case .ready, .page, .probed, .broken: throw PipelineError.unexpectedAnswer()
        }
        let request = WorkerRequest.read(
            path: path, page: page, format: format, pictures: pictures)
        switch try await queue.submit(request) {
        case .page(let result): return result
        case .failure(let failure), .outstanding(let failure): return failed(page, failure: failure)
        case .ready, .survey, .probed, .broken: throw PipelineError.unexpectedAnswer()
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
