import ArchiveModel
import ArchiveStore
import Catalogue
import DurableFiles
import Indexer
import JobQueue
import MetadataExtraction

/// Reads pages again that were read before, and takes what is not worse.
struct Reprocessing: Sendable {
    let archive: Archive
    let user: ActingUser
    let queue: WaitingJobs
    let pipeline: BatchPipeline
    let events: EventRelay
    /// What reads the pages: program, engines and data.
    let reader: String
    /// How many pages are read at a time.
    let pageWindow: Int

    /// Most pages of a document that are written down at a time: what a killed run loses.
    private static let mostTogether = 50

    private var listing: Listing { Listing(archive: archive) }

    /// Batch by batch; each is sealed when its pages were read, and the old readings stay in the versions of
    /// its object.
    func run(_ selection: PageSelection) async throws {
        // What a killed run wrote down, and did not file or seal.
        try pipeline.filePending()
        try pipeline.sealPending()
        for batch in try listing.batches(of: selection) {
            let pages = try listing.pages(of: batch, selectedBy: selection, reader: reader)
            guard !pages.isEmpty else { continue }
            events.send(.rereading(pages: pages.count))
            try await forEachConcurrently(Self.groups(of: pages), atMost: pageWindow) { group in
                try await reread(group)
            }
            try pipeline.sealPending()
        }
        try Sealing(archive: archive, by: user).sealDecisions()
    }

    /// Pages of one document each, a limited number.
    private static func groups(of pages: [SelectedPage]) -> [[SelectedPage]] {
        pages.reduce(into: []) { groups, page in
            if let last = groups.last, last.count < mostTogether,
                last[0].document == page.document, page.document != nil
            {
                groups[groups.count - 1].append(page)
            } else {
                groups.append([page])
            }
        }
    }

    private func reread(_ group: [SelectedPage]) async throws {
        let found = RereadPages()
        try await forEachConcurrently(group.map(\.page), atMost: pageWindow) { page in
            if let read = try await reread(page) { await found.add(read) }
        }
        let pages = await found.pages
        guard !pages.isEmpty else { return }
        do {
            guard try record(pages) else { return }
        } catch let error as StoreError where error.code == .recordUnexplained {
            return pipeline.refusedSeals.add(error)
        }
        for page in pages {
            events.send(
                .reread(
                    ScanLabel(try listing.scan(page.reference.scan)),
                    page: page.reference.number, page.comparison))
        }
    }

    /// What a page came to; nil when nothing is known of it, which is then told.
    private func reread(_ page: PageReference) async throws -> RereadPage? {
        let scan = try listing.scan(page.scan)
        guard let format = scan.format,
            let old = try listing.pages(of: page.scan, numbers: page.number...page.number).first,
            let reading = old.recognized
        else { return nil }
        let request = WorkerRequest.read(scan: scan.digest, page: page.number, format: format)
        let path = try listing.originalPath(of: page.scan)
        let new: ProcessedPage
        switch try await queue.submit(request, about: path) {
        case .page(let read): new = read.asRecorded
        case .failure(let failure):
            new = ProcessedPage(number: page.number, verdict: .failed, failure: failure)
        case .outstanding(let reason):
            events.send(.outstanding(ScanLabel(scan), page: page.number, reason))
            return nil
        case .ready, .survey, .picture, .probed, .broken: throw WorkerError.unexpectedAnswer()
        }
        return RereadPage(
            page, page: new,
            comparison: ReadingComparison(of: old, reading: reading, with: new))
    }

    /// Writes down what pages of one document came to; false when persons grouped them again and again
    /// meanwhile, which the next run settles.
    private func record(_ pages: [RereadPage]) throws -> Bool {
        let rereading = Rereading(archive: archive, by: user, reader: reader)
        for _ in 0..<3 {
            let documents = try listing.documents(withAnyOf: pages.map(\.reference))
            var isDone = true
            for part in try parts(of: pages, in: documents) {
                isDone =
                    try rereading.record(
                        part.pages, of: part.draft, index: pipeline.making.index.update)
                    && isDone
            }
            if isDone { return true }
        }
        return false
    }

    /// Pages of one document, with the document as it is to be.
    private struct Part {
        let draft: DocumentDraft?
        let pages: [RereadPage]
    }

    /// The pages by the document that they are in now, which may be several since they were selected.
    private func parts(of pages: [RereadPage], in documents: [DocumentID]) throws -> [Part] {
        var rest = pages
        var parts: [Part] = []
        for id in documents {
            guard let document = try listing.document(id, withTexts: false) else { continue }
            let own = Set(document.pages.map(\.reference))
            let mine = rest.filter { own.contains($0.reference) }
            rest.removeAll { own.contains($0.reference) }
            guard !mine.isEmpty else { continue }
            parts.append(Part(draft: try draft(document, with: mine), pages: mine))
        }
        return parts + (rest.isEmpty ? [] : [Part(draft: nil, pages: rest)])
    }

    /// What extraction says of a document with the new readings that are taken.
    private func draft(
        _ document: StoredDocument, with reread: [RereadPage]
    ) throws -> DocumentDraft {
        let first = DocumentMaking.extracted(of: document.pages)
        var readings: [PageReference: RecognizedPage] = [:]
        for page in reread where page.isTaken {
            readings[page.reference] = page.page.recognized
        }
        let listing = listing
        let stored = PageReadings(most: 0) { try listing.pages(of: $0, numbers: $1) }
        let read = try stored.take(first.map(\.reference))
        let pages = zip(first, read).map { page, old in
            AddressedPage(address: page.address, reading: readings[page.reference] ?? old)
        }
        return DocumentDraft(
            id: document.id, pages: document.pages.map(\.reference),
            extracted: pipeline.making.extractor.extract(from: pages), bounds: document.bounds)
    }
}

/// Collects what pages came to, in the order of their numbers.
private actor RereadPages {
    private var found: [RereadPage] = []

    var pages: [RereadPage] {
        found.sorted {
            ($0.reference.scan.rawValue, $0.reference.number)
                < ($1.reference.scan.rawValue, $1.reference.number)
        }
    }

    func add(_ page: RereadPage) { found.append(page) }
}
