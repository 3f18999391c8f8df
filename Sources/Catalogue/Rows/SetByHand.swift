package import ArchiveModel

/// What persons set of one document, as it stands now.
package struct SetByHand {
    /// The newest correction by the name of the field, or `type`.
    private let newest: [String: Correction]
    /// What stood there before anybody corrected it.
    private let before: [String: String]

    package init(_ corrections: [Correction]) {
        newest = Dictionary(corrections.map { ($0.name, $0) }) { $1 }
        let first = Dictionary(corrections.map { ($0.name, $0) }) { first, _ in first }
        before = first.compactMapValues(\.previous)
    }

    /// Who set a field to what it says and when; nil when a machine read it.
    package subscript(field: ExtractedField) -> Correction? {
        guard field.rule == DocumentChange.rule else { return nil }
        return self[field.name.rawValue, field.value]
    }

    /// Who set something to a value; nil when nobody did.
    package subscript(name: String, value: String?) -> Correction? {
        newest[name].flatMap { $0.value == value ? $0 : nil }
    }

    /// What stood in a field before anybody corrected it; nil for nothing.
    package func machineValue(of field: ExtractedField) -> String? { before[field.name.rawValue] }
}

extension FieldEvidence {
    /// Whether it stands somewhere on the paper; a field that a person added has no place.
    package var isRead: Bool { !raw.isEmpty }
}
