package import ArchiveModel
package import Catalogue

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
    /// Scans of which nothing could be read and that nobody is done with.
    package var openScans: Int
    /// Files that could not be taken in and that nobody is done with; they are not among the scans.
    package var openRefusals: Int
    /// Pages that could not be read, of scans that are otherwise read, and that nobody is done with.
    package var openPages: Int
    /// What could not be taken in or read and persons are done with.
    package var resolved: Int
    /// What is in quarantine, oldest first, at most as many as were asked for.
    package var quarantine: [QuarantineEntry]
    /// Scans that are doubtful as a whole.
    package var doubtfulScans: Int
    /// Pages that are doubtful, whatever their verdict.
    package var doubtfulPages: Int
    /// Documents with a boundary that a person should look at.
    package var doubtfulDocuments: Int

    /// All documents.
    package var documents: Int { documentsByType.values.reduce(documentsWithoutType, +) }
    /// Scans whose bytes were archived before.
    package var duplicates: Int { scans[.duplicate] ?? 0 }
    /// All scans and files that are in quarantine, listed or not.
    package var quarantined: Int { openRefusals + openScans }
}
