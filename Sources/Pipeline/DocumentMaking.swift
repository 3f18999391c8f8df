import ArchiveModel
import ArchiveStore
import Catalogue
import Indexer
import MetadataExtraction

/// Makes documents of the pages that belong together, and ends scans.
struct DocumentMaking: Sendable {
    let archive: Archive
    /// Who is named in versions and events.
    let user: ActingUser
    let index: SearchIndex
    let extractor: MetadataExtractor
    let readings: PageReadings
    let events: EventRelay

    /// Most pages that are looked at for the type and the fields; a dossier of thousands of pages would
    /// not fit into the coordinator's memory.
    static let mostPagesExtracted = 60

    /// The pages that are looked at for the type and the fields: the first ones, where a paper says what it
    /// is, and the last ones, where totals and signatures stand.
    static func extracted<Page>(of pages: [Page]) -> [Page] {
        guard pages.count > mostPagesExtracted else { return pages }
        let half = mostPagesExtracted / 2
        return Array(pages.prefix(half) + pages.suffix(half))
    }

    /// Makes the documents, then ends the scans.
    func finish(_ outcome: AssemblyOutcome) throws {
        // Told first: a run that goes on with scans that are not ended tells it again.
        for side in outcome.unmatched { try tell(side) }
        for document in outcome.documents { try make(document) }
        for scan in outcome.finished {
            try settle(scan)
            readings.drop(scan)
            try supersede(by: scan)
        }
    }

    /// Links earlier states of the same file to the scan, as when it was torn or grew page by page.
    func supersede(by scan: ScanID) throws {
        let earlier = try Superseding(archive: archive, by: user).link(to: scan) {
            record, transaction in
            try index.add(record, in: transaction)
        }
        for linked in earlier {
            let label = ScanLabel(linked.scan)
            events.send(
                linked.isReplaced
                    ? .replaced(label) : .superseded(label, pages: linked.scan.pageCount))
        }
    }

    /// Says what came of one side of sheets without the other.
    private func tell(_ side: UnmatchedSide) throws {
        let listing = Listing(archive: archive)
        var other = ""
        switch side {
        case .alone: break
        case .otherCount(_, _, let partner, _): other = try listing.scan(partner).name.display
        case .late(let scan, let early):
            let documents = try listing.documents(withPagesOf: early)
            // A run that was stopped between the two sides goes on.
            let isOfThis = try !Set(listing.documents(withPagesOf: scan)).isDisjoint(
                with: documents)
            guard !documents.isEmpty, !isOfThis else { return }
            other = try listing.scan(early).name.display
        }
        let doubt = side.doubt(other: other)
        try Recording(archive: archive, by: user).add(doubt, to: side.scan)
        events.send(.doubtful(ScanLabel(try listing.scan(side.scan)), page: nil, [doubt]))
    }

    private func make(_ document: AssembledDocument) throws {
        for draft in try drafts(of: document) {
            let isNew = try Listing(archive: archive).head(of: draft.id) == nil
            try Recording(archive: archive, by: user).commitDocument(draft) { record, transaction in
                try index.add(record, in: transaction)
            }
            if isNew { events.send(.made(draft.id, pages: draft.pages.count)) }
        }
    }

    /// Ends a scan, also one that yields no document: only blank pages, or only failed ones.
    private func settle(_ scan: ScanID) throws {
        let listing = Listing(archive: archive)
        if try listing.scan(scan).verdict == .unfinished {
            try Recording(archive: archive, by: user).settle(scan)
        }
        let record = try listing.scan(scan)
        if let failure = record.failure {
            events.send(
                .quarantined(
                    ScanLabel(record), failure, isResolved: try listing.isResolved(record.digest)))
        } else {
            let documents = try listing.documents(withPagesOf: scan)
            events.send(.finished(ScanLabel(record), document: documents.first))
        }
    }
}
