/// What making the catalogue again came to.
package struct RebuildSummary: Sendable, Hashable {
    /// Batches found.
    package var batches = 0
    /// Scans found.
    package var scans = 0
    /// Pages whose outcome was found.
    package var pages = 0
    /// Documents found.
    package var documents = 0
    /// Scans that have to be read again: nothing was written down of them.
    package var unread = 0
    /// What is not damaged and was left alone, such as objects that this program does not know.
    package var notices: [ArchiveFinding] = []
    /// What could not be taken over.
    package var problems: [ArchiveFinding] = []

    /// Makes an empty summary.
    package init() {}
}
