package import ArchiveModel

/// What is wrong with a query, and where.
package struct QuerySyntaxError: ArchiveError {
    /// Which kind of mistake.
    package let code: ErrorCode
    /// Where the trouble is: characters from the start of the query, from 1.
    package let column: Int
    /// What is wrong and what to do, in one sentence.
    package let message: String

    /// The column in words.
    package var subject: String? { "column \(column)" }
    /// Nothing lies below.
    package var cause: (any Error)? { nil }
    /// Wrong usage.
    package var exitStatus: ExitStatus { .usage }
}

extension ErrorCode {
    /// A quotation mark without its pair.
    package static let queryQuoteOpen = Self(rawValue: "query-quote-open")
    /// OR without a word on both sides.
    package static let queryOrAlone = Self(rawValue: "query-or-alone")
    /// A filter without a value.
    package static let queryValueMissing = Self(rawValue: "query-value-missing")
    /// A filter whose value cannot be understood.
    package static let queryValueInvalid = Self(rawValue: "query-value-invalid")
    /// Something that looks like a filter and is none.
    package static let queryFilterUnknown = Self(rawValue: "query-filter-unknown")
    /// A sign or operator of other programs that this one does not have.
    package static let querySignUnknown = Self(rawValue: "query-sign-unknown")
    /// A beginning too short to look for.
    package static let queryPrefixTooShort = Self(rawValue: "query-prefix-too-short")
    /// Neither a word nor a filter.
    package static let queryNothingToFind = Self(rawValue: "query-nothing-to-find")
    /// More words than one query may have.
    package static let queryTooLong = Self(rawValue: "query-too-long")
}
