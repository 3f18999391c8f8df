package import ArchiveModel

/// What persons set of one document, as it stands now.
package struct SetByHand {
    private let corrections: [Correction]

    /// Knows what was corrected of one document.
    package init(_ corrections: [Correction]) {
        self.corrections = corrections
    }

    /// Who set a field to what it says and when; nil when a machine read it.
    package subscript(field: ExtractedField) -> Correction? {
        guard field.rule == DocumentChange.rule else { return nil }
        return self.corrections(of: field).last.flatMap { $0.value == field.value ? $0 : nil }
    }

    /// Who set something to a value; nil when nobody did.
    package subscript(name: String, value: String?) -> Correction? {
        corrections.last { $0.name == name }.flatMap { $0.value == value ? $0 : nil }
    }

    /// What stood in a field before anybody corrected it; nil for nothing.
    package func machineValue(of field: ExtractedField) -> String? {
        corrections(of: field).first?.previous
    }

    /// What was corrected of a field; what earlier versions recorded names only its name.
    private func corrections(of field: ExtractedField) -> [Correction] {
        corrections.filter {
            $0.name == field.name.rawValue && ($0.field == nil || $0.field == field.id)
        }
    }
}

extension FieldEvidence {
    /// Whether it stands somewhere on the paper; a field that a person added has no place.
    package var isRead: Bool { !raw.isEmpty }
}
