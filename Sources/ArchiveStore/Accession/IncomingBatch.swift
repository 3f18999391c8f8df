public import ArchiveModel

/// One file of a scanner folder, to be taken in.
public struct IncomingFile: Sendable, Hashable {
    /// The bytes of its path.
    public let path: [UInt8]
    /// Its name in the folder.
    public let name: ScanName

    /// Names a file.
    public init(path: [UInt8], name: ScanName) {
        self.path = path
        self.name = name
    }
}

/// A scanner folder with the files that are to be taken in together.
public struct IncomingBatch: Sendable {
    /// The folder's path from the parent of what was given to ingest, such as `scans/lot_0001`.
    public let folder: ScanName
    /// Where the folder lies, as given.
    public let source: ScanName
    /// Its files, each name once.
    public let files: [IncomingFile]

    /// Describes a folder.
    public init(folder: ScanName, source: ScanName, files: [IncomingFile]) {
        self.folder = folder
        self.source = source
        self.files = files
    }
}

/// What became of a file that was to be taken in.
public enum IncomingOutcome: Sendable {
    /// It is in the archive.
    case taken(Accession)
    /// It could not be taken in; the fault is of this file.
    case refused(StoreError)
}
