package import ArchiveModel

/// What the index throws.
///
/// The catalogue is never at stake: the index can be made again from it.
package struct IndexError: ArchiveError {
    /// Stable code of a kind of fault, listed in docs/errors.md.
    package struct Code: RawRepresentable, Hashable, Sendable {
        /// The code as programs see it.
        package let rawValue: String

        /// Makes a code from its text.
        package init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// The archive has no index yet.
        package static let missing = Self(rawValue: "index-missing")
        /// The index was made by another version, or does not fit the catalogue.
        package static let outdated = Self(rawValue: "index-outdated")
        /// SQLite refused an operation.
        package static let failed = Self(rawValue: "index-failed")
        /// More documents of one day than the index can order.
        package static let dayFull = Self(rawValue: "index-day-full")
    }

    /// Which kind of fault.
    package let code: Code
    /// What it concerns: an identifier; nil for the index as a whole.
    package let subject: String?
    /// What failed and what to do, in one sentence.
    package let message: String
    /// The error below it.
    package let cause: (any Error)?
    /// The exit status that a command ends with because of it.
    package let exitStatus: ExitStatus

    /// The code as programs see it.
    package var codeName: String { code.rawValue }
}
