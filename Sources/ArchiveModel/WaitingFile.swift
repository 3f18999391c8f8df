/// Why a file is not taken in yet, although nothing is wrong with it.
package struct WaitingFile: Hashable, Sendable {
    /// What shows that it is not done.
    package enum Reason: String, Sendable {
        /// It bears the name of an unfinished transfer.
        case unfinishedName = "unfinished-name"
        /// It was written to within the quiet time of its folder.
        case notQuiet = "not-quiet"
        /// The file with the other sides of its sheets is not there yet.
        case otherSide = "other-side"
    }

    /// What shows that it is not done.
    package let reason: Reason
    /// Whether it has waited so long that the transfer was most likely broken off.
    package let isStale: Bool

    /// Makes a reason.
    package init(reason: Reason, isStale: Bool) {
        self.reason = reason
        self.isStale = isStale
    }
}
