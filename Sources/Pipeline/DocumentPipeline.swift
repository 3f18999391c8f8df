import ArchiveModel
import ArchiveStore
import Catalogue
import Indexer
import JobQueue
import MetadataExtraction

/// Takes one archived scan through all stages.
///
/// The order of the stages stands here and nowhere else.
struct DocumentPipeline: Sendable {
    let archive: Archive
    /// Who is named in versions and events.
    let user: ActingUser
    let index: SearchIndex
    let extractor: MetadataExtractor
    let queue: WaitingJobs
    let events: EventRelay
    /// How many pages of one scan wait for workers at a time.
    let pageWindow: Int

    /// Everything that happens to a scan once it is safe in the archive.
    func process(_ scan: StoredScan) async throws {
        let label = ScanLabel(batch: scan.batchName, name: scan.name)
        // Ingest: what is in the file?
        let path = try Listing(archive: archive).originalPath(of: scan.id)
        guard let survey = try await survey(scan, at: path, label: label) else { return }
        // ImageCleanup and OCRBridge, in worker processes, page by page; ArchiveStore keeps each.
        let isWhole = try await readPages(of: scan, at: path, survey: survey, label: label)
        // A scan with outstanding pages is no document yet: the next run goes on with it.
        guard isWhole else { return }
        // MetadataExtraction: what paper is it?
        let assembly = DocumentAssembly(archive: archive, extractor: extractor)
        guard let draft = try assembly.oneDocument(of: scan) else {
            try settle(scan, label: label)
            return try supersede(by: scan.id)
        }
        // ArchiveStore and Indexer, in one transaction.
        let document = try Recording(archive: archive, by: user).commitDocument(draft) {
            record, transaction in
            try index.add(record, in: transaction)
        }
        events.send(.finished(label, document: document.id))
        try supersede(by: scan.id)
    }

    /// Links earlier states of the same file to the scan, as when it was torn or grew page by page.
    func supersede(by scan: ScanID) throws {
        let earlier = try Superseding(archive: archive, by: user).link(to: scan) {
            record, transaction in
            try index.add(record, in: transaction)
        }
        for scan in earlier {
            events.send(
                .superseded(
                    ScanLabel(batch: scan.batchName, name: scan.name), pages: scan.pageCount))
        }
    }

    /// Format and page count; nil when the scan cannot be opened, which is then recorded.
    private func survey(
        _ scan: StoredScan, at path: String, label: ScanLabel
    ) async throws -> ScanSurvey? {
        switch try await queue.submit(.survey(scan: scan.digest), about: path) {
        case .survey(let survey):
            try Recording(archive: archive, by: user).recordSurvey(
                scan.id, format: survey.format, pageCount: survey.pageCount,
                warnings: survey.warnings, doubts: survey.doubts)
            if !survey.doubts.isEmpty {
                events.send(.doubtful(label, page: nil, survey.doubts))
            }
            return survey
        case .failure(let failure):
            try Recording(archive: archive, by: user).recordFailure(scan.id, failure: failure)
            events.send(.quarantined(label, failure))
            return nil
        case .outstanding(let reason):
            events.send(.outstanding(label, page: 0, reason))
            return nil
        case .ready, .page, .probed, .broken:
            throw WorkerError.unexpectedAnswer()
        }
    }

    /// Reads what was not read before; a page that fails is recorded as failed.
    ///
    /// - Returns: Whether every page has its outcome now.
    private func readPages(
        of scan: StoredScan, at path: String, survey: ScanSurvey, label: ScanLabel
    ) async throws -> Bool {
        let finished = try Listing(archive: archive).finishedPages(of: scan.id)
        let outstanding = (1...survey.pageCount).lazy.filter { !finished.contains($0) }
        events.send(
            .surveyed(
                label, pages: survey.pageCount, toRead: survey.pageCount - finished.count,
                warnings: survey.warnings))
        try await forEachConcurrently(outstanding, atMost: pageWindow) { number in
            let request = WorkerRequest.read(
                scan: scan.digest, page: number, format: survey.format)
            let answer = try await queue.submit(request, about: path)
            guard let page = try result(answer, number: number, label: label) else { return }
            try Recording(archive: archive, by: user).recordPage(page, of: scan.id)
            events.send(
                .page(
                    label, number: number, verdict: page.verdict, failure: page.failure,
                    warnings: page.warnings))
            if !page.doubts.isEmpty {
                events.send(.doubtful(label, page: number, page.doubts))
            }
        }
        return try Listing(archive: archive).finishedPages(of: scan.id).count >= survey.pageCount
    }

    /// What became of a page; nil when nothing is known of it, which is then told.
    private func result(
        _ answer: WorkerAnswer.Content, number: Int, label: ScanLabel
    ) throws -> ProcessedPage? {
        switch answer {
        case .page(let page): return page
        case .failure(let failure):
            return ProcessedPage(number: number, verdict: .failed, failure: failure)
        case .outstanding(let reason):
            events.send(.outstanding(label, page: number, reason))
            return nil
        case .ready, .survey, .probed, .broken: throw WorkerError.unexpectedAnswer()
        }
    }

    /// Ends a scan that yields no document: only blank pages, or only failed ones.
    private func settle(_ scan: StoredScan, label: ScanLabel) throws {
        _ = try Recording(archive: archive, by: user).settle(scan.id)
        if let failure = try Listing(archive: archive).scan(scan.id).failure {
            events.send(.quarantined(label, failure))
        } else {
            events.send(.finished(label, document: nil))
        }
    }
}
