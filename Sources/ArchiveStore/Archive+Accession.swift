public import ArchiveModel
import GRDB
import SystemPackage

extension Archive {
    /// The batch of a name, made when it is not there yet; `source` says where it came from.
    ///
    /// Throws faults of the archive.
    public func openBatch(name: ScanName, source: String) throws(StoreError) -> BatchID {
        try catalogue.write(archive: path) { database in
            try database.execute(
                sql: "INSERT INTO batch (name, source) VALUES (?, ?) ON CONFLICT DO NOTHING",
                arguments: [name.blob, source])
            let number = try Int64.fetchOne(
                database, sql: "SELECT id FROM batch WHERE name = ?", arguments: [name.blob])
            guard let number else { throw StoreError.catalogueDamaged("batch") }
            return BatchID(rawValue: number)
        }
    }

    /// Takes in one file: copies it byte for byte, hashed on the way, and records it.
    ///
    /// The copy is on the disk before the catalogue names it; the source is never changed. Throws
    /// errors with `isAboutSource` when the fault is of this file (missing, a link, no file,
    /// unreadable, `source-changing` when it was written to meanwhile); others end the run.
    public func accession(
        sourcePath: [UInt8], name: ScanName, into batch: BatchID
    ) throws(StoreError) -> Accession {
        guard mode == .write else { throw .openedForReading(path) }
        let source = try ScanSource(path: sourcePath)
        if let known = try knownScan(source, name: name, in: batch) { return .known(known) }
        let staged = try originals.stage(source)
        do {
            try requireBatch(batch)
            try originals.place(staged)
        } catch {
            originals.discard(staged)
            throw error
        }
        let modified = source.modified
        return try catalogue.write(archive: path) { database in
            try AccessionRow(
                batch: batch, name: name, digest: staged.digest, size: staged.size,
                modified: modified
            ).insert(into: database)
        }
    }

    /// Where the archived bytes of a scan stand, for reading only.
    ///
    /// Throws `record-unknown`, or `original-missing` when they are not there.
    public func originalPath(of scan: ScanID) throws(StoreError) -> String {
        let record = try self.scan(scan)
        let file = originals.path(of: record.digest)
        guard Folder.isFile(file) else {
            throw .originalMissing(file, cause: .noSuchFileOrDirectory)
        }
        return file
    }

    /// Records a file that could not be taken in; replaced by the next attempt.
    ///
    /// Removed when the file is accessioned later. Throws faults of the archive.
    public func recordRefusal(
        batch: BatchID, name: ScanName, failure: PageFailure
    ) throws(StoreError) {
        try requireBatch(batch)
        try catalogue.write(archive: path) { database in
            try database.execute(
                sql: """
                    INSERT OR REPLACE INTO refusal (batch_id, name, code, message)
                    VALUES (?, ?, ?, ?)
                    """,
                arguments: [batch.rawValue, name.blob, failure.code, failure.message])
        }
    }

    /// On a second run over a folder, files that are archived already are only read, not copied.
    private func knownScan(
        _ source: borrowing ScanSource, name: ScanName, in batch: BatchID
    ) throws(StoreError) -> ScanID? {
        let size = source.size
        let likely = try catalogue.read { database in
            try Bool.fetchOne(
                database,
                sql: """
                    SELECT EXISTS (
                        SELECT 1 FROM scan WHERE batch_id = ? AND name = ? AND size = ?)
                    """,
                arguments: [batch.rawValue, name.blob, size]) ?? false
        }
        guard likely else { return nil }
        let digest = try source.read { _ in }
        guard Folder.fileSize(originals.path(of: digest)) == size else { return nil }
        return try catalogue.read { database in
            try AccessionRow.existing(batch: batch, name: name, digest: digest, in: database)
        }
    }

    private func requireBatch(_ batch: BatchID) throws(StoreError) {
        let found = try catalogue.read { database in
            try Bool.fetchOne(
                database, sql: "SELECT EXISTS (SELECT 1 FROM batch WHERE id = ?)",
                arguments: [batch.rawValue]) ?? false
        }
        guard found else { throw .recordUnknown("batch", batch.rawValue) }
    }
}
