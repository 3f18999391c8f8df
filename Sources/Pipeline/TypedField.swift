package import ArchiveStore
import MetadataExtraction

/// A value of a field as a person typed it, in the form of records.
package struct TypedField: Sendable {
    /// The value in the form of records.
    package let value: String
    /// Whether a check speaks against it; it is taken all the same.
    package let isDoubtful: Bool

    /// Reads a value by its kind, with the tables of an archive; nil when it is no such value.
    package static func read(
        _ typed: String, for field: CorrectableField, in archive: Archive
    ) throws -> TypedField? {
        let reader = TypedValues(rules: try archive.metadataRules())
        let value =
            switch field.kind {
            case .line: typed
            case .date: reader.date(typed)
            case .amount: reader.amount(typed)
            case .fiscalCode: reader.fiscalCode(typed)
            case .currency: reader.currency(typed)
            }
        guard let value, FieldValue.isValid(value, for: field.name) else { return nil }
        let isDoubtful = field.kind == .fiscalCode && !reader.isConfirmed(fiscalCode: value)
        return TypedField(value: value, isDoubtful: isDoubtful)
    }
}
