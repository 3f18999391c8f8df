import ArchiveModel
package import Catalogue
package import DurableFiles
import GRDB
import Glibc
import OCFL
import SystemPackage

/// A source file, and the scan that it became.
package struct ArchivedSource: Sendable {
    /// The source.
    package let file: IncomingFile
    /// What it became.
    package let scan: ScanID

    /// Names a source and its scan.
    package init(file: IncomingFile, scan: ScanID) {
        self.file = file
        self.scan = scan
    }
}

/// Removing scanner files whose archived copies are proven.
package struct SourceRemoval: Sendable {
    let archive: Archive
    /// Who is named in versions and events.
    let user: ActingUser

    /// Proves with, and writes to, an archive that is open for writing.
    package init(archive: Archive, by user: ActingUser) {
        self.archive = archive
        self.user = user
    }

    /// Removes source files whose archived copies are proven: the copy is read from the disk again,
    /// the source is read again, and both must have the digest that the catalogue has.
    ///
    /// A file that is itself part of an archive is never removed, by whatever path it is given: its
    /// folder, and all above it, are looked at again, and the file is compared with every stored
    /// file of its bytes by device and inode. Returns for each scan whose source stays the reason.
    /// Throws faults of the catalogue.
    package func remove(
        _ sources: [ArchivedSource]
    ) throws -> [ScanID: StoreError] {
        guard archive.mode == .write else { throw StoreError.openedForReading(archive.path) }
        var kept: [ScanID: StoreError] = [:]
        let byFolder = Dictionary(grouping: sources) { Self.folder(of: $0.file.path) }
        for (path, sources) in byFolder {
            do throws(StoreError) {
                let folder = try sourceFolder(path)
                for source in sources {
                    do throws(StoreError) {
                        try removeSource(source.file, in: folder, of: source.scan)
                        WriteStep.sourceRemoved.reached()
                    } catch {
                        kept[source.scan] = error
                    }
                }
            } catch {
                for source in sources { kept[source.scan] = error }
            }
        }
        return kept
    }

    /// The folder of a path of bytes.
    private static func folder(of path: [UInt8]) -> [UInt8] {
        guard let slash = path.lastIndex(of: UInt8(ascii: "/")) else { return Array(".".utf8) }
        return Array(path[...slash])
    }

    /// Opens a folder of sources, and looks whether it is part of an archive by now.
    private func sourceFolder(_ path: [UInt8]) throws(StoreError) -> Directory {
        let folder: Directory
        do { folder = try Directory(bytes: path) } catch { throw .source(path, cause: error) }
        guard !archive.ground.holds(folder) else { throw .folderInArchive(path) }
        return folder
    }

    private func removeSource(
        _ file: IncomingFile, in folder: borrowing Directory, of scan: ScanID
    ) throws(StoreError) {
        let listing = Listing(archive: archive)
        let digest = try listing.scan(scan).digest
        let copy = try listing.originalPath(of: scan)
        var stored = try storedFiles(with: digest)
        let source = try ScanSource.open(path: file.path, in: folder)
        let archived: ContentDigest
        do {
            let opened = try OpenFile(copy, flags: O_RDONLY | O_NOFOLLOW)
            stored.insert(FileIdentity(try opened.status()))
            opened.dropCache()
            archived = try opened.digest()
        } catch {
            throw .originalMissing(copy, cause: error)
        }
        guard !stored.contains(source.identity) else { throw .sourceIsArchived(file.path) }
        guard try source.read({ _ in }) == digest else { throw .sourceChanging(file.path) }
        guard archived == digest else {
            throw .originalDamaged(copy, "does not have its digest any more")
        }
        // Before the removal: a kill between the two must not leave a removal without its event.
        try archive.catalogue.write { database in
            try EventLog.append(
                .sourceRemoved, object: digest.hex, detail: [String: Int](), by: user, in: database)
        }
        try source.remove(from: folder)
    }

    /// The files in the objects that have these bytes.
    private func storedFiles(with digest: ContentDigest) throws(StoreError) -> Set<FileIdentity> {
        let rows = try archive.catalogue.read { database in
            try Row.fetchAll(
                database,
                sql: """
                    WITH original AS (
                        SELECT id FROM scan WHERE digest = ?1 AND duplicate_of IS NULL)
                    SELECT object, content FROM scan JOIN batch ON batch.id = batch_id
                    WHERE scan.id IN original
                    UNION ALL
                    SELECT object, content FROM scan JOIN batch ON batch.id = batch_id
                    WHERE duplicate_of IS NOT NULL AND duplicate_of IN original
                    """, arguments: [digest.blob])
        }
        var result: Set<FileIdentity> = []
        for row in rows {
            var status = stat()
            let file = archive.store.folder(of: row["object"]) + "/" + (row["content"] as String)
            if stat(file, &status) == 0 { result.insert(FileIdentity(status)) }
        }
        return result
    }
}
