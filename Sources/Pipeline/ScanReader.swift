import ArchiveModel
import ArchiveStore
import Catalogue
import DocumentAssembly
import Ingest
import JobQueue

/// Reads the pages of a scan in workers, and records each as it comes.
struct ScanReader: Sendable {
    let archive: Archive
    /// Who is named in versions and events.
    let user: ActingUser
    let queue: WaitingJobs
    let readings: PageReadings
    let evidences: PageEvidences
    let events: EventRelay
    /// How many pages of one scan wait for workers at a time.
    let pageWindow: Int

    /// A scan with the place of its bytes.
    private struct StoredFile {
        let scan: StoredScan
        let path: String

        var label: ScanLabel { ScanLabel(scan) }
    }

    /// Reads what was not read before; a page that fails is recorded as failed, and so is a scan that cannot be
    /// opened.
    ///
    /// Nil when pages are outstanding: the next run goes on with the scan.
    private func read(_ id: ScanID) async throws -> ReadScan? {
        let listing = Listing(archive: archive)
        let file = StoredFile(
            scan: try listing.scan(id), path: try listing.originalPath(of: id))
        switch try await queue.submit(.survey(scan: file.scan.digest), about: file.path) {
        case .survey(let survey):
            try record(survey, of: file)
            guard try await readPages(of: file, survey: survey) else {
                readings.drop(id)
                evidences.drop(id)
                return nil
            }
            return try readScan(
                try listing.scan(id), pages: try listing.pageVerdicts(of: id))
        case .failure(let failure):
            try Recording(archive: archive, by: user).recordFailure(id, failure: failure)
            events.send(
                .quarantined(
                    file.label, failure, isResolved: try listing.isResolved(file.scan.digest)))
            return ReadScan(id: id, file: ScannedFile(file.scan), pages: [])
        case .outstanding(let reason):
            events.send(.outstanding(file.label, page: 0, reason))
            return nil
        case .ready, .page, .picture, .probed, .broken: throw WorkerError.unexpectedAnswer()
        }
    }

    /// The scans of a batch that are to be read, in the order of the scanner, with those of earlier runs that tell where
    /// the first and last documents of these begin and end.
    func order(of batch: BatchInWork) throws -> BatchOrder {
        let listing = Listing(archive: archive)
        let members = try listing.members(around: batch.unread)
        let names = DuplexNames.rules(of: archive.settings.receiving)
        guard !names.isEmpty, let first = batch.unread.first else { return BatchOrder(members) }
        return BatchOrder(members, of: try listing.batchMembers(besides: first), by: names)
    }

    /// Reads a scan, or recalls what an earlier run read: its last pages, or all.
    ///
    /// Nil when pages are outstanding: the next run goes on with the scan.
    func read(_ member: BatchMember, wholly isWhole: Bool) async throws -> ReadScan? {
        guard member.isFinished else { return try await read(member.scan) }
        let scan = try Listing(archive: archive).scan(member.scan)
        return try recall(scan, most: isWhole ? Int.max : Self.mostRecalled)
    }

    /// A scan of an earlier run, for what it says of its neighbours; mostly only its last pages say anything.
    private func recall(_ scan: StoredScan, most: Int) throws -> ReadScan {
        let verdicts = try Listing(archive: archive).pageVerdicts(of: scan.id)
        return try readScan(scan, pages: verdicts.suffix(most), isGrouped: true)
    }

    /// Most pages of a scan of an earlier run that are looked at.
    private static let mostRecalled = 60

    private func readScan(
        _ scan: StoredScan, pages verdicts: some Collection<NumberedVerdict>,
        isGrouped: Bool = false
    ) throws -> ReadScan {
        let read = verdicts.filter { $0.verdict == .done }.map(\.number)
        let evidence = try evidences.take(read, of: scan.id)
        return ReadScan(
            id: scan.id, file: ScannedFile(scan, isGrouped: isGrouped),
            pages: verdicts.map {
                AssemblyPage(number: $0.number, verdict: $0.verdict, evidence: evidence[$0.number])
            })
    }

    private func record(_ survey: ScanSurvey, of file: StoredFile) throws {
        try Recording(archive: archive, by: user).recordSurvey(
            file.scan.id, format: survey.format, pageCount: survey.pageCount,
            warnings: survey.warnings, doubts: survey.doubts)
        if !survey.doubts.isEmpty {
            events.send(.doubtful(file.label, page: nil, survey.doubts))
        }
    }

    /// Reads the pages that have no outcome; returns whether all have theirs then.
    private func readPages(of file: StoredFile, survey: ScanSurvey) async throws -> Bool {
        let listing = Listing(archive: archive)
        let finished = try listing.finishedPages(of: file.scan.id)
        let outstanding = (1...survey.pageCount).lazy.filter { !finished.contains($0) }
        events.send(
            .surveyed(
                file.label, pages: survey.pageCount, toRead: survey.pageCount - finished.count,
                warnings: survey.warnings))
        try await forEachConcurrently(outstanding, atMost: pageWindow) { number in
            let request = WorkerRequest.read(
                scan: file.scan.digest, page: number, format: survey.format)
            let answer = try await queue.submit(request, about: file.path)
            guard let page = try result(answer, number: number, label: file.label) else { return }
            try record(page, of: file)
        }
        return try listing.finishedPages(of: file.scan.id).count >= survey.pageCount
    }

    /// Records a page, and keeps its words for the document.
    private func record(_ page: ProcessedPage, of file: StoredFile) throws {
        var page = page
        page.doubts += page.recognized.map(evidences.doubts(about:)) ?? []
        let recorded = try Recording(archive: archive, by: user).recordPage(page, of: file.scan.id)
        if let reading = recorded.recognized {
            let reference = PageReference(scan: file.scan.id, number: page.number)
            readings.keep(reading, of: reference)
            evidences.keep(reading, of: reference)
        }
        events.send(
            .page(
                file.label, number: page.number, verdict: page.verdict, failure: page.failure,
                warnings: page.warnings))
        if !page.doubts.isEmpty {
            events.send(.doubtful(file.label, page: page.number, page.doubts))
        }
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
        case .ready, .survey, .picture, .probed, .broken: throw WorkerError.unexpectedAnswer()
        }
    }
}

extension ScannedFile {
    /// What assembly needs to know of a scan.
    fileprivate init(_ scan: StoredScan, isGrouped: Bool = false) {
        self.init(
            scan: scan.id.rawValue, format: scan.format, pageCount: scan.pageCount ?? 1,
            isGrouped: isGrouped)
    }
}
