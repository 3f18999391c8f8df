package import ArchiveModel
package import Catalogue
package import DurableFiles

/// One file of a scanner folder, to be taken in.
package struct IncomingFile: Sendable, Hashable {
    /// The bytes of its path.
    package let path: [UInt8]
    /// Its name in the folder.
    package let name: ScanName

    /// Names a file.
    package init(path: [UInt8], name: ScanName) {
        self.path = path
        self.name = name
    }
}

/// A scanner folder with the files that are to be taken in together.
package struct IncomingBatch: Sendable {
    /// The folder's path from the parent of what was given to ingest, such as `scans/lot_0001`.
    package let folder: ScanName
    /// Where the folder lies, as given.
    package let source: ScanName
    /// Its files, each name once.
    package let files: [IncomingFile]

    /// Describes a folder.
    package init(folder: ScanName, source: ScanName, files: [IncomingFile]) {
        self.folder = folder
        self.source = source
        self.files = files
    }
}

/// What became of a file that was to be taken in.
package enum IncomingOutcome: Sendable {
    /// It is in the archive.
    case taken(AccessionOutcome)
    /// It could not be taken in; the fault is of this file.
    case refused(StoreError)

    /// Whether it is in the archive.
    var isTaken: Bool {
        if case .taken = self { true } else { false }
    }
}
