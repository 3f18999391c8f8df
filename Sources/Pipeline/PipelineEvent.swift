package import ArchiveModel
package import Catalogue
package import JobQueue

/// What happens during an ingest, for whoever shows it.
package enum PipelineEvent: Sendable {
    /// Scans that an earlier, interrupted run took in are finished first.
    case continuing(scans: Int)
    /// A folder below the one given cannot be listed.
    case folderUnreadable(Failure)
    /// A folder is passed over: it is an archive, or part of one.
    case archivePassedOver(folder: ScanName)
    /// A batch begins.
    case batch(name: ScanName, files: Int)
    /// A file is safe in the archive and will be read.
    case added(ScanLabel)
    /// A file was in the archive already; `failure` when it is in quarantine, `isWhole` unless it is
    /// the failure of a page of it.
    case known(ScanLabel, failure: Failure?, isWhole: Bool)
    /// A file's bytes were in the archive already under another name.
    case duplicate(ScanLabel, of: ScanLabel)
    /// A file could not be taken in and stays where it is; `isResolved` when a person is done with that.
    case refused(ScanLabel, Failure, isResolved: Bool = false)
    /// A file or, with a slash at its end, a folder has a name that `archive.yaml` says to skip.
    case skipped(ScanLabel)
    /// A source file was removed: its archived copy is proven.
    case sourceRemoved(ScanLabel)
    /// A source file was to be removed and stays; the archive has it.
    case sourceKept(ScanLabel, Failure)
    /// The number of pages of a scan is known.
    case surveyed(ScanLabel, pages: Int, toRead: Int, warnings: [String])
    /// A page has its verdict.
    case page(
        ScanLabel, number: Int, verdict: PageVerdict, failure: Failure?, warnings: [String])
    /// A page, or the scan as a whole when `page` is nil, counts as read and should be looked at.
    case doubtful(ScanLabel, page: Int?, [Doubt])
    /// A page, or with number 0 the whole scan, could not be read for reasons outside of it; the next run
    /// tries again.
    case outstanding(ScanLabel, page: Int, Failure)
    /// How far workers are confined; told once.
    case confined(ConfinementReport)
    /// A document was made, of so many pages.
    case made(DocumentID, pages: Int)
    /// Documents were put into a dossier, named by its mark.
    case filed(String, documents: Int, doubts: [Doubt])
    /// Documents could not be put into the dossier that they were to go to, and are in none.
    case notFiled(Failure)
    /// A document seems to be an earlier one, scanned anew.
    case resembles(Resemblance)
    /// A scan is finished; `document` is the first that has pages of it, nil when it holds no text.
    case finished(ScanLabel, document: DocumentID?)
    /// A scan turned out to be an earlier state of a file that came again with more in it.
    case superseded(ScanLabel, pages: Int?)
    /// A scan that could not be read is in quarantine no more: a file in its place could be.
    case replaced(ScanLabel)
    /// So many pages of a batch are read again.
    case rereading(pages: Int)
    /// A page was read again.
    case reread(ScanLabel, page: Int, ReadingComparison)
    /// A file is not taken in yet: it bears the name of an unfinished transfer, or was written to
    /// just now.
    case waiting(ScanLabel, WaitingFile)
    /// Scans that could not be read before are read again.
    case retrying(scans: Int)
    /// How many files lie in what was given.
    case walked(files: Int)
    /// A scan is in quarantine; one that a person resolved stays so.
    case quarantined(ScanLabel, Failure, isResolved: Bool)
}

/// A scan's name with that of its batch.
package struct ScanLabel: Sendable, Hashable {
    /// Name of the batch.
    package let batch: ScanName
    /// Name of the file in it.
    package let name: ScanName

    /// Makes a label.
    package init(batch: ScanName, name: ScanName) {
        self.batch = batch
        self.name = name
    }

    /// Makes the label of a scan.
    init(_ scan: StoredScan) {
        self.init(batch: scan.batchName, name: scan.name)
    }

    /// Batch and name with a slash between, for JSON.
    package var text: String { batch.text + "/" + name.text }
    /// Batch and name with a slash between, safe for a terminal.
    package var display: String { batch.display + "/" + name.display }
}
