public import ArchiveModel

/// What is wrong with a query, and where.
public struct QuerySyntaxError: ArchiveError {
    /// Stable code of a kind of mistake, listed in docs/errors.md.
    public struct Code: RawRepresentable, Hashable, Sendable {
        /// The code as programs see it.
        public let rawValue: String

        /// Makes a code from its text.
        public init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// A quotation mark without its pair.
        public static let quoteOpen = Self(rawValue: "query-quote-open")
        /// OR without a word on both sides.
        public static let orAlone = Self(rawValue: "query-or-alone")
        /// A filter without a value.
        public static let valueMissing = Self(rawValue: "query-value-missing")
        /// A filter whose value cannot be understood.
        public static let valueInvalid = Self(rawValue: "query-value-invalid")
        /// Something that looks like a filter and is none.
        public static let filterUnknown = Self(rawValue: "query-filter-unknown")
        /// A sign or operator of other programs that this one does not have.
        public static let signUnknown = Self(rawValue: "query-sign-unknown")
        /// A beginning too short to look for.
        public static let prefixTooShort = Self(rawValue: "query-prefix-too-short")
        /// Neither a word nor a filter.
        public static let nothingToFind = Self(rawValue: "query-nothing-to-find")
        /// More words than one query may have.
        public static let tooLong = Self(rawValue: "query-too-long")
    }

    /// Which kind of mistake.
    public let code: Code
    /// Where the trouble is: characters from the start of the query, from 1.
    public let column: Int
    /// What is wrong and what to do, in one sentence.
    public let message: String

    /// The code as programs see it.
    public var codeName: String { code.rawValue }
    /// The column in words.
    public var subject: String? { "column \(column)" }
    /// Nothing lies below.
    public var cause: (any Error)? { nil }
    /// Wrong usage.
    public var exitStatus: ExitStatus { .usage }
}
