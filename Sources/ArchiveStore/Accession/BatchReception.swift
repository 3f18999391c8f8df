import ArchiveModel
import Catalogue
import DurableFiles
import GRDB
import OCFL
import SystemPackage

/// Makes one version of a batch's object from source files.
struct BatchReception {
    private let incoming: IncomingBatch
    private let archive: Archive
    private let user: ActingUser
    private var draft: VersionDraft
    private var file: BatchFile

    /// Starts with the batch that the folder is, or a new one.
    static func begin(
        _ incoming: IncomingBatch, batch: BatchRow?, archive: Archive, by user: ActingUser
    ) throws -> BatchReception {
        if let batch {
            let inventory = try archive.store.inventory(of: batch.object)
            return BatchReception(
                incoming: incoming, archive: archive, user: user,
                draft: try .begin(after: inventory, in: archive.store),
                file: try .read(at: archive.store.path(of: LogicalPath.batch, in: inventory)))
        }
        let folder = incoming.folder
        let name = try archive.catalogue.read { try BatchRow.freeName(for: folder, in: $0) }
        return BatchReception(
            incoming: incoming, archive: archive, user: user,
            draft: try .begin(newObjectIn: archive.store),
            file: BatchFile(name: name, incoming: incoming))
    }

    /// Copies the files at these positions and commits the version; nothing is left of it when it
    /// throws.
    mutating func receive(
        _ positions: [Int], isCancelled: @escaping @Sendable () -> Bool
    ) throws -> [Int: IncomingOutcome] {
        var committed = false
        let unused = draft
        defer { if !committed { unused.discard() } }
        let paths = positions.map { path(for: incoming.files[$0].name) }
        let copies = try copy(positions, to: paths, isCancelled: isCancelled)
        var outcomes: [Int: IncomingOutcome] = [:]
        var taken: [(position: Int, path: String)] = []
        for (job, position) in positions.enumerated() {
            switch copies[job] {
            case .success(let copy):
                if let lost = try lostContent(of: copy) ?? disposal(of: copy, from: position) {
                    try? Folder.removeFile(draft.folder + "/" + draft.content(of: paths[job]))
                    outcomes[position] = .refused(lost)
                    continue
                }
                draft.adopt(paths[job], digest: copy.digest)
                file.files.append(
                    BatchFile.File(
                        modified: StoredTime.text(nanoseconds: copy.modified), path: paths[job]))
                taken.append((position, paths[job]))
            case .failure(let error) where error.isAboutSource: outcomes[position] = .refused(error)
            case .failure(let error): throw error
            case nil: throw CancellationError()
            }
        }
        guard !taken.isEmpty else { return outcomes }
        let accessions = try commit()
        committed = true
        for (position, path) in taken {
            outcomes[position] = accessions[path].map { .taken($0) }
        }
        return outcomes
    }

    /// Why a copy must not be given up for the same bytes in an earlier version of the object.
    ///
    /// They are not there any more; nil when they are, or were never there.
    private func lostContent(of copy: CopiedFile) -> StoreError? {
        guard let earlier = draft.earlierContent(of: copy.digest) else { return nil }
        let file = archive.store.folder(of: draft.id) + "/" + earlier
        return .lostOriginal(at: file, size: copy.size)
    }

    /// Why a file is not taken in that was disposed of before; nil for all others.
    private func disposal(of copy: CopiedFile, from position: Int) throws -> StoreError? {
        try archive.catalogue.read { try DisposedScan.number(of: copy.digest, in: $0) }
            .map { .scanDisposed(incoming.files[position].path, by: $0) }
    }

    /// The logical path of a name that is new, or that the batch has with other bytes.
    private func path(for name: ScanName) -> String {
        let plain = LogicalPath.original(name)
        let isFree = draft.files[plain] == nil
        return isFree ? plain : LogicalPath.original(name, version: draft.number)
    }

    private func copy(
        _ positions: [Int], to paths: [String], isCancelled: @escaping @Sendable () -> Bool
    ) throws -> [Int: Result<CopiedFile, StoreError>] {
        let jobs = zip(positions, paths).map { position, path in
            SourceCopy.Job(
                source: incoming.files[position].path,
                target: draft.folder + "/" + draft.content(of: path))
        }
        if let first = jobs.first {
            try StoreError.about(first.target) { () throws(Errno) in
                try Folder.make(Folder.parent(of: first.target))
            }
        }
        return SourceCopy.copy(jobs, isCancelled: isCancelled)
    }

    /// What each file came to, by logical path.
    private mutating func commit() throws -> [String: AccessionOutcome] {
        let bytes = try StoredJSON.file(file)
        draft.remove(LogicalPath.batch)
        try draft.add(LogicalPath.batch, bytes: bytes)
        let staged = try draft.stage(
            message: VersionMessage.received, user: user.inventoryUser)
        var result: [String: AccessionOutcome] = [:]
        try archive.store.commit(staged) { inventory in
            let registration = BatchRegistration(inventory, file: file, in: archive.store)
            result = try archive.catalogue.writeRethrowing { database in
                let added = try registration.register(in: database)
                try registration.forgetRefusals(of: added.keys, in: database)
                try registration.recordReceived(added, by: user, in: database)
                return added
            }
            try archive.noteVersions()
        }
        return result
    }
}

/// The `message` of a version.
enum VersionMessage {
    static let received = "received"
    static let recognised = "recognised"
    static let corrected = "corrected"
    static let decided = "decided"
    static let disposed = "disposed"
}
