package import ArchiveModel
package import Catalogue
package import DurableFiles
import GRDB
import OCFL
import Synchronization
import SystemPackage

/// Taking in of scanner folders.
package struct Accession: Sendable {
    let archive: Archive
    /// Who is named in versions and events.
    let user: ActingUser

    /// Writes to an archive that is open for writing.
    package init(archive: Archive, by user: ActingUser) {
        self.archive = archive
        self.user = user
    }

    /// Takes in the files of a scanner folder: copies them byte for byte into one version of the
    /// batch's object, and records them.
    ///
    /// When it returns, every file that it reports as taken is on the disk and in the catalogue;
    /// sources are never changed. A folder that was taken in before, also under another path, adds
    /// nothing; files that are new in it make a later version of its object. Answers in the order of
    /// the files. Throws faults of the archive, and `CancellationError` when `isCancelled` says so;
    /// then nothing was taken in.
    package func takeIn(
        _ incoming: IncomingBatch, isCancelled: @escaping @Sendable () -> Bool = { false }
    ) throws -> [IncomingOutcome] {
        guard archive.mode == .write else { throw StoreError.openedForReading(archive.path) }
        return try archive.versions.withLock { _ in
            try takeInAlone(incoming, isCancelled: isCancelled)
        }
    }

    private func takeInAlone(
        _ incoming: IncomingBatch, isCancelled: @escaping @Sendable () -> Bool
    ) throws -> [IncomingOutcome] {
        let match = try BatchMatch.find(incoming, in: archive.catalogue)
        var outcomes: [Int: IncomingOutcome] = [:]
        for (index, scan) in match.known { outcomes[index] = try knownOutcome(scan) }
        for (index, error) in match.refused { outcomes[index] = .refused(error) }
        let safe = match.known.keys.filter { outcomes[$0]?.isTaken ?? false }
        try forgetRefusals(of: safe.map { incoming.files[$0].name }, in: incoming.folder)
        let rest = incoming.files.indices.filter { outcomes[$0] == nil }
        if !rest.isEmpty {
            var reception = try BatchReception.begin(
                incoming, batch: match.batch, archive: archive, by: user)
            outcomes.merge(try reception.receive(rest, isCancelled: isCancelled)) { first, _ in
                first
            }
        }
        return incoming.files.indices.compactMap { outcomes[$0] }
    }

    /// What a file comes to that the catalogue knows: it is in the archive only as long as its bytes
    /// are in their place there, as far as one look tells; `verify` reads them.
    private func knownOutcome(_ scan: ScanID) throws(StoreError) -> IncomingOutcome {
        let listing = Listing(archive: archive)
        let row = try listing.originalRow(of: scan)
        let file = listing.originalPath(row)
        return StoreError.lostOriginal(at: file, size: row["size"]).map { .refused($0) }
            ?? .taken(.known(scan))
    }

    /// Forgets that files could not be taken in that an earlier run had taken in; writes nothing
    /// when there are none.
    private func forgetRefusals(of names: [ScanName], in folder: ScanName) throws(StoreError) {
        guard !names.isEmpty,
            try archive.catalogue.read({ try RefusalRow.exist(folder: folder, in: $0) })
        else { return }
        try archive.catalogue.write {
            try RefusalRow.remove(folder: folder, names: names, in: $0)
        }
    }

    /// Records a file that could not be taken in; replaced by the next attempt, but for the time when the
    /// same reason is given again.
    ///
    /// Removed when a file of this name in a folder of this name is accessioned. Throws faults of
    /// the archive.
    package func recordRefusal(
        folder: ScanName, name: ScanName, failure: Failure
    ) throws(StoreError) {
        try archive.catalogue.write { database in
            try database.execute(
                sql: """
                    INSERT INTO refusal (folder, name, code, message) VALUES (?, ?, ?, ?)
                    ON CONFLICT (folder, name) DO UPDATE SET message = excluded.message,
                        refused_at = iif(
                            code = excluded.code, refused_at,
                            strftime('%Y-%m-%dT%H:%M:%SZ', 'now')), code = excluded.code
                    """,
                arguments: [folder.blob, name.blob, failure.code, failure.message])
        }
    }
}
