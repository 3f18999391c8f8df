package import ArchiveModel
package import Catalogue

/// A received file, or a page of one, that could not be taken in or read, with the reason.
package struct QuarantinedScan: Sendable {
    /// Name of the batch it came in.
    package var batchName: ScanName
    /// Name of the file within the batch.
    package var name: ScanName
    /// Its number; nil when it could not even be taken in.
    package var scan: ScanID?
    /// The page that could not be read, from 1; nil when it is the whole file.
    package var page: Int?
    /// Why.
    package var failure: Failure
}

/// A scan, or a page of one, that a person should look at.
package struct DoubtfulScan: Sendable {
    /// Name of the batch it came in.
    package var batchName: ScanName
    /// Name of the file within the batch.
    package var name: ScanName
    /// The page, from 1; nil when it is the whole file.
    package var page: Int?
    /// Why; at least one.
    package var doubts: [Doubt]
}

/// How many of what an archive holds.
package struct ArchiveStatus: Sendable {
    /// The archive's identity; nil for one that nothing was ever done with.
    package var id: ArchiveID?
    /// Batches.
    package var batches: Int
    /// Scans by verdict; verdicts that no scan has are missing.
    package var scans: [ScanVerdict: Int]
    /// Pages by verdict; verdicts that no page has are missing.
    package var pages: [PageVerdict: Int]
    /// Documents by type; types that no document has are missing.
    package var documentsByType: [DocumentType: Int]
    /// Documents whose type is not known.
    package var documentsWithoutType: Int
    /// Bytes of the originals; duplicates are stored once and counted once.
    package var originalBytes: Int64
    /// Scans that later states of the same files supersede; they are in no other count.
    package var superseded: Int
    /// Files that could not be taken in; they are not among the scans.
    package var refusals: Int
    /// What is in quarantine, oldest first, at most as many as were asked for.
    package var quarantine: [QuarantinedScan]
    /// Pages that could not be read, of scans that are otherwise read.
    package var failedPagesOfReadScans: Int
    /// Scans that are doubtful as a whole.
    package var doubtfulScans: Int
    /// Pages that are doubtful, whatever their verdict.
    package var doubtfulPages: Int

    /// All documents.
    package var documents: Int { documentsByType.values.reduce(documentsWithoutType, +) }
    /// Scans whose bytes were archived before.
    package var duplicates: Int { scans[.duplicate] ?? 0 }
    /// All that is in quarantine, listed or not.
    package var quarantined: Int { refusals + (scans[.failed] ?? 0) }
}
