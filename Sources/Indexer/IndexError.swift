package import ArchiveModel

/// What the index throws.
///
/// The catalogue is never at stake: the index can be made again from it.
package struct IndexError: ArchiveError {
    /// Which kind of fault.
    package let code: ErrorCode
    /// What it concerns: an identifier; nil for the index as a whole.
    package let subject: String?
    /// What failed and what to do, in one sentence.
    package let message: String
    /// The error below it.
    package let cause: (any Error)?
    /// The exit status that a command ends with because of it.
    package let exitStatus: ExitStatus
}

extension ErrorCode {
    /// The archive has no index yet.
    package static let indexMissing = Self(rawValue: "index-missing")
    /// The index was made by another version, or does not fit the catalogue.
    package static let indexOutdated = Self(rawValue: "index-outdated")
    /// SQLite refused an operation.
    package static let indexFailed = Self(rawValue: "index-failed")
    /// More documents of one day than the index can order.
    package static let indexDayFull = Self(rawValue: "index-day-full")
}
