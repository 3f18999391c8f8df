/// A value of a field as a person typed it, in the form of records.
package struct TypedField: Sendable {
    /// Why a value is not taken.
    package enum Fault: Error {
        /// It is no value of this kind.
        case otherForm
        /// It has characters that nobody sees, or that were no UTF-8.
        case unseenCharacters
        /// An amount that may be thousands or have three decimals.
        case twoReadings
    }

    /// The value in the form of records.
    package let value: String
    /// Whether a check speaks against it; it is taken all the same.
    package let isDoubtful: Bool
    /// The code of the currency that was typed beside an amount; `LEI` when the word does not say
    /// which.
    package let currency: String?

    /// Reads a value by its kind; throws a `Fault` when it is none.
    package static func read(
        _ typed: String, for field: FieldDefinition, by reader: TypedValues
    ) throws(Fault) -> TypedField {
        guard FieldValue.isVisible(typed) else { throw .unseenCharacters }
        var currency: String?
        let value: String?
        switch field.kind {
        case .text, .number, .name, .address: value = FieldValue.trimmed(typed)
        case .date: value = reader.date(typed)
        case .fiscalCode: value = reader.fiscalCode(typed)
        case .iban: value = reader.account(typed)
        case .cnp: value = reader.personalNumber(typed)
        case .currency: value = reader.currency(typed)
        case .amount:
            switch reader.amount(typed) {
            case .amount(let decimal, let code): (value, currency) = (decimal, code)
            case .twoReadings: throw .twoReadings
            case nil: value = nil
            }
        }
        guard let value, FieldValue.isValid(value, of: field.kind) else { throw .otherForm }
        let isDoubtful =
            field.check == .checkDigit && !reader.isConfirmed(value, of: field.kind)
        return TypedField(value: value, isDoubtful: isDoubtful, currency: currency)
    }
}
