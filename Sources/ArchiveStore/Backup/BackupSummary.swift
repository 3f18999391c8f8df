/// What a backup came to.
package struct BackupSummary: Sendable, Hashable {
    /// Batches that the backup holds.
    package var batches = 0
    /// Files that were copied or linked.
    package var copied = 0
    /// Bytes of these.
    package var copiedBytes: Int64 = 0
    /// Files that were there already.
    package var present = 0
    /// Files of the backup that were damaged and are sound again.
    package var mended: [ArchiveFinding] = []
    /// What happened besides, and should be known.
    package var notices: [ArchiveFinding] = []
    /// Where the former catalogue of the backup is, when its log and that of the new one differ.
    package var keptCatalogue: String?
    /// What is damaged or missing in the archive, and so was not taken over.
    package var problems: [ArchiveFinding] = []

    /// Makes an empty summary.
    package init() {}
}
