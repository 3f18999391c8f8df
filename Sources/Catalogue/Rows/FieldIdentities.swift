package import ArchiveModel
import DurableFiles
package import GRDB

extension FieldID {
    /// The identifier that a document gives to its field of this number among those of one name, from
    /// 1, unless it is taken.
    package static func initial(
        of name: FieldName, in document: DocumentID, ordinal: Int
    ) throws -> FieldID {
        let text = try StoredJSON.encode([document.text, name.rawValue, "\(ordinal)"])
        return FieldID(firstBitsOf: ContentDigest(of: Array(text.utf8)))
    }
}

/// Gives the fields of one document identifiers that no field was ever given.
package struct FieldIdentities {
    private let document: DocumentID
    private let database: Database
    private var given: Set<FieldID>

    /// Knows what was given up to now.
    package static func read(
        of document: DocumentID, in database: Database
    ) throws -> FieldIdentities {
        let texts = try String.fetchAll(
            database,
            sql: """
                SELECT field.id FROM field JOIN document ON key = document_key
                WHERE document.id = ?1
                UNION SELECT id FROM former_field WHERE document = ?1
                UNION SELECT field FROM correction WHERE document = ?1 AND field IS NOT NULL
                """, arguments: [document.text])
        return FieldIdentities(
            document: document, database: database,
            given: Set(texts.compactMap { FieldID($0) }))
    }

    /// The identifier of a new field.
    package mutating func next(_ name: FieldName) throws -> FieldID {
        var ordinal = 1
        while true {
            let id = try FieldID.initial(of: name, in: document, ordinal: ordinal)
            if given.insert(id).inserted, try !isElsewhere(id) { return id }
            ordinal += 1
        }
    }

    /// A change with the field that it is of: the one that is there, or a new one.
    package mutating func identified(
        _ change: DocumentChange, in extracted: ExtractedDocument
    ) throws -> DocumentChange {
        guard change.field == nil, change.name != DocumentChange.type else { return change }
        var change = change
        if !change.isAddition, let position = extracted.position(of: change) {
            change.field = extracted.fields[position].id
        } else if change.value != nil {
            change.field = try next(FieldName(rawValue: change.name))
        }
        return change
    }

    /// Gives one to each field that has none, in order.
    mutating func complete(_ fields: [ExtractedField]) throws -> [ExtractedField] {
        given.formUnion(fields.compactMap(\.id))
        return try fields.map { field in
            var field = field
            if field.id == nil { field.id = try next(field.name) }
            return field
        }
    }

    /// Whether a field of another document has it.
    private func isElsewhere(_ id: FieldID) throws -> Bool {
        try Bool.fetchOne(
            database.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM field WHERE id = ?)"),
            arguments: [id.text]) ?? false
    }
}
