import ArchiveModel
import ArchiveStore
import Catalogue
import DurableFiles
import Glibc
import Ingest
import SystemPackage

/// Walks the folders, makes every file safe in the archive, and sends what is new into the pipeline.
struct Intake: Sendable {
    let archive: Archive
    /// Who is named in versions and events.
    let user: ActingUser
    let events: EventRelay
    let pipeline: BatchPipeline
    /// How many batches are read at a time.
    let batchWindow: Int
    /// Whether source files are removed once their archived copies are proven.
    let removesSources: Bool
    /// What of that which could not be read before is read again.
    let retries: IngestOptions.Retries
    /// Which dossier is named for a folder.
    let naming: DossierNaming

    private var receiving: ArchiveSettings.Receiving { archive.settings.receiving }
    private var rules: NameRules {
        NameRules(skip: receiving.skip, unfinished: receiving.unfinished)
    }

    func takeIn(_ folders: [FilePath]) async throws {
        let ground = archive.ground
        for folder in folders { try ground.requireOutside(folder.bytes) }
        let rules = rules
        let trees = folders.map { folder in
            ScanFolder(path: folder, rules: rules) { ground.holds($0) }
        }
        events.send(.walked(files: trees.reduce(0) { $0 + $1.countFiles() }))
        let interrupted = try Listing(archive: archive).unfinishedScans().count
        if interrupted > 0 { events.send(.continuing(scans: interrupted)) }
        let released = try releaseFailures()
        if released > 0 { events.send(.retrying(scans: released)) }
        try await forEachConcurrently(try unfinishedBatches(), atMost: batchWindow) { batch in
            try await pipeline.process(batch)
        }
        try pipeline.filePending()
        try pipeline.sealPending()
        try await withThrowingTaskGroup(of: Void.self) { reading in
            var batchesInWork = 0
            for tree in trees {
                try await tree.forEachBatch(
                    onUnreadable: { events.send(.folderUnreadable($0.asFailure)) },
                    onArchive: { events.send(.archivePassedOver(folder: $0)) },
                    onSkipped: { events.send(.skipped(ScanLabel(batch: $0, name: $1))) }
                ) { batch in
                    let files = try await receive(batch)
                    reading.addTask { try await read(files, of: batch) }
                    batchesInWork += 1
                    if batchesInWork >= batchWindow {
                        try await reading.next()
                        batchesInWork -= 1
                    }
                }
            }
            try await reading.waitForAll()
        }
        // Earlier states of files that came again may lie in batches of earlier runs.
        try pipeline.sealPending()
        try Sealing(archive: archive, by: user).sealDecisions()
        try RescanSearch(archive: archive, user: user).catchUp { events.send(.resembles($0)) }
    }

    /// Lets what could not be read be read again, as far as that is asked for; how many scans.
    private func releaseFailures() throws -> Int {
        let recording = Recording(archive: archive, by: user)
        return switch retries {
        case .none: 0
        case .all: try recording.resetFailures()
        case .scans(let scans): try recording.resetFailures(of: scans)
        }
    }

    /// What earlier runs left to be read, batch by batch, in order of arrival.
    private func unfinishedBatches() throws -> [BatchInWork] {
        let listing = Listing(archive: archive)
        return try Dictionary(grouping: try listing.unfinishedScans(), by: \.batch)
            .sorted { $0.key.rawValue < $1.key.rawValue }
            .map { batch, scans in
                let source = try listing.source(of: batch)
                return BatchInWork(
                    unread: scans.map(\.id), changed: [batch],
                    dossier: naming.dossier(of: source.folder, at: source.path.text))
            }
    }

    /// Makes the whole batch safe in the archive, before any of it is read.
    private func receive(
        _ folder: BatchFolder
    ) async throws -> [TakenFile] {
        try Task.checkCancellation()
        let entries = try await folder.settledEntries(
            quietSeconds: quietSeconds(of: folder), staleHours: receiving.staleHours,
            duplex: DuplexNames.rules(of: receiving))
        let ready = entries.filter { $0.waiting == nil }
        if !ready.isEmpty { events.send(.batch(name: folder.name, files: ready.count)) }
        for entry in entries {
            guard let waiting = entry.waiting else { continue }
            events.send(.waiting(ScanLabel(batch: folder.name, name: entry.name), waiting))
        }
        return ready.isEmpty ? [] : try await accession(ready, of: folder)
    }

    /// How long files of a folder must have been left alone.
    private func quietSeconds(of folder: BatchFolder) -> Int {
        receiving.quietSeconds.first { FilePattern.matches($0.folders, text: folder.name.text) }?
            .seconds
            ?? 1
    }

    /// Reads what is new of a batch, and writes what was read into its object.
    private func read(
        _ files: [TakenFile], of folder: BatchFolder
    ) async throws {
        let new = files.filter(\.accession.isNew).map(\.accession.scan)
        let listing = Listing(archive: archive)
        try await pipeline.process(
            BatchInWork(
                unread: files.filter(\.accession.isToBeRead).map(\.accession.scan),
                known: files.filter { !$0.accession.isToBeRead }.map(\.accession.scan),
                changed: Set(try new.map { try listing.scan($0).batch }),
                dossier: naming.dossier(of: folder.name, at: folder.path.string)))
        if removesSources { try removeSources(files, of: folder) }
    }

    /// The files that are in the archive now, with what they came to.
    private func accession(
        _ entries: [FolderEntry], of folder: BatchFolder
    ) async throws -> [TakenFile] {
        let wanted = entries.filter { $0.refusal == nil }
        let incoming = IncomingBatch(
            folder: folder.name, source: ScanName(bytes: folder.pathBytes),
            files: wanted.map { IncomingFile(path: $0.pathBytes, name: $0.name) })
        for entry in entries {
            guard let refusal = entry.refusal else { continue }
            try refuse(entry, of: folder, failure: refusal)
        }
        let outcomes = try await withCancellationFlag { isCancelled in
            try Accession(archive: archive, by: user).takeIn(incoming, isCancelled: isCancelled)
        }
        var taken: [TakenFile] = []
        for (entry, outcome) in zip(wanted, outcomes) {
            switch outcome {
            case .taken(let accession):
                try announce(accession)
                taken.append(TakenFile(entry: entry, accession: accession))
            case .refused(let error): try refuse(entry, of: folder, failure: error.asFailure)
            }
        }
        return taken
    }

    private func announce(_ accession: AccessionOutcome) throws {
        let scan = try Listing(archive: archive).scan(accession.scan)
        let label = ScanLabel(batch: scan.batchName, name: scan.name)
        switch accession {
        case .added: events.send(.added(label))
        case .known(let scan):
            let isSuperseded = try Listing(archive: archive).scan(scan).supersededBy != nil
            events.send(
                .known(
                    label,
                    failure: isSuperseded
                        ? nil : try Listing(archive: archive).openFailure(of: scan),
                    isWhole: try Listing(archive: archive).scan(scan).failure != nil))
        case .duplicate(_, let original):
            let record = try Listing(archive: archive).scan(original)
            events.send(
                .duplicate(label, of: ScanLabel(batch: record.batchName, name: record.name)))
        }
    }

    private func refuse(
        _ entry: FolderEntry, of folder: BatchFolder, failure: Failure
    ) throws {
        try Accession(archive: archive, by: user).recordRefusal(
            folder: folder.name, name: entry.name, failure: failure)
        let isResolved = try Listing(archive: archive).isResolved(
            .refusal(folder: folder.name, name: entry.name, code: failure.code))
        events.send(
            .refused(
                ScanLabel(batch: folder.name, name: entry.name), failure, isResolved: isResolved))
    }

    /// Removes sources whose archived copies are proven; one that cannot be removed stays.
    private func removeSources(
        _ files: [TakenFile], of folder: BatchFolder
    ) throws {
        let sources = files.map { file in
            ArchivedSource(
                file: IncomingFile(path: file.entry.pathBytes, name: file.entry.name),
                scan: file.accession.scan)
        }
        let kept = try SourceRemoval(archive: archive, by: user).remove(sources)
        for file in files {
            let label = ScanLabel(batch: folder.name, name: file.entry.name)
            if let failure = kept[file.accession.scan] {
                events.send(.sourceKept(label, failure.asFailure))
            } else {
                events.send(.sourceRemoved(label))
            }
        }
    }
}

extension FilePath {
    /// The bytes of the path.
    fileprivate var bytes: [UInt8] {
        withPlatformString { Array(UnsafeBufferPointer(start: $0, count: strlen($0))) }
            .map(UInt8.init(bitPattern:))
    }
}

/// A file of a folder that is in the archive now, with what it came to.
private struct TakenFile {
    let entry: FolderEntry
    let accession: AccessionOutcome
}

extension AccessionOutcome {
    /// Whether the scan is new, so that its pages are to be read.
    fileprivate var isToBeRead: Bool {
        if case .added = self { true } else { false }
    }

    /// Whether the scan was not in the archive before.
    fileprivate var isNew: Bool {
        if case .known = self { false } else { true }
    }
}

/// The folders that are given to ingest.
package enum ScanFolders {
    /// Checks that a folder can be listed and is no part of an archive, before an archive is made
    /// for it.
    ///
    /// - Throws: `IngestError` `folder-unusable`, `StoreError` `folder-in-archive`.
    package static func requireReadable(_ path: String) throws {
        try ArchiveGround().requireOutside(FilePath(path).bytes)
        try ScanFolder(path: FilePath(path)).requireReadable()
    }
}
