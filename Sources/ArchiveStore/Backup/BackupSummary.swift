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
    /// Files of the backup that were damaged and are sound again.
    public var mended: [ArchiveFinding] = []
    /// What is damaged or missing in the archive, and so was not taken over.
    public var problems: [ArchiveFinding] = []

    /// Makes an empty summary.
    public init() {}
}
