import ArchiveModel
import RomanianText

/// Reads values that a person typed, in the forms that papers use.
///
/// The whole of a text must be the value. Pure, and never fails: what is not understood is nil.
package struct TypedValues: Sendable {
    private let labels: FieldLabels
    private static let currencies: Set = [
        "RON", "ROL", "EUR", "USD", "GBP", "CHF", "HUF", "BGN", "MDL", "RSD", "UAH", "DEM", "FRF",
        "ITL", "ATS", "RUB", "SUR",
    ]

    /// Reads with the months and currencies of a table of labels.
    ///
    /// - Parameter yaml: The archive's own table of labels; nil for the built-in one.
    /// - Throws: What is wrong with the table, with its line.
    package init(labels yaml: [UInt8]?) throws(TableError) {
        let file = MetadataRules.fieldLabelsFile
        labels = try FieldLabels(
            yaml: yaml ?? MetadataRules.defaultTables[file] ?? [], file: file)
    }

    /// A day, ISO 8601; years of two digits are refused, since a person can type four.
    package func date(_ typed: String) -> String? {
        let text = FoldedWords(typed)
        guard let start = text.places.first,
            let match = labels.dateReader.read(in: text, at: start),
            !text.bytes[match.range.upperBound...].contains(where: Fold.isLetterOrDigit)
        else { return nil }
        return match.date.iso
    }

    /// An amount; a currency may stand beside it.
    package func amount(_ typed: String) -> TypedAmount? {
        let text = FoldedWords(typed)
        let found = labels.amountReader.all(in: text)
        guard found.count == 1, let match = found.first else { return nil }
        let around = text.bytes.indices.filter { !match.range.contains($0) }.map { text.bytes[$0] }
        guard around.allSatisfy({ Fold.isLetter($0) || " -()".utf8.contains($0) }) else {
            return nil
        }
        let word = String(decoding: around.filter(Fold.isLetter), as: UTF8.self)
        let currency = labels.amountReader.currencies[word]
        guard word.isEmpty || currency != nil else { return nil }
        if Self.hasTwoReadings(text.bytes[match.range]) { return .twoReadings }
        return .amount(decimal: match.decimal(hintsCount: true), currency: currency)
    }

    /// Whether one comma or point stands before three figures at the end: on papers it parts
    /// thousands, but a person may have typed a figure too many.
    private static func hasTwoReadings(_ amount: ArraySlice<UInt8>) -> Bool {
        let marks = amount.indices.filter { ".,".utf8.contains(amount[$0]) }
        return marks.count == 1 && marks[0] == amount.endIndex - 4
            && amount.suffix(3).allSatisfy(\.isASCIIDigit)
    }

    /// The code of a currency, of its code or its name; "lei" are those of today.
    package func currency(_ typed: String) -> String? {
        let word = String(decoding: Fold.letters(of: typed), as: UTF8.self)
        let code = labels.amountReader.currencies[word] ?? word.uppercased()
        return code == "LEI" ? "RON" : Self.currencies.contains(code) ? code : nil
    }

    /// The digits of a fiscal code, with or without RO before them.
    package func fiscalCode(_ typed: String) -> String? {
        FiscalCode.digits(of: typed)
    }

    /// The capitals and digits of a bank account, with or without spaces.
    package func account(_ typed: String) -> String? { IBAN.canonical(typed) }

    /// The digits of a personal number.
    package func personalNumber(_ typed: String) -> String? { PersonalNumber.digits(of: typed) }

    /// Whether the check digits of a value of a kind are right; true for kinds without.
    package func isConfirmed(_ value: String, of kind: FieldDefinition.Kind) -> Bool {
        switch kind {
        case .fiscalCode: FiscalCode.isValid(value)
        case .iban: IBAN.isValid(value)
        case .cnp: PersonalNumber.isValid(value)
        case .text, .number, .date, .amount, .currency, .name, .address: true
        }
    }
}

/// An amount of money that a person typed.
package enum TypedAmount: Sendable, Hashable {
    /// The amount with two decimals, and the code of the currency beside it; `LEI` when the word does
    /// not say which.
    case amount(decimal: String, currency: String?)
    /// Thousands, or three decimals: `1,234`.
    case twoReadings
}
