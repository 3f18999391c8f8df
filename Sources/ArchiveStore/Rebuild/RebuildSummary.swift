/// What making the catalogue again came to.
public struct RebuildSummary: Sendable, Hashable {
    /// Batches found.
    public var batches = 0
    /// Scans found.
    public var scans = 0
    /// Pages whose outcome was found.
    public var pages = 0
    /// Documents found.
    public var documents = 0
    /// Scans that have to be read again: nothing was written down of them.
    public var unread = 0
    /// What could not be taken over.
    public var problems: [ArchiveFinding] = []

    /// Makes an empty summary.
    public init() {}
}
