import ArchiveModel
import ArchiveStore
import Ingest
import SystemPackage

/// Walks the folders, makes every file safe in the archive, and sends what is new into the pipeline.
struct Intake: Sendable {
    let archive: Archive
    let events: EventLog
    let pipeline: DocumentPipeline
    /// How many scans are in the pipeline at a time.
    let scanWindow: Int

    func takeIn(_ folders: [FilePath]) async throws {
        let unfinished = try archive.unfinishedScans()
        if !unfinished.isEmpty { events.send(.continuing(scans: unfinished.count)) }
        try await forEachConcurrently(unfinished, atMost: scanWindow) { scan in
            try await pipeline.process(scan)
        }
        for folder in folders {
            try await ScanFolder(path: folder).forEachBatch(
                onUnreadable: { events.send(.folderUnreadable($0.asFailure)) },
                { batch in try await process(batch) })
        }
    }

    /// The whole batch is accessioned before any of it is read: what the scanner delivered is safe
    /// first.
    private func process(_ batch: BatchFolder) async throws {
        try Task.checkCancellation()
        events.send(.batch(name: batch.name, files: batch.entries.count))
        let id = try archive.openBatch(name: batch.name, source: batch.path.string)
        var added: [ScanRecord] = []
        for entry in batch.entries {
            try Task.checkCancellation()
            if let scan = try accession(entry, of: batch, into: id) {
                added.append(try archive.scan(scan))
            }
        }
        try await forEachConcurrently(added, atMost: scanWindow) { scan in
            try await pipeline.process(scan)
        }
    }

    /// The scan when it is to be read: new and no duplicate.
    private func accession(
        _ entry: FolderEntry, of batch: BatchFolder, into id: BatchID
    ) throws -> ScanID? {
        let label = ScanLabel(batch: batch.name, name: entry.name)
        if let refusal = entry.refusal {
            try refuse(label, refusal, in: id)
            return nil
        }
        do throws(StoreError) {
            let accession = try archive.accession(
                sourcePath: entry.pathBytes, name: entry.name, into: id)
            return try announce(accession, label)
        } catch  where error.isAboutSource {
            try refuse(label, error.asFailure, in: id)
            return nil
        }
    }

    private func announce(
        _ accession: Accession, _ label: ScanLabel
    ) throws(StoreError) -> ScanID? {
        switch accession {
        case .added(let scan):
            events.send(.added(label))
            return scan
        case .known(let scan):
            events.send(.known(label, failure: try archive.firstFailure(of: scan)))
            return nil
        case .duplicate(_, let original):
            let record = try archive.scan(original)
            events.send(
                .duplicate(label, of: ScanLabel(batch: record.batchName, name: record.name)))
            return nil
        }
    }

    private func refuse(_ label: ScanLabel, _ failure: PageFailure, in batch: BatchID) throws {
        try archive.recordRefusal(batch: batch, name: label.name, failure: failure)
        events.send(.refused(label, failure))
    }
}

/// The folders that are given to ingest.
public enum ScanFolders {
    /// Checks that a folder can be listed, before an archive is made for it.
    ///
    /// - Throws: `IngestError` `folder-unusable`.
    public static func requireReadable(_ path: String) throws {
        try ScanFolder(path: FilePath(path)).requireReadable()
    }
}
