package import ArchiveModel
package import SystemPackage

/// One file or other thing directly in a batch folder.
package struct FolderEntry: Sendable, Hashable {
    /// Its name inside the folder.
    package let name: ScanName
    /// Its path, for opening it.
    package let path: FilePath
    /// Why it cannot be taken in; nil for a regular file.
    package let refusal: Failure?
    /// Whether its name is that of an unfinished transfer.
    package var isUnfinished = false
    /// Why it is not taken in yet; nil if it is; known once the folder has settled.
    package var waiting: WaitingFile?

    /// The bytes of its path.
    package var pathBytes: [UInt8] { Ingest.pathBytes(of: path) }
}

/// A folder that directly holds files: the output of one scanner job.
package struct BatchFolder: Sendable {
    /// The folder's path from the parent of the folder given to ingest, such as `scans/lot_0001`.
    package let name: ScanName
    /// The folder's path.
    package let path: FilePath
    /// Its content, by name in byte order.
    package let entries: [FolderEntry]

    /// The bytes of its path.
    package var pathBytes: [UInt8] { Ingest.pathBytes(of: path) }
}

/// A tree of scanner output: each folder in it that directly holds files is a batch.
///
/// Hidden files (names that begin with a dot), the by-products of file managers and network disks
/// (`NameRules`), and archives below the top are skipped. Symbolic links, pipes, sockets and
/// devices are never opened; they become refusals.
package struct ScanFolder: Sendable {
    /// The top of the tree, as given.
    package let path: FilePath
    private let rules: NameRules

    private let isArchive: @Sendable (_ path: [UInt8]) -> Bool

    /// Sets what to walk, and which names are not scans; nothing is read yet.
    ///
    /// - Parameters:
    ///   - path: The top of the tree.
    ///   - rules: Which names are not scans.
    ///   - isArchive: Says for the path of each folder whether it belongs to an archive, in
    ///     addition to the names in it.
    package init(
        path: FilePath, rules: NameRules = NameRules(),
        isArchive: @escaping @Sendable (_ path: [UInt8]) -> Bool = { _ in false }
    ) {
        self.path = path
        self.rules = rules
        self.isArchive = isArchive
    }

    /// The number of files to take in, as far as the folders can be listed now.
    package func countFiles() -> Int {
        var pending = [path]
        var count = 0
        while let folder = pending.popLast() {
            guard let listing = try? DirectoryListing.read(folder, rules: rules),
                !listing.isArchive, !isArchive(pathBytes(of: folder))
            else { continue }
            pending += listing.folders.map(\.path)
            count += listing.entries.count { $0.refusal == nil && !$0.isUnfinished }
        }
        return count
    }

    /// Checks that the top can be listed and is not an archive; throws `IngestError`
    /// `folder-unusable`.
    package func requireReadable() throws(IngestError) {
        if try DirectoryListing.read(path, rules: rules).isArchive {
            throw .folderIsArchive(path.string)
        }
    }

    /// Calls `body` for each batch in byte order of names, so that only one listing is in memory.
    ///
    /// - Parameters:
    ///   - onUnreadable: Called for each folder below the top that cannot be listed.
    ///   - onArchive: Called for each folder that is skipped as part of an archive.
    ///   - onSkipped: Called for each name that the archive's settings say to skip, with that of its folder.
    ///   - body: Called for each batch.
    /// - Throws: `IngestError` if the top is not a readable folder; anything that `body` throws.
    package func forEachBatch(
        onUnreadable: (IngestError) -> Void, onArchive: (ScanName) -> Void = { _ in },
        onSkipped: (_ folder: ScanName, _ name: ScanName) -> Void = { _, _ in },
        _ body: (BatchFolder) async throws -> Void
    ) async throws {
        var pending = [(path: path, name: Self.topName(of: path), isTop: true)]
        while let folder = pending.popLast() {
            let listing: DirectoryListing
            do throws(IngestError) {
                listing = try DirectoryListing.read(folder.path, rules: rules)
            } catch {
                if folder.isTop { throw error }
                onUnreadable(error)
                continue
            }
            // The content of an archive was already taken in.
            if listing.isArchive || isArchive(pathBytes(of: folder.path)) {
                onArchive(folder.name)
                continue
            }
            for name in listing.skipped { onSkipped(folder.name, name) }
            for child in listing.folders.reversed() {
                let name = ScanName(bytes: folder.name.bytes + Array("/".utf8) + child.name.bytes)
                pending.append((child.path, name, false))
            }
            if !listing.entries.isEmpty {
                try await body(
                    BatchFolder(name: folder.name, path: folder.path, entries: listing.entries))
            }
        }
    }

    /// The last component of the path; for `.` and the like that of the real path.
    private static func topName(of path: FilePath) -> ScanName {
        let normal = path.lexicallyNormalized()
        guard let last = normal.lastComponent, last.kind == .regular else {
            return ScanName(realPath(path)?.lastComponent?.string ?? "scans")
        }
        return ScanName(bytes: pathBytes(of: FilePath(root: nil, [last])))
    }
}
