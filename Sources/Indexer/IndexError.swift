public import ArchiveModel

/// What the index throws.
///
/// The catalogue is never at stake: the index can be made again from it.
public struct IndexError: ArchiveError {
    /// Stable code of a kind of fault, listed in docs/errors.md.
    public struct Code: RawRepresentable, Hashable, Sendable {
        /// The code as programs see it.
        public let rawValue: String

        /// Makes a code from its text.
        public init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// The archive has no index yet.
        public static let missing = Self(rawValue: "index-missing")
        /// The index was made by another version, or does not fit the catalogue.
        public static let outdated = Self(rawValue: "index-outdated")
        /// SQLite refused an operation.
        public static let failed = Self(rawValue: "index-failed")
        /// More documents of one day than the index can order.
        public static let dayFull = Self(rawValue: "index-day-full")
    }

    /// Which kind of fault.
    public let code: Code
    /// What it concerns: an identifier; nil for the index as a whole.
    public let subject: String?
    /// What failed and what to do, in one sentence.
    public let message: String
    /// The error below it.
    public let cause: (any Error)?
    /// The exit status that a command ends with because of it.
    public let exitStatus: ExitStatus

    /// The code as programs see it.
    public var codeName: String { code.rawValue }
}
