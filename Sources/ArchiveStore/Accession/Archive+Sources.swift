import ArchiveModel
import Glibc
import SystemPackage

extension Archive {
    /// Removes source files whose archived copies are proven: the copy is read from the disk again,
    /// the source is read again, and both must have the digest that the catalogue has.
    ///
    /// Returns for each scan whose source stays the reason. Throws faults of the catalogue.
    public func removeSources(
        _ sources: [(file: IncomingFile, scan: ScanID)]
    ) throws -> [ScanID: StoreError] {
        guard mode == .write else { throw StoreError.openedForReading(path) }
        var kept: [ScanID: StoreError] = [:]
        for (file, scan) in sources {
            do throws(StoreError) {
                try removeSource(file, of: scan)
                WriteStep.sourceRemoved.reached()
            } catch {
                kept[scan] = error
            }
        }
        return kept
    }

    private func removeSource(_ file: IncomingFile, of scan: ScanID) throws(StoreError) {
        let digest = try self.scan(scan).digest
        let copy = try originalPath(of: scan)
        let archived: ContentDigest
        do {
            let opened = try OpenFile(copy, flags: O_RDONLY)
            opened.dropCache()
            archived = try opened.digest().digest
        } catch {
            throw .originalMissing(copy, cause: error)
        }
        guard archived == digest else { throw .copyDiffers(copy) }
        let source = try ScanSource(path: file.path)
        guard try source.read({ _ in }) == digest else { throw .sourceChanging(file.path) }
        // Before the removal: a kill between the two must not leave a removal without its event.
        try catalogue.write(archive: path) { database in
            try EventLog.append(
                .sourceRemoved, object: digest.hex, detail: [String: Int](), by: user, in: database)
        }
        try source.remove()
    }
}
