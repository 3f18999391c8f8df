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
        /// How a machine had read it; nil for what a person had said, and for nothing.
        package let reading: MachineReading?
        package let place: Place
    }

    /// Makes corrections again, in a document that was extracted anew.
    ///
    /// What reads now as persons said is theirs, not the machine's. Where the machine's reading was brought back, the
    /// new one is taken.
    package mutating func `repeat`(_ corrections: [Correction]) {
        for correction in Correction.standing(corrections) {
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
        let reading = position.flatMap { MachineReading(fields[$0]) }
        if let restored = change.restored, let value = change.value {
            return restore(
                restored.field(
                    FieldName(rawValue: change.name),
                    id: position.map { fields[$0].id } ?? change.field, value: value),
                at: position, was: reading)
        }
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
            return AppliedChange(
                value: previous, reading: reading, place: .replaced(position))
        case (let position?, nil):
            fields.remove(at: position)
            return AppliedChange(value: previous, reading: reading, place: .removed(position))
        case (nil, let field?):
            fields.append(field)
            return AppliedChange(value: previous, reading: reading, place: .appended)
        case (nil, nil): return nil
        }
    }

    /// Makes a reading a person's word; its place and what a check says of it stay.
    private mutating func confirm(at position: Int) -> AppliedChange? {
        guard let reading = MachineReading(fields[position]) else { return nil }
        fields[position].rule = DocumentChange.rule
        fields[position].confidence = Confidence(1)
        return AppliedChange(
            value: fields[position].value, reading: reading, place: .replaced(position))
    }

    /// Brings a reading back, in the place of what is there; nil when it is what is there.
    private mutating func restore(
        _ field: ExtractedField, at position: Int?, was reading: MachineReading?
    ) -> AppliedChange? {
        guard let position else {
            fields.append(field)
            return AppliedChange(value: nil, reading: nil, place: .appended)
        }
        let previous = fields[position]
        guard previous != field else { return nil }
        fields[position] = field
        return AppliedChange(
            value: previous.value, reading: reading, place: .replaced(position))
    }

    /// Sets the type; that there is none is as sure as a type when a person says it.
    private mutating func applyType(_ change: DocumentChange) -> AppliedChange? {
        let previous = type?.rawValue
        let reading = MachineReading(typeOf: self)
        let isNews =
            change.restored.map { $0 != reading } ?? (change.isConfirmation && reading != nil)
        guard previous != change.value || isNews else { return nil }
        type = change.value.map(DocumentType.init(rawValue:))
        typeConfidence = Confidence(change.restored?.confidence ?? 1)
        return AppliedChange(value: previous, reading: reading, place: .type)
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

extension Correction {
    /// Those of one document that still hold: not what was corrected before a machine's reading was brought back, nor
    /// that itself.
    package static func standing(_ corrections: [Correction]) -> [Correction] {
        var standing: [Correction] = []
        for correction in corrections {
            guard correction.restored != nil else {
                standing.append(correction)
                continue
            }
            let undone = corrections.first { $0.id == correction.undoes }
            let fields = [correction.field, undone?.field]
            standing.removeAll { $0.name == correction.name && fields.contains($0.field) }
        }
        return standing
    }
}
