public import ArchiveModel

/// A received file, or a page of one, that could not be taken in or read, with the reason.
public struct QuarantinedScan: Sendable {
    /// Name of the batch it came in.
    public var batchName: ScanName
    /// Name of the file within the batch.
    public var name: ScanName
    /// Its number; nil when it could not even be taken in.
    public var scan: ScanID?
    /// The page that could not be read, from 1; nil when it is the whole file.
    public var page: Int?
    /// Why.
    public var failure: Failure
}

/// A scan, or a page of one, that a person should look at.
public struct DoubtfulScan: Sendable {
    /// Name of the batch it came in.
    public var batchName: ScanName
    /// Name of the file within the batch.
    public var name: ScanName
    /// The page, from 1; nil when it is the whole file.
    public var page: Int?
    /// Why; at least one.
    public var doubts: [Doubt]
}

/// How many of what an archive holds.
public struct ArchiveStatus: Sendable {
    /// The archive's identity; nil for one that nothing was ever done with.
    public var id: ArchiveID?
    /// Batches.
    public var batches: Int
    /// Scans by verdict; verdicts that no scan has are missing.
    public var scans: [ScanVerdict: Int]
    /// Pages by verdict; verdicts that no page has are missing.
    public var pages: [PageVerdict: Int]
    /// Documents by type; types that no document has are missing.
    public var documentsByType: [DocumentType: Int]
    /// Documents whose type is not known.
    public var documentsWithoutType: Int
    /// Bytes of the originals; duplicates are stored once and counted once.
    public var originalBytes: Int64
    /// Scans that later states of the same files supersede; they are in no other count.
    public var superseded: Int
    /// Files that could not be taken in; they are not among the scans.
    public var refusals: Int
    /// What is in quarantine, oldest first, at most as many as were asked for.
    public var quarantine: [QuarantinedScan]
    /// Scans that are doubtful as a whole.
    public var doubtfulScans: Int
    /// Pages that are doubtful, whatever their verdict.
    public var doubtfulPages: Int

    /// All documents.
    public var documents: Int { documentsByType.values.reduce(documentsWithoutType, +) }
    /// Scans whose bytes were archived before.
    public var duplicates: Int { scans[.duplicate] ?? 0 }
    /// All that is in quarantine, listed or not.
    public var quarantined: Int { refusals + (scans[.failed] ?? 0) }
}
