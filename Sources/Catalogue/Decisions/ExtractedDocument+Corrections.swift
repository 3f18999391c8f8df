package import ArchiveModel

extension ExtractedDocument {
    /// What a change replaced, and where.
    package struct AppliedChange {
        /// What became of the list of fields.
        package enum Place {
            case type
            case replaced(Int)
            case removed(Int)
            case appended
        }

        /// What was there; nil for nothing.
        package let value: String?
        package let place: Place
    }

    /// Makes corrections again, in a document that was extracted anew.
    ///
    /// What reads now as persons said is theirs, not the machine's.
    package mutating func `repeat`(_ corrections: [Correction]) {
        for correction in corrections {
            _ = apply(
                DocumentChange(
                    name: correction.name, value: correction.value, field: correction.field,
                    isConfirmation: true))
        }
    }

    /// Makes a change; nil when it changes nothing.
    ///
    /// A corrected field keeps its identifier, and the place on the page where the former value was
    /// read.
    package mutating func apply(_ change: DocumentChange) -> AppliedChange? {
        if change.name == DocumentChange.type { return applyType(change) }
        let position = position(of: change)
        // A field that was read again is the one that was corrected.
        if let position, fields[position].id == nil { fields[position].id = change.field }
        let previous = position.map { fields[$0].value }
        guard previous != change.value else {
            return change.isConfirmation ? position.flatMap { confirm(at: $0) } : nil
        }
        let field = change.value.map {
            ExtractedField(
                id: position.map { fields[$0].id } ?? change.field,
                name: FieldName(rawValue: change.name), value: $0,
                evidence: position.flatMap { fields[$0].evidence }, confidence: Confidence(1),
                rule: DocumentChange.rule)
        }
        switch (position, field) {
        case (let position?, let field?):
            fields[position] = field
            return AppliedChange(value: previous, place: .replaced(position))
        case (let position?, nil):
            fields.remove(at: position)
            return AppliedChange(value: previous, place: .removed(position))
        case (nil, let field?):
            fields.append(field)
            return AppliedChange(value: previous, place: .appended)
        case (nil, nil): return nil
        }
    }

    /// Makes a reading a person's word; its place and what a check says of it stay.
    private mutating func confirm(at position: Int) -> AppliedChange? {
        guard fields[position].rule != DocumentChange.rule else { return nil }
        fields[position].rule = DocumentChange.rule
        fields[position].confidence = Confidence(1)
        return AppliedChange(value: fields[position].value, place: .replaced(position))
    }

    /// Sets the type; that there is none is as sure as a type when a person says it.
    private mutating func applyType(_ change: DocumentChange) -> AppliedChange? {
        let previous = type?.rawValue
        let isSure = typeConfidence == Confidence(1)
        guard previous != change.value || (change.isConfirmation && !isSure) else { return nil }
        type = change.value.map(DocumentType.init(rawValue:))
        typeConfidence = Confidence(1)
        return AppliedChange(value: previous, place: .type)
    }

    /// The field that a change is of, as it is named, or, when nothing is, the first of its name.
    ///
    /// A field that is named and not there may be one that was read again, and has no identifier yet.
    package func position(of change: DocumentChange) -> Int? {
        guard let field = change.field else {
            return fields.firstIndex { $0.name.rawValue == change.name }
        }
        return fields.firstIndex { $0.id == field }
            ?? fields.firstIndex { $0.id == nil && $0.name.rawValue == change.name }
    }
}
