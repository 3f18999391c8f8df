package import Catalogue
package import DurableFiles
import GRDB
import Synchronization

/// Writing what was made of batches, and corrected, beside the originals.
package struct Sealing: Sendable {
    let archive: Archive
    /// Who is named in versions and events.
    let user: ActingUser

    /// Writes to an archive that is open for writing.
    package init(archive: Archive, by user: ActingUser) {
        self.archive = archive
        self.user = user
    }

    /// Batches with changes that are in the catalogue only.
    package func pendingBatches() throws(StoreError) -> [BatchID] {
        try archive.catalogue.read { database in
            try Int64.fetchAll(
                database, sql: "SELECT id FROM batch WHERE pending = 1 ORDER BY id")
        }.map(BatchID.init(rawValue:))
    }

    /// Writes what was made of a batch, and what was corrected since, as a version of its object.
    ///
    /// Returns false when nothing is pending. Throws `record-unknown`, `record-unexplained` for what
    /// was changed behind the program's back, and faults of the archive.
    @discardableResult
    package func seal(_ batch: BatchID) throws -> Bool {
        guard archive.mode == .write else { throw StoreError.openedForReading(archive.path) }
        return try archive.versions.withLock { _ in try sealAlone(batch) }
    }

    /// Seals all pending batches; returns how many were.
    ///
    /// A batch whose documents say what no event explains is left pending, and `refused` gets the
    /// reason; the others go on. Throws `catalogue-digest` before anything is sealed when the catalogue
    /// was changed by other means; all of it is read to see that, with nothing to seal only on demand.
    package func sealPending(
        comparingAlways: Bool = false, refused: (StoreError) -> Void
    ) throws -> Int {
        var sealed = 0
        let batches = try pendingBatches()
        if comparingAlways || !batches.isEmpty { try archive.requireUnaltered() }
        for batch in batches {
            do {
                if try seal(batch) { sealed += 1 }
            } catch let error as StoreError where error.code == .recordUnexplained {
                refused(error)
            }
        }
        return sealed
    }

    /// Moves what persons decided since the last time from the journal into objects, and writes dossiers
    /// that changed into theirs; returns how many decisions that were.
    ///
    /// Throws `journal-damaged` and the like, and faults of the archive.
    @discardableResult
    package func sealDecisions() throws -> Int {
        guard archive.mode == .write else { throw StoreError.openedForReading(archive.path) }
        guard let identity = try archive.identity() else { return 0 }
        let sealing = JournalSealing(archive: archive, user: user, identity: identity)
        let dossiers = DossierSealing(archive: archive, user: user)
        return try archive.versions.withLock { _ in
            let decisions = try sealing.seal()
            _ = try dossiers.seal()
            return decisions
        }
    }

    private func sealAlone(_ batch: BatchID) throws -> Bool {
        // A write carries out what is due first: on a journal that does not fit no version is made.
        let row = try archive.catalogue.write { database in
            try Row.fetchOne(
                database, sql: "SELECT * FROM batch WHERE id = ? AND pending = 1",
                arguments: [batch.rawValue]
            ).map(BatchRow.init)
        }
        guard let row else { return false }
        var sealing = try BatchSealing.begin(row, archive: archive, by: user)
        try sealing.seal()
        return true
    }
}
