import ArchiveModel
package import ArchiveStore
import Indexer

/// What is in an archive, part by part.
package struct ArchiveLists {
    /// Which part of a list is wanted.
    package struct Request {
        /// Part of the name of a file; nil for all.
        var file: String?
        /// Part of the name of a batch, which is that of its folder; nil for all.
        var folder: String?
        /// The number that the part before ended with; 0 for the first.
        var after: Int64
        /// Most entries.
        var limit: Int

        package init(
            file: String? = nil, folder: String? = nil, after: Int64 = 0, limit: Int = 100
        ) {
            self.file = file
            self.folder = folder
            self.after = after
            self.limit = limit
        }
    }

    /// A part of a list.
    package struct Part<Entry> {
        /// The entries, in order of arrival.
        package fileprivate(set) var entries: [Entry] = []
        /// The number that the next part begins behind; nil when this is the last.
        package fileprivate(set) var next: Int64?
    }

    private let listing: Listing
    private let request: Request
    private let file, folder: NamePart?

    /// Of an archive that is open for reading, if only.
    package init(_ archive: Archive, _ request: Request) {
        listing = Listing(archive: archive)
        self.request = request
        file = request.file.flatMap(NamePart.init)
        folder = request.folder.flatMap(NamePart.init)
    }

    /// Batches.
    package func batches() throws -> Part<ListedBatch> {
        try part(number: \.number) { take in
            try listing.forEachBatch(after: request.after) { batch in
                try !isInFolder(batch.name) || take(batch)
            }
        }
    }

    /// Scans; with `since` those that were taken in at that time or later (UTC, ISO 8601).
    package func scans(since: String? = nil) throws -> Part<ListedScan> {
        try part(number: \.number) { take in
            try listing.forEachScan(after: request.after, since: since) { scan in
                try !(isInFolder(scan.batchName) && isFile(scan.name)) || take(scan)
            }
        }
    }

    /// Documents; one with pages of several files is listed when any of these has the name.
    package func documents(_ which: Listing.WhichDocuments) throws -> Part<ListedDocument> {
        try part(number: \.number) { take in
            try listing.forEachDocument(which, after: request.after) { document in
                try !isWanted(document) || take(document)
            }
        }
    }

    private func isWanted(_ document: ListedDocument) throws -> Bool {
        if isWanted(document.file) { return true }
        guard document.pages > 1 else { return false }
        return try listing.files(of: document.id).contains(where: isWanted)
    }

    private func isWanted(_ file: NamedFile) -> Bool {
        isInFolder(file.batchName) && isFile(file.name)
    }

    private func isInFolder(_ name: ScanName) -> Bool { folder?.isIn(name) ?? true }

    private func isFile(_ name: ScanName) -> Bool { file?.isIn(name) ?? true }

    /// Collects what a walk gives, until there is one more than is wanted.
    private func part<Entry>(
        number: KeyPath<Entry, Int64>, walk: (_ take: (Entry) throws -> Bool) throws -> Void
    ) throws -> Part<Entry> {
        var part = Part<Entry>()
        try walk { entry in
            guard part.entries.count < request.limit else {
                part.next = part.entries.last?[keyPath: number]
                return false
            }
            part.entries.append(entry)
            return true
        }
        return part
    }
}
