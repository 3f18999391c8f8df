import ArchiveModel
import ArchiveStore
import ArchiveTestSupport
import Catalogue
import Foundation
import JobQueue
import Pipeline
import SystemPackage
import WorkerPool

/// A folder with scans and an archive, as at a city hall, for one test.
struct TemporarySite {
    let folder: TemporaryFolder
    let archive: Archive

    /// Copies files of the sample batch and makes an empty archive.
    init(files: [String], settings: ArchiveSettings = ArchiveSettings()) throws {
        folder = try TemporaryFolder()
        for file in files { try folder.copyFromBatch(file) }
        let batches = Set(files.map { String($0.prefix { $0 != "/" }) })
        try folder.makeFolder("scans")
        for batch in batches {
            try FileManager.default.moveItem(
                atPath: folder.path + "/" + batch, toPath: folder.path + "/scans/" + batch)
        }
        archive = try NewArchive.create(at: folder.path + "/archive", settings: settings)
    }

    func makeRun(
        worker: FilePath = FakeWorker.real, workers: Int = 2, batches: Int = 2
    ) async throws -> IngestRun {
        // As the command does: a worker that is gone must not end the process.
        signal(SIGPIPE, SIG_IGN)
        var options = IngestOptions(
            worker: try WorkerProgram.at(worker), workers: workers, dataFolder: nil)
        options.batchesAtATime = batches
        return try await IngestRun.prepare(archive: archive, options: options)
    }

    func ingest(
        worker: FilePath = FakeWorker.real, workers: Int = 2, batches: Int = 2
    ) async throws -> IngestSummary {
        try await makeRun(worker: worker, workers: workers, batches: batches).run(
            folders: [FilePath(folder.path + "/scans")], report: { _ in }
        ).summary
    }

    /// Begins a run and cancels it as soon as one page is read.
    func ingestUntilFirstPage() async throws {
        let (pages, continuation) = AsyncStream.makeStream(of: Void.self)
        let run = try await makeRun()
        let scans = FilePath(folder.path + "/scans")
        let task = Task {
            try await run.run(folders: [scans]) { event in
                if case .page = event { continuation.yield() }
            }
        }
        for await _ in pages { break }
        task.cancel()
        _ = try await task.value
    }

    /// Everything that the archive knows of its pages and documents, a line each.
    ///
    /// Documents of two batches come in the order in which they were finished, which the machine decides: they
    /// are sorted.
    func dump() throws -> [String] {
        var lines: [String] = []
        try Listing(archive: archive).forEachPage { page in
            lines.append(
                "\(page.scan.name.text) \(page.number) \(page.verdict) \(page.rotationDegrees) "
                    + "\(page.confidence?.value ?? 0) \(page.failure?.code ?? "-") "
                    + "\(page.document?.text ?? "-") \(page.text ?? "-")")
        }
        var documents: [String] = []
        try Listing(archive: archive).forEachDocument { document in
            let fields = document.extracted.fields.map { "\($0.name.rawValue)=\($0.value)" }
            documents.append(
                "\(document.id) \(document.extracted.type?.rawValue ?? "-") \(fields.sorted()) "
                    + "\(document.pages.map(\.reference.number))")
        }
        return lines + documents.sorted()
    }
}

/// Answers that fake workers give.
enum WorkerAnswers {
    static func survey(pages: Int) -> WorkerAnswer.Content {
        .survey(ScanSurvey(format: .tiff, pageCount: pages, warnings: []))
    }
}
