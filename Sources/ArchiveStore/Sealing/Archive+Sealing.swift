package import Catalogue
package import DurableFiles
import GRDB
import Synchronization

extension Archive {
    /// Batches with changes that are in the catalogue only.
    package func pendingBatches() throws(StoreError) -> [BatchID] {
        try catalogue.read { database in
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
        guard mode == .write else { throw StoreError.openedForReading(path) }
        return try versions.withLock { _ in try sealAlone(batch) }
    }

    /// Seals all pending batches; returns how many were.
    ///
    /// A batch whose documents say what no event explains is left pending, and `refused` gets the
    /// reason; the others go on.
    package func sealPending(refused: (StoreError) -> Void) throws -> Int {
        var sealed = 0
        for batch in try pendingBatches() {
            do {
                if try seal(batch) { sealed += 1 }
            } catch let error as StoreError where error.code == .recordUnexplained {
                refused(error)
            }
        }
        return sealed
    }

    private func sealAlone(_ batch: BatchID) throws -> Bool {
        let row = try catalogue.read { database in
            try Row.fetchOne(
                database, sql: "SELECT * FROM batch WHERE id = ? AND pending = 1",
                arguments: [batch.rawValue]
            ).map(BatchRow.init)
        }
        guard let row else { return false }
        var sealing = try BatchSealing.begin(row, archive: self)
        try sealing.seal()
        return true
    }
}
