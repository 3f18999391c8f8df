package import ArchiveModel

/// What is wrong with a query, and where.
package struct QuerySyntaxError: ArchiveError {
    /// Stable code of a kind of mistake, listed in docs/errors.md.
    package struct Code: RawRepresentable, Hashable, Sendable {
        /// The code as programs see it.
        package let rawValue: String

        /// Makes a code from its text.
        package init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// A quotation mark without its pair.
        package static let quoteOpen = Self(rawValue: "query-quote-open")
        /// OR without a word on both sides.
        package static let orAlone = Self(rawValue: "query-or-alone")
        /// A filter without a value.
        package static let valueMissing = Self(rawValue: "query-value-missing")
        /// A filter whose value cannot be understood.
        package static let valueInvalid = Self(rawValue: "query-value-invalid")
        /// Something that looks like a filter and is none.
        package static let filterUnknown = Self(rawValue: "query-filter-unknown")
        /// A sign or operator of other programs that this one does not have.
        package static let signUnknown = Self(rawValue: "query-sign-unknown")
        /// A beginning too short to look for.
        package static let prefixTooShort = Self(rawValue: "query-prefix-too-short")
        /// Neither a word nor a filter.
        package static let nothingToFind = Self(rawValue: "query-nothing-to-find")
        /// More words than one query may have.
        package static let tooLong = Self(rawValue: "query-too-long")
    }

    /// Which kind of mistake.
    package let code: Code
    /// Where the trouble is: characters from the start of the query, from 1.
    package let column: Int
    /// What is wrong and what to do, in one sentence.
    package let message: String

    /// The code as programs see it.
    package var codeName: String { code.rawValue }
    /// The column in words.
    package var subject: String? { "column \(column)" }
    /// Nothing lies below.
    package var cause: (any Error)? { nil }
    /// Wrong usage.
    package var exitStatus: ExitStatus { .usage }
}
