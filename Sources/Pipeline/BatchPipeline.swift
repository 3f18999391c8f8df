import ArchiveStore
import Catalogue
import DurableFiles

/// What a run has to do with one batch.
struct BatchInWork: Sendable {
    /// Scans whose pages are to be read, in the order in which the scanner made them.
    var unread: [ScanID]
    /// Scans whose bytes the archive had: they are not read, but may be later states of others.
    var known: [ScanID] = []
    /// The batches whose objects change.
    var changed: Set<BatchID>
    /// The dossier that is named for the scans; nil when none is.
    var dossier: WantedDossier?
}

/// Takes the scans of a batch through all stages.
///
/// The order of the stages stands here and nowhere else.
struct BatchPipeline: Sendable {
    let reader: ScanReader
    let making: DocumentMaking
    let filing: DossierFiling
    let sealing: Sealing
    /// How many scans are read at a time.
    let scanWindow: Int
    /// Why batches were not sealed.
    let refusedSeals = RefusedSeals()

    /// Everything that happens to the scans of a batch once they are safe in the archive.
    ///
    /// Each document is made as soon as assembly is certain of it, not at the end of the batch.
    func process(_ batch: BatchInWork) async throws {
        // First, so that a run that is killed leaves no document without its dossier.
        try filing.expect(batch.unread, into: batch.dossier)
        let order = try reader.order(of: batch)
        let line = AssemblyLine(order) { outcome in
            // MetadataExtraction: what paper is it? Then ArchiveStore and Indexer, in one transaction.
            try making.finish(outcome)
        }
        try await forEachConcurrently(order.members.enumerated(), atMost: scanWindow) {
            place, member in
            // ScanDecoding, ImageCleanup and OCRBridge, in worker processes, page by page; ArchiveStore keeps each.
            guard let scan = try await reader.read(member, wholly: order.isPaired(place))
            else { return }
            // DocumentAssembly: which pages make a document?
            try await line.take(scan, at: place)
        }
        try await line.end()
        for scan in batch.known { try making.supersede(by: scan) }
        // What persons decided about pages that had to be read again.
        try MetadataRenewal.catchUp(
            making.archive, by: making.user, index: making.index, extractor: making.extractor)
        // ArchiveActs: which dossier do the documents belong to?
        try filing.file(batch.unread)
        // ArchiveStore: what was read, beside the originals.
        for batch in batch.changed { try seal(batch) }
    }

    /// Files the documents that a run which was killed made and did not file.
    func filePending() throws { try filing.catchUp() }

    /// Seals whatever else is to be sealed, such as batches of earlier runs with earlier states of files.
    func sealPending() throws {
        _ = try sealing.sealPending { refusedSeals.add($0) }
    }

    /// Writes what was read into the object of a batch.
    private func seal(_ batch: BatchID) throws {
        do {
            try sealing.seal(batch)
        } catch let error as StoreError where error.code == .recordUnexplained {
            refusedSeals.add(error)
        }
    }
}
