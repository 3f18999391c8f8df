package import ArchiveModel

/// What a field of documents is: one row of the table `fields.yaml`.
package struct FieldDefinition: Sendable, Hashable {
    /// What a field's values look like.
    package enum Kind: String, Sendable, CaseIterable {
        /// A line of text.
        case text
        /// A line of text, with the digits of a number.
        case number
        /// A day; ISO 8601 in records.
        case date
        /// An amount; decimal with two decimals in records.
        case amount
        /// A fiscal code; digits in records.
        case fiscalCode = "fiscal_code"
        /// The code of a currency: three capitals.
        case currency
        /// The name of a person, firm or institution.
        case name
        /// An address.
        case address
        /// A bank account: 24 capitals and digits in records.
        case iban
        /// A personal number: 13 digits in records.
        case cnp
    }

    /// How a value proves itself.
    package enum Check: String, Sendable, CaseIterable {
        /// Its last digit follows from the others.
        case checkDigit = "check_digit"
    }

    /// The filters of the query language that look for fields.
    package enum Filter: String, Sendable, CaseIterable {
        /// By the number of the paper.
        case number
        /// By its date.
        case date
        /// By a fiscal code.
        case cui
    }

    /// The name in records and on the command line.
    package let name: FieldName
    /// What people call it, in Romanian.
    package let romanianTitle: String
    /// What people call it, in English.
    package let englishTitle: String
    /// What its values look like.
    package let kind: Kind
    /// How a value proves itself; nil when it does not.
    package let check: Check?
    /// The filter that finds it; nil when there is none.
    package let filter: Filter?
    /// Whether a document may have several.
    package let isList: Bool
    /// Whether a value says something of a person.
    package let isPersonal: Bool
    /// Whether people see only a part of a value.
    package let isMasked: Bool
    /// Other names under which it may be corrected, without marks, the usual one first.
    package let typedNames: [String]
}
