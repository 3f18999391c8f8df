package import ArchiveModel

extension ExtractedDocument {
    /// Makes corrections again, in a document that was extracted anew.
    package mutating func `repeat`(_ corrections: [Correction]) {
        for correction in corrections {
            _ = apply(DocumentChange(name: correction.name, value: correction.value))
        }
    }

    /// What a change replaces.
    package struct Previous {
        /// The former value; nil for nothing.
        package let value: String?
    }

    /// Makes a change; nil when it changes nothing.
    ///
    /// A corrected field keeps the place on the page where the former value was read.
    package mutating func apply(_ change: DocumentChange) -> Previous? {
        if change.name == DocumentChange.type {
            let previous = Previous(value: type?.rawValue)
            guard previous.value != change.value else { return nil }
            type = change.value.map(DocumentType.init(rawValue:))
            typeConfidence = Confidence(change.value == nil ? 0 : 1)
            return previous
        }
        let name = FieldName(rawValue: change.name)
        let position = fields.firstIndex { $0.name == name }
        let previous = Previous(value: position.map { fields[$0].value })
        guard previous.value != change.value else { return nil }
        let nowhere = FieldEvidence(
            raw: "", page: 1, box: BoundingBox(left: 0, top: 0, right: 0, bottom: 0))
        let field = change.value.map {
            ExtractedField(
                name: name, value: $0, evidence: position.map { fields[$0].evidence } ?? nowhere,
                confidence: Confidence(1), rule: DocumentChange.rule)
        }
        if let position {
            fields.replaceSubrange(position...position, with: field.map { [$0] } ?? [])
        } else if let field {
            fields.append(field)
        }
        return previous
    }
}
