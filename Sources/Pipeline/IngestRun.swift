package import ArchiveStore
package import Catalogue
import DocumentAssembly
import DomainTables
package import DurableFiles
import Indexer
import JobQueue
import MetadataExtraction
package import SystemPackage
package import WorkerPool

/// How an ingest is to run.
package struct IngestOptions: Sendable {
    /// The program that reads scans.
    package var worker: WorkerProgram
    /// Number of worker processes, at least 1.
    package var workers: Int
    /// Value of `TESSDATA_PREFIX`, nil when it is not set.
    package var dataFolder: String?
    /// Whether source files are removed once their archived copies were read again and compared.
    package var removesSources: Bool
    /// What of that which could not be read before is read again.
    package var retries = Retries.none
    /// The dossier that the documents go to, as typed; nil when none is named.
    package var dossier: String?
    /// Who is named in versions and events.
    package var user = ActingUser.current

    /// How many batches are read at a time, so that no worker is idle while another reads the last
    /// page of one.
    package var batchesAtATime = 2

    /// What of that which could not be read before is read again.
    package enum Retries: Sendable, Hashable {
        /// Nothing.
        case none
        /// All that nobody is done with.
        case all
        /// These scans.
        case scans([ScanID])
    }

    /// Makes options.
    package init(
        worker: WorkerProgram, workers: Int, dataFolder: String?, removesSources: Bool = false
    ) {
        self.worker = worker
        self.workers = max(1, workers)
        self.dataFolder = dataFolder
        self.removesSources = removesSources
    }
}

/// One run of ingest over folders of scanner output.
///
/// It is the only writer of the archive.
package struct IngestRun: Sendable {
    private let archive: Archive
    private let options: IngestOptions
    private let configuration: WorkerConfiguration
    private let rules: MetadataRules
    private let index: SearchIndex
    /// What reads the pages: program, engines and data.
    private let reader: String

    /// Prepares a run on an archive opened for writing.
    ///
    /// - Throws: `WorkerError` when a component is missing; `StoreError`, `TableError` when the
    ///   archive's settings or tables are unusable.
    package static func prepare(
        archive: Archive, options: IngestOptions
    ) async throws -> IngestRun {
        let settings = archive.settings
        let description = try await options.worker.description(
            for: DescriptionRequest(models: settings.models, dataFolder: options.dataFolder))
        try description.requireAll()
        return IngestRun(
            archive: archive, options: options,
            configuration: WorkerConfiguration(settings, description: description),
            rules: try archive.metadataRules(),
            index: try SearchIndex.open(in: archive),
            reader: description.reader(of: settings.models))
    }

    /// Takes in the folders, one after another, and finishes what an interrupted run left.
    ///
    /// - Parameter report: Called for each event, from several threads.
    /// - Throws: `CancellationError` when the task was cancelled; errors of the archive or machine.
    ///   Faults of scans are events.
    package func run(
        folders: [FilePath], report: @escaping @Sendable (PipelineEvent) -> Void
    ) async throws -> IngestResult {
        try await run(report: report) { tools in
            try await Intake(
                archive: archive, user: options.user, events: tools.events,
                pipeline: tools.pipeline, batchWindow: options.batchesAtATime,
                removesSources: options.removesSources, retries: options.retries,
                naming: DossierNaming(
                    rules: archive.settings.receiving.dossiers, typed: options.dossier,
                    events: tools.events)
            ).takeIn(folders)
        }
    }

    /// Reads pages again that were read before, and takes what is not worse.
    ///
    /// As `run(folders:report:)`.
    package func reprocess(
        _ selection: PageSelection, report: @escaping @Sendable (PipelineEvent) -> Void
    ) async throws -> IngestResult {
        try await run(report: report) { tools in
            try await Reprocessing(
                archive: archive, user: options.user, queue: tools.queue,
                pipeline: tools.pipeline, events: tools.events, reader: reader,
                pageWindow: options.workers * 2
            ).run(selection)
        }
    }

    /// What the work of a run is done with.
    private struct Tools: Sendable {
        let queue: WaitingJobs
        let events: EventRelay
        let pipeline: BatchPipeline
    }

    /// Does some work with workers at its side, and counts what it came to.
    private func run(
        report: @escaping @Sendable (PipelineEvent) -> Void,
        _ work: @escaping @Sendable (Tools) async throws -> Void
    ) async throws -> IngestResult {
        // Many workers may be killed at one go; that is not yet a row.
        let queue = WaitingJobs(killLimit: max(5, options.workers + 3))
        let events = EventRelay(report: report)
        let usage = UsageCollector()
        let told = FirstTime()
        let pool = Workers(
            queue: queue, executable: options.worker.executable, configuration: configuration,
            count: options.workers, usage: usage,
            onConfined: { report in told.once { events.send(.confined(report)) } })
        let tools = Tools(
            queue: queue, events: events, pipeline: pipeline(queue: queue, events: events))
        try await withTaskCancellationHandler {
            try await Self.run(work, with: tools, pool: pool)
        } onCancel: {
            Task { await queue.close(CancellationError()) }
        }
        var summary = events.current
        summary.workerCPUSeconds = await usage.totalCPUSeconds
        summary.workerStageSeconds = await usage.totalStageSeconds
        summary.workerPeakBytes = await usage.peakBytes
        summary.coordinatorPeakBytes = ProcessUsage.peakBytes
        try Rereading(archive: archive, by: options.user, reader: reader)
            .recordCost(summary.workerStageSeconds, pages: summary.pagesThroughWorkers)
        return IngestResult(summary: summary, refusedSeal: tools.pipeline.refusedSeals.first)
    }

    /// The stages of this run.
    private func pipeline(queue: WaitingJobs, events: EventRelay) -> BatchPipeline {
        let listing = Listing(archive: archive)
        let load: PageReadings.Loading = { try listing.pages(of: $0, numbers: $1) }
        let readings = PageReadings(load: load)
        return BatchPipeline(
            reader: ScanReader(
                archive: archive, user: options.user, queue: queue, readings: readings,
                evidences: PageEvidences(reader: EvidenceReader(rules: rules), load: load),
                events: events, pageWindow: options.workers * 2),
            making: DocumentMaking(
                archive: archive, user: options.user, index: index,
                extractor: MetadataExtractor(rules: rules), readings: readings, events: events),
            filing: DossierFiling(archive: archive, user: options.user, events: events),
            sealing: Sealing(archive: archive, by: options.user),
            scanWindow: options.workers + 2)
    }

    /// The work and workers side by side; whichever fails stops the other.
    private static func run(
        _ work: @Sendable (Tools) async throws -> Void, with tools: Tools, pool: Workers
    ) async throws {
        async let working: Void = pool.run()
        do {
            try await work(tools)
            await tools.queue.close(CancellationError())
        } catch {
            await tools.queue.close(error)
            _ = try? await working
            throw error
        }
        try await working
    }
}

/// What an ingest came to.
package struct IngestResult: Sendable {
    /// What was taken in and read, in numbers.
    package let summary: IngestSummary
    /// Why a batch was not sealed, the first of them (`record-unexplained`); nil when all were.
    package let refusedSeal: StoreError?
}
