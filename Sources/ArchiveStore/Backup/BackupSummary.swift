/// What a backup came to.
public struct BackupSummary: Sendable, Hashable {
    /// Batches that the backup holds.
    public var batches = 0
    /// Files that were copied or linked.
    public var copied = 0
    /// Bytes of these.
    public var copiedBytes: Int64 = 0
    /// Files that were there already.
    public var present = 0
    /// Files that could not be taken over: altered or missing in the archive.
    public var problems: [ArchiveFinding] = []

    /// Makes an empty summary.
    public init() {}
}
