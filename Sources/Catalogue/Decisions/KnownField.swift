package import ArchiveModel
package import GRDB

/// A field that a document has or had, by which one that is read again is known.
package struct KnownField {
    private let id: FieldID
    private let name: FieldName
    /// What it says; nil when it was taken away.
    private let value: String?
    /// What it said before persons corrected it.
    private var formerValues: Set<String> = []
    private let evidence: FieldEvidence?

    /// The fields of a document, and those that persons corrected, in order.
    package static func all(
        of document: DocumentID, corrections: [Correction], in database: Database
    ) throws -> [KnownField] {
        let key = try DocumentRow.key(of: document, in: database)
        var known = try (key.map { try FieldRow.all(of: $0, in: database) } ?? [])
            .compactMap { field in
                field.id.map {
                    KnownField(
                        id: $0, name: field.name, value: field.value, evidence: field.evidence)
                }
            }
        for correction in corrections {
            guard let id = correction.field else { continue }
            if !known.contains(where: { $0.id == id }) {
                known.append(
                    KnownField(
                        id: id, name: FieldName(rawValue: correction.name), value: nil,
                        evidence: nil))
            }
            guard let index = known.firstIndex(where: { $0.id == id }) else { continue }
            if let value = correction.previous { known[index].formerValues.insert(value) }
        }
        return known
    }

    /// Gives fields that were read again the identifiers that they had: those that say the same,
    /// then those that stand at the same place, then those that say what was corrected.
    package static func identify(_ fields: inout [ExtractedField], by known: [KnownField]) {
        var known = known
        let likenesses: [(KnownField, ExtractedField) -> Bool] = [
            { $0.value == $1.value }, { $0.isAtPlace(of: $1) },
            { $0.formerValues.contains($1.value) },
        ]
        for isLike in likenesses {
            for index in fields.indices where fields[index].id == nil {
                let field = fields[index]
                guard
                    let match = known.firstIndex(where: {
                        $0.name == field.name && isLike($0, field)
                    })
                else { continue }
                fields[index].id = known.remove(at: match).id
            }
        }
    }

    /// Whether a field stands where this one stood: on the same page, and not beside it.
    private func isAtPlace(of field: ExtractedField) -> Bool {
        guard let mine = evidence, let other = field.evidence else { return false }
        return mine.address == other.address
            && (mine.box == other.box || mine.box.intersection(other.box) != nil)
    }
}
